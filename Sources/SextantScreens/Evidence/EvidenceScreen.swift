import ItemBank
import Journal
import SextantCore
import TerminalUI
import TextLayout

extension PlaceName {
  /// The evidence that can't be quizzed.
  static let evidence = PlaceName(rawValue: "evidence")
}

/// Evidence that can't be quizzed, reported against behavioural anchors; never part of the score.
struct EvidenceScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Evidence", bindings: keys)],
    signpost: Place.Signpost(
      name: .evidence, letter: "e", label: "evidence", help: "your education, projects, work and network",
      title: "evidence", synonyms: "portfolio experience education"),
    open: { _ in .navigate(.push(EvidenceScreen())) })

  let section = "evidence"
  /// The focused scale, as an index.
  var focus = 0
  /// The proof being written.
  var prompt: Prompt?
  /// The state of each scale before it was changed here, the last change last.
  private var before: [(scale: String, told: EvidenceRecord?)] = []
  private var hint: String?
  /// The scroll offset of the pane, in rows.
  private var paneScroll = 0

  init(focus: Int = 0) { self.focus = focus }

  func place(_ context: Context) -> PlaceName? { .evidence }

  func bindings(_ context: Context) -> [Binding] { prompt != nil ? Prompt.bindings : Self.keys }

  private static let keys =
    [
      Binding(.right, [], label: "level", help: "more, less, or that level", shown: "← → 0–4"),
      Binding(.right, [.right, .character("l"), .character("+")], help: "one level up", shown: "→ l"),
      Binding(.left, [.left, .character("h"), .character("-")], help: "one level down"),
      Binding(
        .setArtefact, [.enter, .character("a")], label: "proof",
        help: "attach a link or a name that proves it",
        shown: "a"),
      Binding(
        .unknown, [.character("i")], label: "prefer not to say",
        help: "say nothing about this one"),
      Binding(.copy, [.character("y")], help: "copy the proof, such as its link"),
      Binding(.undo, [.character("u")], help: "undo the last change here"),
      Binding(
        .clear, [.backspace, .delete], help: "clear your level and its proof"),
      Binding(.scrollUp, [.character("[")], help: "scroll the pane up"),
      Binding(.scrollDown, [.character("]")], help: "scroll the pane down"),
    ]
    + (0..<5).map {
      Binding(
        .rate($0), [.character(Character("\($0)"))], help: "level \($0)", shown: "\($0)")
    } + Bindings.vertical + [Bindings.back]

  var takesText: Bool { prompt != nil }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { return perform(command, context) }
    return prompt?.field.take(input) ?? false ? .done : .ignored
  }

  /// The proof being written.
  func unsaved(_ context: Context) -> [Effect] {
    let scales = context.content.framework.evidence
    guard let prompt, !prompt.field.text.isEmpty, scales.indices.contains(focus) else { return [] }
    return [.editEvidence(scales[focus].id, [.artefact(prompt.field.text)])]
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    hint = nil
    let place = focus
    defer { if focus != place { paneScroll = 0 } }
    let scales = context.content.framework.evidence
    guard scales.indices.contains(focus) else { return command == .back ? .navigate(.pop) : .done }
    let scale = scales[focus]
    let told = context.overview.evidence[scale.id]
    if let prompt {
      self.prompt = command == .confirm || command == .back ? nil : prompt
      guard command == .confirm else { return .done }
      before.append((scale.id, told))
      return .perform(.editEvidence(scale.id, [.artefact(prompt.field.text)]))
    }
    func set(_ level: Int?) -> Response {
      before.append((scale.id, told))
      return .perform(.editEvidence(scale.id, [.level(level)]))
    }
    switch command {
    case .scrollUp: paneScroll = max(0, paneScroll - 3)
    case .scrollDown: paneScroll = min(60, paneScroll + 3)
    case .up: move(by: -1, scales)
    case .down: move(by: 1, scales)
    case .top, .pageUp: move(by: -scales.count, scales)
    case .bottom, .pageDown: move(by: scales.count, scales)
    case .choose(let index):
      if scales.indices.contains(index) { focus = index }
    case .right: return set(min(scale.anchors.count - 1, (told?.level ?? -1) + 1))
    // Nothing is filled in yet, so a step down changes nothing.
    case .left: return told?.level.map { set(max(0, $0 - 1)) } ?? .done
    case .rate(let level): return scale.anchors.indices.contains(level) ? set(level) : .done
    case .unknown: return set(nil)
    case .undo:
      guard let place = before.lastIndex(where: { $0.scale == scale.id }) else {
        hint =
          told == nil ? "You have reported nothing here." : "Nothing has changed here. Backspace clears it."
        return .done
      }
      guard let last = before.remove(at: place).told else {
        return .perform(.untellEvidence(scale: scale.id))
      }
      return .perform(.editEvidence(scale.id, EvidenceEdit.changes(from: told, to: last)))
    case .clear:
      guard told != nil else { return .done }
      before.append((scale.id, told))
      hint = "Cleared. Press u to take that back."
      return .perform(.untellEvidence(scale: scale.id))
    case .copy:
      guard let artefact = told?.artefact, !artefact.isEmpty else {
        hint = "There is no proof to copy yet."
        return .done
      }
      return .navigate(.copy(artefact, name: "the proof"))
    case .setArtefact where told == nil:
      // Without a level, a proof would be stored as a refusal to answer.
      hint = "Set a level first: 0 to 4, or the arrows."
    case .setArtefact: prompt = Prompt("Proof of “\(scale.name)”", text: told?.artefact ?? "")
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  /// The scales by step, in the order of the list.
  private static func order(_ scales: [EvidenceScale]) -> [Int] {
    scales.indices.sorted { (scales[$0].steps.first ?? 0, $0) < (scales[$1].steps.first ?? 0, $1) }
  }

  private mutating func move(by distance: Int, _ scales: [EvidenceScale]) {
    let order = Self.order(scales)
    let place = order.firstIndex(of: focus) ?? 0
    focus = order[min(order.count - 1, max(0, place + distance))]
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let scales = context.content.framework.evidence
    let told = scales.filter { context.overview.levels[$0.id] != nil }.count
    let area = Chrome.draw(
      title: [TextRun("Evidence", .heading)],
      right: [TextRun(counted(told, of: scales.count, columns: size.columns), .muted)],
      on: &frame)
    let columns = ListAndPane.columns(
      for: 13 + (scales.map { CellText.width(of: $0.name) }.max() ?? 0), in: area)
    var lines: [Line] = []
    var step = 0
    for index in Self.order(scales) {
      let scale = scales[index]
      if let first = scale.steps.first, first != step {
        step = first
        let name = context.content.roadmap.steps.first { $0.number == first }?.shortName ?? ""
        if !lines.isEmpty, area.rows >= 16 { lines.append(.blank) }
        lines.append(Line("\(first) \(name)", .heading))
      }
      let level = context.overview.levels[scale.id]
      let isSilent = level == nil && context.overview.evidence[scale.id] != nil
      // Level zero is filled in too; dots mean not filled in.
      let meter =
        level.map { Words.meter(Double($0) / Double(max(1, scale.anchors.count - 1)), cells: 4) }
        ?? [TextRun("····", .faint)]
      let state = level.map { " \($0)" } ?? (isSilent ? " –" : " ?")
      let width = (area.columns >= 70 ? columns : area.columns) - 12
      for (row, name) in CellText.wrap(scale.name, columns: width).enumerated() {
        var line = Line.entry(
          [TextRun(Words.fit(name, width) + " ")] + (row == 0 ? meter + [TextRun(state, .muted)] : []),
          isFocused: focus == index, command: .choose(index))
        if row > 0 {
          line.runs[0] = TextRun("  ")
          line.cursor = nil
        }
        lines.append(line)
      }
    }
    ListAndPane.draw(
      lines, pane: { pane($0, context) }, paneScroll: paneScroll, listColumns: columns, in: area,
      foot: prompt?.line(columns: area.columns - 2)
        ?? (hint ?? planWords(area.columns - 2, context)).map { Line($0, Style(.caution)) }, on: &frame)
    return frame
  }

  /// What the changes did to the plan, if there is room for it.
  private func planWords(_ columns: Int, _ context: Context) -> String? {
    context.overview.evidenceChange.flatMap { words in
      let short = words.firstRange(of: ". ").map { String(words[..<$0.lowerBound]) + "." } ?? words
      return [words, short].first { CellText.width(of: $0) <= columns }
    }
  }

  private func counted(_ count: Int, of all: Int, columns: Int) -> String {
    let words = "\(count) of \(all) reported"
    return columns < 60 ? words : words + " · for the road, never for the score"
  }

  /// The actions that raise a scale, as far as there is room.
  private func actionLines(_ scale: EvidenceScale, columns: Int, _ context: Context) -> [Line] {
    let actions = context.overview.plan.actions(closing: scale.id)
    guard !actions.isEmpty else { return [] }
    var lines = [Line.blank, Line("What raises it", .heading)]
    for ranked in actions {
      let hours = "\(Words.decimal(ranked.action.hours)) h"
      let rows = CellText.wrap(ranked.action.title, columns: columns - 3 - CellText.width(of: hours))
      for (index, row) in rows.enumerated() {
        lines.append(
          Line.spread(
            [TextRun(index == 0 ? "· " : "  ", .muted), TextRun(row)],
            index == 0 ? [TextRun(hours, .muted)] : [], columns: columns))
      }
    }
    return lines + Line.wrap("The plan has them, with links.", .muted, columns: columns)
  }

  private func pane(_ columns: Int, _ context: Context) -> [Line] {
    let scales = context.content.framework.evidence
    guard scales.indices.contains(focus) else { return [] }
    let scale = scales[focus]
    let told = context.overview.evidence[scale.id]
    var lines = Line.wrap(scale.name, .heading, columns: columns)
    lines += Line.wrap(scale.about, .muted, columns: columns)
    // Knowledge has a hundred points too, so say which hundred is meant.
    lines += Line.wrap(
      "Counts for \(Words.decimal(scale.weight)) of the 100 points of evidence.", .muted, columns: columns)
    lines.append(.blank)
    for (index, anchor) in scale.anchors.enumerated() {
      let isOn = told?.level == index
      var rows = Line.wrap(
        anchor, isOn ? Style(.accent, .bold) : .text, columns: columns,
        indent: isOn ? "(•) \(index)  " : "( ) \(index)  ", command: .rate(index))
      // Keep the chosen level in view, however low the pane.
      if isOn { for place in rows.indices { rows[place].isFocused = true } }
      lines += rows
    }
    let isSilent = told != nil && told?.level == nil
    lines += Line.wrap(
      "prefer not to say", isSilent ? Style(.accent, .bold) : .muted, columns: columns,
      indent: isSilent ? "(•) –  " : "( ) –  ", command: .unknown)
    lines.append(.blank)
    if let artefact = told?.artefact, !artefact.isEmpty {
      lines += Line.wrap(artefact, columns: columns, indent: "Proof: ").map { $0.linked(to: artefact) }
    } else if !isSilent {
      lines += Line.wrap(
        told?.level == nil
          ? "Set a level, then press a to add a link or a name that proves it."
          : "No proof yet. Press a to add a link or a name that proves it.", .muted, columns: columns)
    }
    if let told {
      lines += Line.wrap(
        "\(isSilent ? "Skipped" : "Reported") \(context.days.ago(told.updatedAt, now: context.now)). Press backspace to clear.",
        .muted,
        columns: columns
      )
    }
    return lines + actionLines(scale, columns: columns, context)
  }
}
