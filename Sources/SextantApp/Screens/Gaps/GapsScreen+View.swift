import ItemBank
import Psychometrics
import Roadmap
import TerminalUI

extension GapsScreen {
  /// Draws the report.
  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    if isSearching {
      // What is typed changes the list at every key, and the pane tells about a row of it.
      let focused = focused(context)
      if focused.focus != focus { return focused.view(size, context) }
    }
    let sorted = order == .worth ? "each step by worth" : "in the framework's order"
    let filters = filters(context)
    let target = "\(context.overview.profileName) target"
    // What was asked for is never cut away by what the numbers mean.
    let cuts = filters.map { " · " + $0 }.joined()
    let ways = [
      "% chance of a gap to \(target) · \(sorted)" + cuts,
      "% chance of a gap · \(order == .worth ? "by worth" : "in order")" + cuts, "% chance of a gap" + cuts,
      filters.isEmpty ? target : filters.joined(separator: " · "),
    ]
    let told = ways.first { CellText.width(of: $0) <= size.columns - 22 } ?? ways[ways.count - 1]
    var area = Chrome.draw(
      title: [Piece(paneTitle(size, context) ?? "Gaps on the road", .heading)],
      right: [
        Piece(
          CellText.truncate(told, columns: max(8, size.columns - 20)),
          filters.isEmpty ? .muted : Style(.caution))
      ], bindings: bindings, takesText: takesText, on: &frame)
    if let exporting {
      let (rest, foot) = area.splitBottom(1)
      frame.put(exporting.line(columns: foot.columns - 2), in: foot.inset(left: 1), row: foot.row)
      area = rest
    } else if isSearching, let search {
      let (rest, foot) = area.splitBottom(1)
      let prompt = Prompt("/", field: search)
      frame.put(prompt.line(columns: foot.columns - 2), in: foot.inset(left: 1), row: foot.row)
      area = rest
    }
    let isWide = size.columns >= 70
    if isWide {
      let names = context.content.framework.skills.map { CellText.width(of: $0.name) }
      let treeColumns = ListAndPane.columns(for: 23 + (names.max() ?? 0), in: area)
      let (left, rest) = area.splitLeft(treeColumns)
      frame.rule(atColumn: rest.column, in: area)
      drawTree(in: left.inset(left: 1), isBesideRule: true, context, on: &frame)
      let pane = rest.inset(left: 2, right: 1)
      drawPane(
        in: Rect(column: pane.column, row: pane.row, columns: min(84, pane.columns), rows: pane.rows),
        context,
        on: &frame)
    } else if inPane {
      drawPane(in: area.inset(left: 1, right: 1), context, on: &frame)
    } else {
      drawTree(in: area.inset(left: 1, right: 1), isBesideRule: false, context, on: &frame)
    }
    return frame
  }

  private func drawTree(in area: Rect, isBesideRule: Bool, _ context: Context, on frame: inout Frame) {
    let nodes = rows(context)
    if nodes.isEmpty {
      Pane.draw(
        Line.wrap(nothing(context), .muted, columns: area.columns - 1), offset: 0, in: area, on: &frame)
      return
    }
    func line(_ index: Int) -> Line {
      let node = nodes[index]
      var line = row(node, columns: area.columns - 1, context)
      line.command = .choose(index)
      guard node == focus else { return line }
      line.isFocused = true
      line.isSelected = !inPane
      if inPane { line.pieces = line.pieces.map { Piece($0.text, $0.style.with(.underline)) } }
      if !inPane, !takesText { line.cursor = 0 }
      return line
    }
    let place = nodes.firstIndex(of: focus) ?? 0
    var area = area
    var offset = Pane.turned(to: place, count: nodes.count, height: area.rows)
    // The step that the first row belongs to stays over a list that is scrolled.
    if offset > 0, area.rows > 4 {
      let rest = area.inset(top: 1)
      offset = Pane.turned(to: place, count: nodes.count, height: rest.rows)
      if depth(nodes[offset]) > 0,
        let step = nodes[..<offset].lastIndex(where: { depth($0) == 0 })
      {
        frame.put(line(step), in: area.inset(right: isBesideRule ? 0 : 1), row: area.row)
        area = rest
      } else {
        offset = min(offset, max(0, nodes.count - area.rows))
      }
    }
    if isBesideRule {
      Pane.draw(besideRule: nodes.count, offset: offset, in: area, on: &frame, line: line)
    } else {
      Pane.draw(count: nodes.count, offset: offset, in: area, on: &frame, line: line)
    }
  }

  /// Why nothing is listed.
  private func nothing(_ context: Context) -> String {
    let gaps = context.overview.gaps.gaps
    let asked = gaps.filter { $0.answers > 0 }
    if shown == .gaps, search == nil, onlyStep == nil, onlyDomain == nil {
      return
        "No skill is known to be a gap: \(asked.count { $0.status == .unclear }) are unclear, "
        + "\(asked.count { $0.status == .fine }) fine, \(gaps.count - asked.count) not asked. f shows what is unclear."
    }
    return "Nothing is listed: no row matches. Esc takes filters and search back."
  }

  private func row(_ node: Node, columns: Int, _ context: Context) -> Line {
    let framework = context.content.framework
    let overview = context.overview
    let fold = folded.contains(node) ? "▹ " : "▾ "
    switch node {
    case .step(let number):
      let step = context.content.roadmap.steps.first { $0.number == number }
      let readiness = overview.readiness.first { $0.step == number }
      return .spread(
        [Piece(fold, .muted), Piece("\(number) \(step?.shortName ?? "")", .heading)],
        Words.meter(readiness?.overall, cells: 8), columns: columns)
    case .domain(let step, let domain):
      // Of the whole domain in this step, whatever the filters leave of it.
      let points = Self.worth(ofDomain: domain, inStep: step, context)
      return .spread(
        [Piece("  " + fold, .muted), Piece(framework.domains[domain].shortName, Style(.text, .bold))],
        [Piece("worth \(Words.points(points))", .muted)], columns: columns)
    case .skill(_, let skill):
      let gap = overview.gaps.gaps[skill]
      let (mark, role) = Self.mark(gap)
      let status =
        gap.answers == 0
        ? "not asked" : "\(gap.status.rawValue) \(Words.right(Words.percent(1 - gap.probabilityAtTarget), 5))"
      let room = columns - 7 - CellText.width(of: status)
      return .spread(
        [
          Piece("    "), Piece(mark + " ", Style(role)),
          Piece(CellText.truncate(framework.skills[skill].name, columns: max(6, room))),
        ], [Piece(status, gap.status == .gap && gap.answers > 0 ? Style(.wrong) : .muted)], columns: columns)
    case .scale(_, let scale):
      let item = framework.evidence[scale]
      let level = overview.levels[item.id]
      return .spread(
        [
          Piece("  "), Piece(level == nil ? "◇ " : "◆ ", .muted),
          Piece(CellText.truncate(item.name, columns: max(6, columns - 16))),
        ],
        [
          Piece(
            level.map { "\($0) of \(item.anchors.count - 1)" }
              ?? (context.overview.told[item.id] == nil ? "not told" : "withheld"), .muted)
        ], columns: columns
      )
    }
  }

  static func mark(_ gap: Gap) -> (String, Role) {
    guard gap.answers > 0 else { return ("·", .muted) }
    return switch gap.status {
    case .gap: ("●", .wrong)
    case .unclear: ("◐", .caution)
    case .fine: ("○", .correct)
    }
  }

  // MARK: The pane

  /// The answers of a skill that the pane tells.
  static let shownAnswers = 6

  /// The answers that a skill rests on; what was missed comes first, for it says most.
  static func answers(ofSkill skill: Int, _ overview: Overview) -> [Overview.SkillAnswer] {
    missedFirst(overview.evidence.filter { $0.skill == skill })
  }

  private static func missedFirst(_ answers: [Overview.SkillAnswer]) -> [Overview.SkillAnswer] {
    let told = answers.filter { !$0.isOpen }
    return told.filter { $0.credit < 1 } + told.filter { $0.credit >= 1 } + answers.filter(\.isOpen)
  }

  /// The items of all answers that the pane can tell.
  static func shownItems(_ overview: Overview) -> [String] {
    let bySkill = Dictionary(grouping: overview.evidence, by: \.skill)
    return bySkill.values.flatMap { missedFirst($0).prefix(shownAnswers).map(\.item) }
  }

  private func drawPane(in area: Rect, _ context: Context, on frame: inout Frame) {
    let lines = Pane.fitted(area) { paneLines(columns: $0, rows: area.rows, context) }
    Pane.draw(lines, offset: Pane.offset(paneScroll, lines: lines, height: area.rows), in: area, on: &frame)
  }

  private func paneLines(columns: Int, rows: Int, _ context: Context) -> [Line] {
    // What is not listed is not told about.
    if self.rows(context).isEmpty { return [] }
    var lines: [Line]
    switch focus {
    case .step(let number): lines = stepLines(number, columns: columns, context)
    case .domain(let step, let domain): lines = domainLines(domain, ofStep: step, columns: columns, context)
    case .skill(_, let skill): lines = skillLines(skill, columns: columns, rows: rows, context)
    case .scale(_, let scale): lines = scaleLines(scale, columns: columns, context)
    }
    lines.append(.blank)
    lines += actionLines(columns: columns, context)
    return lines
  }

  private func stepLines(_ number: Int, columns: Int, _ context: Context) -> [Line] {
    guard let step = context.content.roadmap.steps.first(where: { $0.number == number }) else { return [] }
    var lines = [Line("\(number) \(step.name)", .heading), .blank]
    lines += Line.wrap(step.about, columns: columns)
    if let readiness = context.overview.readiness.first(where: { $0.step == number }) {
      lines.append(.blank)
      let words = StepWords.readiness(readiness)
      lines += Line.wrap(words.prefix(1).uppercased() + words.dropFirst() + ".", .muted, columns: columns)
    }
    return lines
  }

  private func domainLines(_ domain: Int, ofStep step: Int, columns: Int, _ context: Context) -> [Line] {
    let framework = context.content.framework
    let estimate = context.overview.standing.domains[domain]
    var lines = Line.wrap(framework.domains[domain].name, .heading, columns: columns) + [.blank]
    let score = Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
    let target = ReportingScale.score(context.overview.standing.target)
    let chance = estimate.probability(atLeast: context.overview.standing.target)
    let sure = Words.percent(chance)
    lines += Line.wrap(
      "\(score), target \(target). \(sure) sure that you are there"
        + ", \(Words.percent(1 - chance)) that a gap is left.", columns: columns)
    let answers = context.overview.answers(inDomain: domain)
    let band = ReportingScale.band(
      mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95, answers: answers)
    lines += Line.wrap(
      band.map { "\($0.name.prefix(1).uppercased() + $0.name.dropFirst()): \($0.describes)." }
        ?? "\(Words.count(answers, "answer")) of its own\(rightWords(domain, context)): too few for a word such as "
        + "competent. The fewer they are, the more the number leans on the other domains.",
      .muted, columns: columns)
    let skills = framework.domains[domain].skills
    let here = skills.count { $0.steps.first == step }
    if here < skills.count {
      let others = Set(skills.compactMap(\.steps.first)).subtracting([step]).sorted().map(String.init)
      lines += Line.wrap(
        "\(here) of its \(skills.count) skills belong to this step; the others stand in step "
          + "\(others.joined(separator: " and ")).", .muted, columns: columns)
    }
    return lines
  }

  /// What the pane is about, where it has the whole of a narrow screen.
  private func paneTitle(_ size: Size, _ context: Context) -> String? {
    guard inPane, size.columns < 70 else { return nil }
    let framework = context.content.framework
    switch focus {
    case .skill(_, let skill):
      return CellText.truncate(framework.skills[skill].name, columns: size.columns - 20)
    case .domain(_, let domain): return framework.domains[domain].shortName
    default: return nil
    }
  }

  /// How many of a domain's answers were right, where all of them are known.
  private func rightWords(_ domain: Int, _ context: Context) -> String {
    let skills = context.content.framework.domains[domain].skills.map(\.id)
    let indices = context.content.framework.skills.indices.filter {
      skills.contains(context.content.framework.skills[$0].id)
    }
    let answers = context.overview.evidence.filter { indices.contains($0.skill) && !$0.isOpen }
    guard answers.count == context.overview.answers(inDomain: domain) else { return "" }
    return ", \(answers.count { $0.credit >= 1 }) right"
  }

  private func skillLines(_ skill: Int, columns: Int, rows: Int, _ context: Context) -> [Line] {
    let item = context.content.framework.skills[skill]
    let gap = context.overview.gaps.gaps[skill]
    let worth = "worth \(Words.points(gap.worth))"
    // The list may cut a name; here it is whole.
    let isWide = CellText.width(of: item.name) + CellText.width(of: worth) + 2 <= columns
    var lines =
      isWide
      ? [Line.spread([Piece(item.name, .heading)], [Piece(worth, .muted)], columns: columns)]
      : Line.wrap(item.name, .heading, columns: columns) + [Line(worth, .muted)]
    lines.append(.blank)
    lines += Line.wrap(item.about, .muted, columns: columns)
    lines.append(.blank)
    if gap.answers == 0 {
      lines += Line.wrap(
        "Not asked yet; its worth is reckoned from your other answers, those of its domain most. T measures it.",
        columns: columns)
      return lines
    }
    let own = Self.answers(ofSkill: skill, context.overview)
    let words =
      switch gap.status {
      case .gap where own.allSatisfy { $0.credit >= 1 && !$0.isOpen }:
        "A gap by its domain alone, for its own answers were right; T asks more of it: "
      case .gap: "Probably a gap: "
      case .unclear: gap.probabilityAtTarget > 0.5 ? "Unclear, rather fine: " : "Unclear, rather a gap: "
      case .fine where own.allSatisfy { $0.credit < 1 && !$0.isOpen }:
        "Fine by its domain alone, for its own answers were missed; T asks more of it: "
      case .fine: "Probably fine: "
      }
    lines += Line.wrap(
      words
        + Words.sureness(gap) + " of "
        + "\(ReportingScale.score(context.overview.gaps.target)). From "
        + (gap.answers < 4
          ? "\(Words.count(gap.answers, "answer")) of its own, and all your others, those of its domain most:"
          : "\(Words.count(gap.answers, "answer")):"),
      columns: columns)
    // What there is no room for is counted.
    let most = rows >= 24 ? Self.shownAnswers : 3
    let shown = own.prefix(most)
    for answer in shown {
      let told = context.headlines[answer.item]
      let sign =
        answer.isOpen
        ? "·"
        : answer.credit >= 1 ? "✓" : answer.credit > 0 ? "~" : told?.isUnknown ?? false ? "?" : "✗"
      let role: Role =
        sign == "✓" ? .correct : sign == "✗" ? .wrong : sign == "·" ? .muted : .caution
      let slug =
        answer.item.split(separator: ".").last.map { String($0).replacing("-", with: " ") } ?? answer.item
      // What the bank no longer has is told by its name; what is still being read, by nothing yet.
      let headline = told.map { $0.text.isEmpty ? slug : $0.text } ?? "…"
      // Two rows tell which item it was; a narrow pane gives them the room of the level.
      let hasLevel = columns >= 50
      let room = max(8, columns - (hasLevel ? 17 : 4))
      let wrapped = CellText.wrap(headline, columns: room)
      let second =
        wrapped.count > 2 ? CellText.truncate(wrapped[1] + " …", columns: room) : wrapped.dropFirst().first
      lines.append(
        .spread(
          [Piece(" \(sign) ", Style(role)), Piece(wrapped.first ?? "")],
          hasLevel ? [Piece("difficulty \(answer.level)", .muted)] : [], columns: columns))
      if let second { lines.append(Line("   " + second)) }
    }
    if own.count > shown.count {
      lines.append(Line("   and \(own.count - shown.count) more", .muted))
    }
    lines += Line.wrap(
      "Worth \(Words.points(gap.worth)) of the 100 that all knowledge weighs for the target.", .muted,
      columns: columns)
    return lines
  }

  private func scaleLines(_ scale: Int, columns: Int, _ context: Context) -> [Line] {
    let item = context.content.framework.evidence[scale]
    let level = context.overview.levels[item.id]
    var lines = [Line(item.name, .heading), .blank]
    lines += Line.wrap(item.about, .muted, columns: columns)
    lines.append(.blank)
    for (index, anchor) in item.anchors.enumerated() {
      lines += Line.wrap(
        anchor, level == index ? Style(.accent, .bold) : .text, columns: columns,
        indent: level == index ? " ▸ \(index)  " : "   \(index)  ")
    }
    lines.append(.blank)
    lines += Line.wrap(
      "Told by you, never mixed into the score. Enter tells it.", .muted, columns: columns)
    return lines
  }

  /// The step of an action, where it is another one than the focused row's.
  private func ofStep(_ action: RoadmapAction) -> String {
    let step =
      switch focus {
      case .step(let step), .domain(let step, _), .skill(let step, _), .scale(let step, _): step
      }
    return action.step == step ? "" : ", step \(action.step)"
  }

  /// What the actions of the focused row are for.
  private func purpose(_ context: Context) -> String {
    let overview = context.overview
    switch focus {
    case .step: return "To do in this step"
    case .scale: return "To show more"
    case .skill(_, let skill):
      return overview.gaps.gaps[skill].status == .fine ? "To go further" : "To close it"
    case .domain(_, let domain):
      let chance = overview.standing.domains[domain].probability(atLeast: overview.standing.target)
      return chance >= 0.75 ? "To go further" : "To close it"
    }
  }

  private func actionLines(columns: Int, _ context: Context) -> [Line] {
    let actions = actions(context)
    guard !actions.isEmpty else { return [Line("Nothing left to do here.", .muted)] }
    var lines = [Line(purpose(context), .heading)]
    for (index, ranked) in actions.enumerated() {
      let isFocused = inPane && index == action
      let by =
        context.overview.actions[ranked.action.id]?.dueOn.map {
          ", by \(Timestamps.nearDay($0, now: context.now))"
        }
        ?? ""
      let (box, said) =
        switch context.overview.actions[ranked.action.id]?.state {
        case .doing where asksDone == ranked.action.id: ("◧", " (done? enter once more says so)")
        case .doing: ("◧", " (begun\(by), in your plan\(isFocused ? "; u takes it back" : ""))")
        case .done: ("■", " (done)")
        default: ("□", "")
        }
      var rows = Line.wrap(
        "\(ranked.action.title), \(Words.decimal(ranked.action.hours)) h\(ofStep(ranked.action))\(said)",
        isFocused ? Style(.accent, .bold) : .text, columns: columns,
        indent: isFocused ? "▸\(box) " : " \(box) ", command: .choose(1000 + index))
      if isFocused {
        rows += Line.wrap(ranked.action.details, columns: columns, indent: "   ")
        rows += Line.wrap("Proof: " + ranked.action.proof, .muted, columns: columns, indent: "   ")
        for place in rows.indices { rows[place].isFocused = true }
        rows[0].cursor = 0
      }
      lines += rows
    }
    return lines
  }
}
