import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

/// The pane about the focused row.
extension GapsScreen {
  /// The number of a skill's answers to show, unless more of them were missed.
  private static let shownAnswers = 6

  /// True if there is no room for the tree beside the pane: a pane that is read takes the room that its sentences need.
  func fillsScreen(_ size: Size) -> Bool { size.columns < (inPane ? 110 : 70) }

  /// The area of a pane without a tree beside it.
  func paneArea(_ size: Size) -> Rect { Chrome.body(size).inset(left: 1, right: 1) }

  /// The answers that a skill rests on; missed ones come first, because they say most.
  static func answers(ofSkill skill: Int, _ overview: Overview) -> [Overview.SkillAnswer] {
    missedFirst(overview.skillAnswers { $0 == skill })
  }

  /// The answers to show: all that were missed, and some of the others.
  private static func shown(_ answers: [Overview.SkillAnswer]) -> [Overview.SkillAnswer] {
    let ordered = missedFirst(answers)
    return Array(ordered.prefix(max(shownAnswers, ordered.count { !$0.isOpen && $0.outcome.isMissed })))
  }

  private static func missedFirst(_ answers: [Overview.SkillAnswer]) -> [Overview.SkillAnswer] {
    let told = answers.filter { !$0.isOpen }
    return told.filter(\.outcome.isMissed) + told.filter { !$0.outcome.isMissed } + answers.filter(\.isOpen)
  }

  /// The items of all answers that the pane can show.
  static func shownItems(_ overview: Overview) -> [String] {
    let bySkill = Dictionary(grouping: overview.skillAnswers, by: \.skill)
    return bySkill.values.flatMap { shown($0).map(\.item) }
  }

  /// What can be focused in the pane.
  enum PaneEntry {
    /// A question that was answered, which can be read with its explanation.
    case question(Overview.SkillAnswer)
    /// An action.
    case action(RankedAction)
  }

  /// The entries of the pane: the focused skill's answers that may be shown, then the actions.
  func paneEntries(_ context: Context) -> [PaneEntry] {
    var questions: [Overview.SkillAnswer] = []
    if case .skill(_, let skill) = focus {
      // Those of an open attempt are shown with its result.
      questions = Self.shown(Self.answers(ofSkill: skill, context.overview)).filter { !$0.isOpen }
    }
    return questions.map { .question($0) } + actions(context).map { .action($0) }
  }

  /// The focused entry of the pane; nil while the text above them is read.
  func focusedEntry(_ context: Context) -> PaneEntry? {
    let entries = paneEntries(context)
    return entry.flatMap { entries.indices.contains($0) ? entries[$0] : nil }
  }

  /// The rows of a pane that fills the screen, and the first row with an entry.
  func readingRows(_ context: Context) -> (first: Int, height: Int) {
    let area = paneArea(context.size)
    let lines = Pane.fitted(area) { paneLines(columns: $0, rows: area.rows, context) }
    return (lines.firstIndex { $0.command == .chooseAction(0) } ?? 0, area.rows)
  }

  func drawPane(in area: Rect, _ context: Context, on frame: inout Frame) {
    let lines = Pane.fitted(area) { paneLines(columns: $0, rows: area.rows, context) }
    Pane.draw(lines, offset: Pane.offset(paneScroll, lines: lines, height: area.rows), in: area, on: &frame)
  }

  private func paneLines(columns: Int, rows: Int, _ context: Context) -> [Line] {
    // If nothing is listed, there is nothing to describe.
    if self.rows(context).isEmpty { return [] }
    // Questions are cut only if there is no room for all of them.
    let whole = paneLines(columns: columns, isWhole: true, context)
    return whole.count <= rows ? whole : paneLines(columns: columns, isWhole: false, context)
  }

