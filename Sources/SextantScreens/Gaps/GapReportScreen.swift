import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

/// The first screen of the gap report: what to work on first, what looks fine, what wasn't asked, and the four steps.
struct GapReportScreen: Screen {
  let section = "gap-summary"
  let underAttempt = UnderAttempt.stays
  /// The tree of all skills, which lies behind this screen; it also draws the pane about a skill.
  private(set) var tree: GapsScreen
  /// The selected row of the skills that come first.
  private(set) var selected = 0
  /// How far the text below the skills is scrolled into view, in rows.
  private var scroll = 0

  init(_ context: Context) { tree = GapsScreen(context) }

  func place(_ context: Context) -> PlaceName? { .gaps }

  static let bindings =
    [
      Binding(
        .confirm, [.enter, .character(" ")], label: "open", help: "the skill: its answers and what to do"),
      Binding(
        .next, [.tab, .right, .character("l")], label: "all skills",
        help: "all skills, by step and domain"),
      Binding(.drill, [.character("d")], label: "drill", help: "practise the selected skill"),
      Binding(.focus, [.character("T")], label: "measure", help: "measure what would settle most"),
      Binding(
        .copy, [.character("y")], label: "links", help: "links that help with the selected skill, to copy"),
      Binding(.search, [.character("/")], label: "search", help: "search all skills and domains"),
      Binding(
        .exportAll, [.character("X")], label: "export",
        help: "export the whole report to a file"),
      Binding(.scrollUp, [.character("[")], help: "scroll up"),
      Binding(.scrollDown, [.character("]")], help: "scroll down, to what looks fine and to the steps"),
    ] + Bindings.vertical + [Bindings.back]

  func bindings(_ context: Context) -> [Binding] {
    if isExporting { return tree.bindings(context) }
    return GapSummary(context.overview).first.isEmpty
      ? Self.bindings.filter { ![.confirm, .drill, .copy].contains($0.command) } : Self.bindings
  }

  /// True while the name of the exported file is typed.
  private var isExporting: Bool { tree.exporting != nil }
  /// True if letters are text.
  var takesText: Bool { isExporting }