  private func paneLines(columns: Int, isWhole: Bool, _ context: Context) -> [Line] {
    var lines: [Line]
    switch focus {
    case .step(let number): lines = stepLines(number, columns: columns, context)
    case .domain(let step, let domain): lines = domainLines(domain, ofStep: step, columns: columns, context)
    case .skill(_, let skill): lines = skillLines(skill, columns: columns, isWhole: isWhole, context)
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
    if let words = GapSummary.steps(context.overview).first(where: { $0.number == number })?.words {
      lines.append(.blank)
      lines += Line.wrap(words.prefix(1).uppercased() + words.dropFirst() + ".", .muted, columns: columns)
    }
    if let measurement = context.overview.nextMeasurement {
      lines.append(.blank)
      lines += Line.wrap("Measure next: \(measurement.sentence). Press T to start it.", columns: columns)
    }
    return lines
  }

  private func domainLines(_ domain: Int, ofStep step: Int, columns: Int, _ context: Context) -> [Line] {
    let framework = context.content.framework
    let estimate = context.overview.standing.domains[domain]
    var lines = Line.wrap(framework.domains[domain].name, .heading, columns: columns) + [.blank]
    if let words = context.overview.hiddenWords(inDomain: domain) {
      lines += Line.wrap("\(words).", columns: columns)
      return lines + skillsHere(domain, ofStep: step, columns: columns, context)
    }
    let score = Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
    let target = ReportingScale.score(context.overview.standing.target)
    let chance = estimate.probability(atLeast: context.overview.standing.target)
    let verdict = Words.verdict(chance)
    lines += Line.wrap(
      "\(score), target \(target). \(verdict.prefix(1).uppercased() + verdict.dropFirst()).", columns: columns
    )
    let answers = context.overview.answers(inDomain: domain)
    let level = Words.level(lower: estimate.lower95, upper: estimate.upper95, answers: answers)
    lines += Line.wrap(
      level.map { "By its margin, \($0)." }
        ?? "\(Words.count(answers, "answer")) of its own\(rightWords(domain, context)): too few for a word such as "
        + "competent. The fewer they are, the more the number leans on the other domains.",
      .muted, columns: columns)
    return lines + skillsHere(domain, ofStep: step, columns: columns, context)
  }

  /// How many of a domain's skills belong to a step, if some belong to another one.
  private func skillsHere(_ domain: Int, ofStep step: Int, columns: Int, _ context: Context) -> [Line] {
    let skills = context.content.framework.domains[domain].skills
    let here = skills.count { $0.steps.first == step }
    guard here < skills.count else { return [] }
    let others = Set(skills.compactMap(\.steps.first)).subtracting([step]).sorted().map(String.init)
    return Line.wrap(
      "\(here) of its \(skills.count) skills belong to this step; the others stand in step "
        + "\(others.joined(separator: " and ")).", .muted, columns: columns)
  }

  /// The title of the pane, if it fills a narrow screen; a wider one has room for the name above the text.
  func paneTitle(_ size: Size, _ context: Context) -> String? {
    guard inPane, size.columns < 70 else { return nil }
    let framework = context.content.framework
    switch focus {
    case .skill(_, let skill):
      return CellText.truncate(framework.skills[skill].name, columns: size.columns - 2)
    case .domain(_, let domain): return framework.domains[domain].shortName
    default: return nil
    }
  }

  /// The number of a domain's right answers, if all of them may be shown.
  private func rightWords(_ domain: Int, _ context: Context) -> String {
    let skills = context.content.framework.domains[domain].skills.map(\.id)
    let indices = context.content.framework.skills.indices.filter {
      skills.contains(context.content.framework.skills[$0].id)
    }
    let answers = context.overview.skillAnswers(ofSkills: indices.contains).filter {
      !$0.isOpen && $0.outcome.isGiven
    }
    guard answers.reduce(0, { $0 + $1.count }) == context.overview.answers(inDomain: domain) else {
      return ""
    }
    return ", \(answers.reduce(0) { $0 + ($1.outcome.isRight ? $1.count : 0) }) right"
  }

  private func skillLines(_ skill: Int, columns: Int, isWhole: Bool, _ context: Context) -> [Line] {
    let item = context.content.framework.skills[skill]
    let gap = context.overview.gaps.gaps[skill]
    let priority =
      gap.isHidden || gap.status == .atTarget && gap.isAsked ? "" : GapSummary.priority(gap).rawValue
    // The list may cut a name, so show it in full here.
    let isWide = CellText.width(of: item.name) + CellText.width(of: priority) + 2 <= columns
    var lines =
      isWide
      ? [Line.spread([TextRun(item.name, .heading)], [TextRun(priority, .muted)], columns: columns)]
      : Line.wrap(item.name, .heading, columns: columns) + (priority.isEmpty ? [] : [Line(priority, .muted)])
    lines.append(.blank)
    lines += Line.wrap(item.about, .muted, columns: columns)
    lines.append(.blank)
    let target = "the target of \(ReportingScale.score(context.overview.gaps.target))"
    lines += Line.wrap(
      gap.verdict.sentence, gap.status == .belowTarget ? Style(.wrong) : .text, columns: columns)
    if let sure = Words.sureness(gap, of: target) {
      lines += Line.wrap(
        sure
          + (gap.answers == 0
            ? "." : gap.answers < 4 ? ", from these answers and your others in this domain." : ".")
          + (gap.answers == 0 || gap.isContradicted ? " Press T to measure it." : ""), columns: columns)
    }
    let own = Self.answers(ofSkill: skill, context.overview)
    if own.isEmpty { return lines + priorityLines(gap, columns: columns) }
    let shown = Self.shown(own)
    for (index, answer) in shown.enumerated() {
      lines += answerLines(answer, entry: answer.isOpen ? nil : index, columns: columns, isWhole: isWhole)
    }
    if own.count > shown.count {
      lines.append(Line("   and \(own.count - shown.count) more", .muted))
    }
    lines += priorityLines(gap, columns: columns)
    return lines
  }

  /// The rows of an answer: how it went and the question, all of it if it is focused.
  ///
  /// - Parameter entry: Its place among the entries of the pane; nil if it can't be opened.
  private func answerLines(
    _ answer: Overview.SkillAnswer, entry: Int?, columns: Int, isWhole: Bool
  ) -> [Line] {
    let told = headlines[answer.item]
    let isUnknown = answer.outcome == .wrong && told?.isUnknown ?? false
    let look =
      answer.isOpen
      ? (sign: "·", role: Role.muted) : ResultScreen.mark(isUnknown ? .unknown : answer.outcome)
    let slug =
      answer.item.split(separator: ".").last.map { String($0).replacing("-", with: " ") } ?? answer.item
    // Show an item that the bank no longer has by its name, and nothing yet for one that is still being read.
    let headline = told.map { $0.text.isEmpty ? slug : $0.text } ?? "…"
    let isFocused = inPane && entry != nil && self.entry == entry
    // Two rows identify the item; a narrow pane uses the room of the level for them.
    let hasLevel = columns >= 50
    let room = max(8, columns - (hasLevel ? 17 : 4))
    var rows = CellText.wrap(headline, columns: room)
    if rows.count > 2, !isWhole, !isFocused {
      rows = [rows[0], CellText.truncate(rows[1] + " …", columns: room)]
    }
    return rows.enumerated().map { index, text in
      let style = isFocused ? Style(.accent, .bold) : .text
      var line =
        index > 0
        ? Line([TextRun("   "), TextRun(text, style)])
        : .spread(
          [
            TextRun(isFocused ? "▸" : " ", .key), TextRun("\(look.sign) ", Style(look.role)),
            TextRun(text, style),
          ], hasLevel ? [TextRun("difficulty \(answer.level)", .muted)] : [], columns: columns)
      line.command = entry.map { .chooseAction($0) }
      line.isFocused = isFocused
      if isFocused, index == 0 { line.cursor = 0 }
      return line
    }
  }

  /// What the priority of a skill rests on.
  private func priorityLines(_ gap: Gap, columns: Int) -> [Line] {
    gap.status == .atTarget || gap.isHidden
      ? [] : Line.wrap(GapSummary.prioritySentence(gap), .muted, columns: columns)
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
      "Reported by you, never mixed into the score. Enter opens it.", .muted, columns: columns)
    return lines
  }