  mutating func refresh(_ context: Context) -> Response { tree.refresh(context) }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response { tree.receive(outcome, context) }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if isExporting { return tree.handle(input, context) }
    guard case .command(let command) = input else { return .ignored }
    let summary = GapSummary(context.overview)
    selected = max(0, min(summary.first.count - 1, selected))
    let skill = summary.first.indices.contains(selected) ? summary.first[selected].gap.skill : nil
    let framework = context.content.framework
    let before = selected
    defer { if selected != before { scroll = 0 } }
    switch command {
    case .scrollUp: scroll = max(0, scroll - 3)
    case .scrollDown: scroll = min(60, scroll + 3)
    case .up: selected = max(0, selected - 1)
    case .down: selected = max(0, min(summary.first.count - 1, selected + 1))
    case .top, .pageUp: selected = 0
    case .bottom, .pageDown: selected = max(0, summary.first.count - 1)
    case .choose(let index) where summary.first.indices.contains(index):
      if index == selected { return open(index, summary, context) }
      selected = index
    case .confirm, .toggle: return open(selected, summary, context)
    case .next: return .navigate(.push(wholeTree(context)))
    case .exportAll: return tree.handle(input, context)
    case .search:
      var tree = wholeTree(context)
      _ = tree.handle(.command(command), context)
      return .navigate(.push(tree))
    case .drill:
      guard let skill else { return .done }
      return .perform(.startAttempt(.drill, .skill(framework.skills[skill].id)))
    case .focus:
      guard let next = context.overview.nextMeasurement else { return .done }
      return .navigate(.push(StartScreen(framework: framework, scope: next.scope)))
    case .copy:
      return LinksScreen.open(skill.flatMap { context.overview.action(forSkill: $0) })
    case .back: return .navigate(.pop)
    default: return .ignored
    }
    return .done
  }

  private func open(_ index: Int, _ summary: GapSummary, _ context: Context) -> Response {
    guard summary.first.indices.contains(index) else { return .done }
    let skill = summary.first[index].gap.skill
    return .navigate(.push(GapsScreen.reading(skill, context, headlines: tree.headlines)))
  }

  /// A tree that already knows the headlines that were read.
  private func wholeTree(_ context: Context) -> GapsScreen {
    var tree = GapsScreen(context)
    tree.headlines = self.tree.headlines
    return tree
  }

  // MARK: View

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let summary = GapSummary(context.overview)
    let overview = context.overview
    let asked = overview.gaps.gaps.count - summary.notAsked.count
    var area = Chrome.draw(
      title: [TextRun("Gaps to the \(overview.profileName.lowercased()) target", .heading)],
      right: [
        TextRun(
          size.columns >= 60
            ? "\(asked) of \(overview.gaps.gaps.count) skills asked · \(Words.count(overview.answerCount, "answer"))"
            : "\(asked) of \(overview.gaps.gaps.count) asked", .muted)
      ], on: &frame)
    if let exporting = tree.exporting {
      let (rest, foot) = area.splitBottom(1)
      frame.put(exporting.line(columns: foot.columns - 2), in: foot.inset(left: 1), row: foot.row)
      area = rest
    }
    let isWide = size.columns >= 110
    var (left, right) = (area, area)
    if isWide {
      let (first, rest) = area.splitLeft(min(88, area.columns * 6 / 10))
      (left, right) = (first, rest)
      frame.rule(atColumn: rest.column, in: area)
    }
    let inner = left.inset(left: 1, right: 1)
    // On a low screen the list comes before the details, which the skill's own pane has too.
    let hasDetail = !isWide && inner.rows >= 14
    let lines = Pane.fitted(inner) {
      rows(summary, columns: min(88, $0), hasDetail: hasDetail, context)
    }
    let first = lines.firstIndex(where: \.isFocused) ?? 0
    let turned = Pane.turned(to: first, count: lines.count, height: inner.rows)
    Pane.draw(
      lines, offset: min(max(0, lines.count - inner.rows), turned + scroll), in: inner, on: &frame)
    if isWide, let skill = chosen(summary) {
      var tree = GapsScreen(context, skill: skill)
      tree.headlines = self.tree.headlines
      tree.drawPane(in: right.inset(left: 2, right: 1), context, on: &frame)
    }
    return frame
  }

  private func chosen(_ summary: GapSummary) -> Int? {
    summary.first.indices.contains(selected) ? summary.first[selected].gap.skill : nil
  }

  private func rows(_ summary: GapSummary, columns: Int, hasDetail: Bool, _ context: Context) -> [Line] {
    var lines = [Line("Work on these first", .heading)]
    if summary.first.isEmpty {
      lines += Line.wrap(
        context.overview.answerCount == 0
          ? "Nothing was asked yet. A placement of \(Settings.placementLengths[0]) questions is enough to begin."
          : summary.nothingFirst, columns: columns)
    }
    lines += firstRows(summary, columns: columns) { skill in
      hasDetail ? detail(skill, columns: columns, context) : []
    }
    lines.append(.blank)
    if let hidden = summary.hiddenSentence {
      lines += section("Hidden", hidden, columns: columns)
    }
    lines += section("Do first", summary.firstStepWords(context.overview), columns: columns)
    lines += section("Looks fine", summary.fineSentence, columns: columns)
    lines += section("Not asked", summary.notAskedSentence, columns: columns)
    if let next = context.overview.nextMeasurement {
      lines += section("Measure next", next.sentence + ".", columns: columns)
    }
    lines.append(.blank)
    return lines + steps(summary, columns: columns)
  }

  /// A short heading and its text, on one row as far as it goes.
  private func section(_ heading: String, _ text: String, columns: Int) -> [Line] {
    let indent = Words.fit(heading, 14)
    return Line.wrap(text, columns: columns, indent: indent).enumerated().map { index, line in
      guard index == 0, let first = line.runs.first else { return line }
      return Line([TextRun(first.text, .heading)] + line.runs.dropFirst())
    }
  }

  /// The skills to work on, in columns; where there is little room, each with its reason below it.
  ///
  /// - Parameter detail: What stands below the row of the selected skill.
  private func firstRows(_ summary: GapSummary, columns: Int, detail: (Int) -> [Line]) -> [Line] {
    let isNarrow = columns < 56
    func priority(_ entry: GapSummary.First) -> String {
      isNarrow ? entry.priority.word : entry.priority.rawValue
    }
    let table = Table(
      isNarrow
        ? [Table.Column("", least: 12), Table.Column("", isRight: true)]
        : [Table.Column("", least: 20), Table.Column("", least: 16), Table.Column("", isRight: true)],
      texts: summary.first.map { isNarrow ? [$0.name, priority($0)] : [$0.name, $0.reason, priority($0)] },
      room: columns - 4, isStretched: isNarrow)
    return summary.first.enumerated().flatMap { index, entry in
      let isFocused = index == selected
      let role: Role = entry.priority == .high ? .wrong : entry.priority == .medium ? .caution : .muted
      let name = [TextRun(entry.name, isFocused ? Style(.accent, .bold) : .text)]
      let level = [TextRun(priority(entry), Style(role))]
      let rows =
        isNarrow
        ? table.lines([name, level]) + Line.wrap(entry.reason, .muted, columns: columns - 4).map(\.runs)
        : table.lines([name, [TextRun(entry.reason)], level])
      let own = rows.enumerated().map { place, runs in
        let lead =
          place > 0
          ? [TextRun("    ")]
          : [TextRun(isFocused ? "▸ " : "  ", .key), TextRun("\(index + 1) ", .muted)]
        var line = Line(lead + runs, command: .choose(index))
        line.isFocused = isFocused
        line.isSelected = isFocused && place == 0
        line.cursor = isFocused && place == 0 ? 0 : nil
        return line
      }
      return own + (isFocused ? detail(entry.gap.skill) : [])
    }
  }

  /// What is known about the selected skill, and the next thing to do about it.
  private func detail(_ skill: Int, columns: Int, _ context: Context) -> [Line] {
    let gap = context.overview.gaps.gaps[skill]
    let target = "the target of \(ReportingScale.score(context.overview.gaps.target))"
    let grounds = GapSummary.prioritySentence(gap)
    var lines = Line.wrap(
      Words.sureness(gap, of: target).map { "\($0). \(grounds)" } ?? grounds, .muted, columns: columns,
      indent: "    ")
    if let step = context.overview.firstStep(forSkill: skill) {
      let count = context.content.roadmap.actions.first { $0.id == step.action }?.links.count ?? 0
      lines += Line.wrap(
        "Next: \(step.title)\(count == 0 ? "" : ", " + Words.count(count, "link"))"
          + (step.reason.isEmpty ? "" : "; \(step.reason)"), .muted, columns: columns, indent: "    ")
    }
    return lines
  }

  private func steps(_ summary: GapSummary, columns: Int) -> [Line] {
    let titles =
      columns >= 66 ? ["at target", "below target", "unclear", "not asked"] : ["at", "low", "open", "none"]
    let counts = summary.steps.map(\.skills).map {
      [$0.atTarget, $0.below, $0.notSure, $0.notAsked].map(String.init)
    }
    let names = summary.steps.map { "\($0.number) \($0.name)" }
    let table = Table(
      [Table.Column("By step", least: 10)] + titles.map { Table.Column($0, isRight: true) },
      texts: zip(names, counts).map { [$0] + $1 }, room: columns)
    var lines = [Line(table.head(.muted))]
    for (name, counts) in zip(names, counts) {
      lines += table.lines([[TextRun(name)]] + counts.map { [TextRun($0)] }).map { Line($0) }
    }
    let reported = summary.steps.reduce(0) { $0 + $1.reported }
    let areas = summary.steps.reduce(0) { $0 + $1.areas }
    if areas > 0 {
      lines += Line.wrap(
        "Evidence: \(reported) of \(Words.count(areas, "area")) reported. Press e to report "
          + "\(reported == 0 ? "yours" : "more").", .muted, columns: columns)
    }
    return lines
  }
}