  /// The step of an action, if it differs from the focused row's.
  private func ofStep(_ action: RoadmapAction) -> String {
    let step =
      switch focus {
      case .step(let step), .domain(let step, _), .skill(let step, _), .scale(let step, _): step
      }
    return action.step == step ? "" : ", step \(action.step)"
  }

  /// The purpose of the focused row's actions.
  private func purpose(_ context: Context) -> String {
    let overview = context.overview
    switch focus {
    case .step: return "To do in this step"
    case .scale: return "To show more"
    case .skill(_, let skill):
      return overview.gaps.gaps[skill].status == .atTarget ? "To go further" : "To close it"
    case .domain(_, let domain):
      let chance = overview.standing.domains[domain].probability(atLeast: overview.standing.target)
      return SkillVerdict.Model(probabilityAtTarget: chance) == .atTarget ? "To go further" : "To close it"
    }
  }

  func actionLines(columns: Int, _ context: Context) -> [Line] {
    let actions = actions(context)
    guard !actions.isEmpty else { return [Line("Nothing left to do here.", .muted)] }
    var lines = [Line(purpose(context), .heading)]
    let before = paneEntries(context).count - actions.count
    for (place, ranked) in actions.enumerated() {
      let index = before + place
      let isFocused = inPane && index == entry
      let by =
        context.overview.actions[ranked.action.id]?.due.map {
          ", by \($0.near(today: context.today))"
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
        indent: isFocused ? "▸\(box) " : " \(box) ", command: .chooseAction(index))
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
