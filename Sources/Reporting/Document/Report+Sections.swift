import Psychometrics
import TextLayout

/// What the report says, part by part.
extension Report {
  /// The parts of the report, in the order in which they are read.
  func sections() -> [Section] {
    var sections = examSections
    guard hasScore else { return sections }
    if overall.answers == 0 {
      sections.append(
        Section(
          id: "score", title: "Score",
          blocks: [.lead("Nothing is measured yet. `sextant take` starts a placement.")]))
    } else {
      sections.append(scoreSection)
    }
    if showsSteps, steps.contains(where: { $0.skills != nil }) { sections.append(stepSection) }
    if overall.answers > 0 {
      if !domains.isEmpty { sections.append(domainSection) }
      if let history, !history.line.isEmpty { sections.append(historySection(history)) }
      sections.append(workSection)
      if !misconceptions.isEmpty { sections.append(misconceptionSection) }
    }
    if overall.answers > 0 { sections.append(skillSection) }
    if !evidence.isEmpty { sections.append(evidenceSection) }
    if let plan = planSection { sections.append(plan) }
    if overall.answers > 0 { sections.append(readingSection) }
    return sections
  }

  // MARK: Score

  private var examSections: [Section] {
    guard let exam else { return [] }
    var blocks: [Section.Block] = [.lead(exam.sentences.joined(separator: " "))]
    let hasOpen = exam.unanswered > 0
    let rows = exam.domains.filter { $0.total > 0 }.map {
      Section.Table.Row(
        cells: [$0.name, "\($0.right) of \($0.total)", "\($0.missed)"] + (hasOpen ? ["\($0.unanswered)"] : [])
      )
    }
    if !rows.isEmpty {
      blocks.append(
        .table(
          Section.Table(
            caption: "What became of the questions by domain",
            columns: ["Domain", "Right", "Missed"] + (hasOpen ? ["Unanswered"] : []), rows: rows,
            numbers: hasOpen ? [1, 2, 3] : [1, 2])))
    }
    if let why = exam.whyNoScore { blocks.append(.paragraph(why)) }
    return [Section(id: "exam", title: "Mock exam", blocks: blocks)]
  }

  private var scoreSection: Section {
    var blocks: [Section.Block] = []
    if basis.isOfOneDomain {
      blocks.append(
        .lead(
          "One domain was asked about, so there is no overall score. The target is \(profile.targetScore)."))
    } else {
      blocks += [
        .lead(
          "Overall \(overall.score) ± \(overall.margin)\(overall.level.map { ", \($0)" } ?? ""). \(surenessSentence)"
        ),
        .scale(overall),
      ]
      if let change = history?.change { blocks.append(.paragraph(change)) }
    }
    blocks.append(.note("± is a 95 % margin: 19 times out of 20 the true value lies within it."))
    if let selection { blocks.append(.paragraph("This report is about a part only: \(selection).")) }
    return Section(id: "score", title: "Score", blocks: blocks)
  }

  private var domainSection: Section {
    // Where every margin is too wide for a level, a column would say that eight times.
    let hasLevels = domains.contains { $0.measure.level != nil }
    let rows = domains.map { domain -> Section.Table.Row in
      let measure = domain.measure
      let isAsked = measure.answers > 0
      return Section.Table.Row(
        cells: [domain.shortName, isAsked ? "\(measure.score) ± \(measure.margin)" : measure.missing]
          + (hasLevels ? [isAsked ? measure.level ?? "–" : ""] : [])
          + [isAsked ? verdict(measure.probabilityAtTarget) : ""],
        drawn: isAsked ? measure : nil, longName: domain.name)
    }
    return Section(
      id: "domains", title: "Score by domain",
      blocks: [
        .table(
          Section.Table(
            caption: "The domains, each with its score and the target",
            columns: ["Domain", "Score"] + (hasLevels ? ["Level"] : []) + ["At the target?"], rows: rows))
      ])
  }

  // MARK: Change

  /// The number of attempts that a report lists.
  private static let listedAttempts = 8

  private func historySection(_ history: History) -> Section {
    var blocks: [Section.Block] = [.line(history)]
    let listed = history.attempts.suffix(Self.listedAttempts).reversed()
    let rows = listed.map { attempt in
      Section.Table.Row(cells: [
        attempt.day.short, attempt.mode,
        attempt.alone.map(\.words) ?? (attempt.mode == "focus" ? "one domain" : "–"),
        attempt.excluded == nil ? attempt.after.map(\.words) ?? "–" : "excluded",
      ])
    }
    if !rows.isEmpty {
      blocks.append(
        .table(
          Section.Table(
            caption: "The attempts, newest first",
            columns: ["Day", "Attempt", "On its own", "Score after it"],
            rows: rows)))
    }
    let exams = history.attempts.filter { $0.exam != nil }.suffix(Self.listedAttempts).reversed()
    if !exams.isEmpty {
      blocks += [
        .heading("Mock exams"),
        .list(
          exams.map { attempt in
            Section.Entry(
              title: attempt.day.short,
              words: (attempt.exam ?? "") + (attempt.excluded == nil ? "" : "; excluded"))
          }),
      ]
    }
    let left = history.attempts.count - rows.count
    if left > 0 { blocks.append(.note("\(left) earlier attempt\(left == 1 ? "" : "s") not listed here.")) }
    blocks.append(
      .note(
        "Your score rests on all answers up to that day. An attempt on its own has fewer, so it is less sure."
      ))
    return Section(id: "time", title: "Over time", blocks: blocks)
  }

  // MARK: Skills

  private var domainNames: [String: String] {
    Dictionary(
      domains.flatMap { domain in domain.skills.map { ($0.id, domain.name) } },
      uniquingKeysWith: { first, _ in first })
  }

  private var workSection: Section {
    let (skills, names) = (skillsByID, domainNames)
    let entries = first.compactMap { work -> Section.Entry? in
      guard let skill = skills[work.skill] else { return nil }
      var entry = Section.Entry(
        title: skill.name, words: work.reason,
        notes: [
          ["\(names[skill.id] ?? "").", sureness(skill)].filter { !$0.isEmpty }.joined(separator: " ")
        ], mark: .priority(work.priority))
      if let action = work.action {
        entry.notes.append("Next: \(action.title), \(hours(action.hours)).")
        entry.links = action.links
      }
      return entry
    }
    var blocks: [Section.Block] = [
      entries.isEmpty
        ? .paragraph(rest?.hidden == nil ? Self.noGaps : Self.noKnownGaps)
        : .list(entries, isNumbered: true)
    ]
    if let hidden = rest?.hidden { blocks.append(.note(hidden)) }
    if let rest {
      var others = [
        Section.Entry(title: "Looks fine", words: rest.fine),
        Section.Entry(title: "Not asked", words: rest.notAsked),
      ]
      if let next = rest.measureNext { others.append(Section.Entry(title: "Measure next", words: next)) }
      blocks += [.heading("Everything else"), .list(others)]
    }
    return Section(id: "first", title: "Work on these first", blocks: blocks)
  }

  /// The number of misconceptions that a report lists.
  private static let listedMisconceptions = 6
  /// The number of characters to show of a question and of its answer.
  private static let questionLength = 150

  /// The beginning of a text, up to the end of a word.
  private static func shortened(_ text: String) -> String {
    guard text.count > questionLength else { return text }
    let start = text.prefix(questionLength)
    return (start.lastIndex(of: " ").map { String(start[..<$0]) } ?? String(start)) + " …"
  }

  private var misconceptionSection: Section {
    let skills = skillsByID
    let count = misconceptions.count
    var blocks: [Section.Block] = [
      .paragraph(
        count == 1
          ? "One answer was confident but wrong. That costs more than not knowing, because nobody checks it."
          : "\(count) answers were confident but wrong. That costs more than not knowing, because nobody checks them."
      )
    ]
    blocks.append(
      .list(
        misconceptions.prefix(Self.listedMisconceptions).map { entry in
          Section.Entry(
            title: skills[entry.skill]?.name ?? entry.skill, words: entry.answered.long,
            notes: [Self.shortened(entry.question)]
              + (entry.key.isEmpty ? [] : ["Correct: \(Self.shortened(entry.key))"]))
        }))
    let left = count - Self.listedMisconceptions
    if left > 0 {
      blocks.append(.note("\(left) earlier one\(left == 1 ? "" : "s") not listed here."))
    }
    return Section(id: "misconceptions", title: "Confident but wrong", blocks: blocks)
  }

  private var stepSection: Section {
    let entries = steps.compactMap { step -> Section.Entry? in
      guard let skills = step.skills else { return nil }
      let scales = evidence.filter { $0.step == step.number }
      let told = scales.count { $0.level != nil }
      var notes: [String] = []
      let rest = [
        (skills.below, "below target"), (skills.notSure, "unclear"), (skills.notAsked, "not asked"),
      ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      if !rest.isEmpty { notes.append(rest.joined(separator: ", ") + ".") }
      if !scales.isEmpty { notes.append("Evidence: \(told) of \(scales.count) reported.") }
      return Section.Entry(
        title: "\(step.number) \(step.name)",
        words: skills.total == 0
          ? "evidence only"
          : skills.words,
        notes: notes.isEmpty ? [] : [notes.joined(separator: " ")], drawn: skills.total == 0 ? nil : skills)
    }
    return Section(id: "steps", title: "Progress by step", blocks: [.legend, .list(entries)])
  }

  private var skillSection: Section {
    let groups = domains.map { domain -> Section.Group in
      let fine = domain.skills.count { $0.measure.answers > 0 && $0.verdict.combined == .atTarget }
      return Section.Group(
        title: domain.name, words: "\(fine) of \(domain.skills.count) at target",
        entries: domain.skills.map { skill in
          Section.Entry(
            title: skill.name, words: skill.verdict.words,
            mark: .skill(skill.measure.answers > 0 ? skill.verdict.combined : nil))
        })
    }
    return Section(id: "skills", title: "Map of skills", blocks: [.signs, .groups(groups)], isSpoken: false)
  }

  // MARK: Evidence and plan

  private var evidenceSection: Section {
    let entries = evidence.map { evidence -> Section.Entry in
      guard let level = evidence.level else {
        return Section.Entry(title: evidence.name, words: "not reported")
      }
      return Section.Entry(
        title: evidence.name, words: "level \(level) of \(evidence.highest)",
        notes: evidence.means.map { [$0] } ?? [], proof: evidence.shownBy)
    }
    return Section(
      id: "evidence", title: "Evidence",
      blocks: [
        .note("What no question can measure, as you reported it yourself. It never changes the score."),
        .list(entries),
      ])
  }

  private var planSection: Section? {
    // The plan's own sentences say it where there is one.
    let lead: [Section.Block] = plan == nil ? interview.map { [.lead($0)] } ?? [] : []
    var blocks = plan.map(Self.blocks) ?? []
    if plan == nil, !next.isEmpty { blocks += [.heading("Now"), .list(next.map(entry))] }
    if !done.isEmpty { blocks += [.heading("Done"), .list(done.map(entry))] }
    if blocks.isEmpty {
      blocks = steps.flatMap { step -> [Section.Block] in
        let actions = step.actions.prefix(3)
        return actions.isEmpty
          ? [] : [.heading("Step \(step.number): \(step.name)"), .list(actions.map(entry))]
      }
    }
    return blocks.isEmpty ? nil : Section(id: "plan", title: "Plan", blocks: lead + blocks)
  }

  /// The number of weeks that are written out.
  private static let listedWeeks = 4
  /// The number of later actions that are listed.
  private static let listedLater = 20

  /// The weeks of a plan: the first ones in full, then what begins later.
  private static func blocks(_ plan: PlanDocument) -> [Section.Block] {
    var blocks = plan.sentences.map { Section.Block.paragraph($0) }
    for (index, week) in plan.weeks.prefix(listedWeeks).enumerated() {
      let entries =
        week.notes.map { Section.Entry(title: $0) }
        + week.goingOn.map { part in
          Section.Entry(
            title: plan.title(of: part.id),
            words: "goes on, "
              + (part.isCounted ? "part \(part.part) of \(part.parts), " : "")
              + PlanDocument.time(part.minutes),
            mark: .begun)
        } + week.actions.map { entry($0, isLong: index < 2) }
      let start = plan.startsAfterInterview(index) ? "After the interview. " : ""
      blocks.append(.heading(start + week.heading))
      blocks.append(
        entries.isEmpty ? .note("Nothing is planned for these days.") : .list(entries))
    }
    let later = plan.weeks.dropFirst(listedWeeks).flatMap(\.actions)
    if let words = plan.laterWords, !later.isEmpty {
      blocks += [
        .heading("Later"), .note("After next week: \(words)."),
        .list(later.prefix(listedLater).map { entry($0, isLong: false) }),
      ]
      let left = later.count - listedLater
      if left > 0 { blocks.append(.note("\(left) more action\(left == 1 ? "" : "s") after these.")) }
    }
    let days = plan.weeks.dropFirst(listedWeeks).flatMap(\.notes)
    if !days.isEmpty {
      blocks += [.heading("Exams and placements after that"), .list(days.map { Section.Entry(title: $0) })]
    }
    if !plan.leftOut.isEmpty {
      blocks += [
        .heading(plan.leftOutHeading),
        .list(plan.leftOut.prefix(listedLater).map { entry($0, isLong: false) }),
      ]
    }
    return blocks
  }

  private static func entry(_ action: PlanDocument.Action, isLong: Bool) -> Section.Entry {
    var notes: [String] = []
    if isLong, let priority = action.priority, let reason = action.reason {
      notes.append("\(priority.prefix(1).uppercased() + priority.dropFirst()) priority: \(reason).")
    }
    if isLong { notes.append("It is done when: \(action.proof)") }
    // Of what begins later, the whole time says more than that of its first week.
    let words =
      isLong ? action.when : action.time + (action.parts.map { $0 > 1 ? " in \($0) weeks" : "" } ?? "")
    return Section.Entry(
      title: action.title, words: words + (action.state == "doing" ? ", begun" : ""), notes: notes,
      links: isLong ? action.links : [], mark: action.state == "doing" ? .begun : .open,
      proof: action.shownBy)
  }

  private func entry(_ action: Action) -> Section.Entry {
    if action.state == "done" {
      let day = action.doneOn.map { "done on \($0.long)" } ?? "done"
      return Section.Entry(
        title: action.title, words: "\(hours(action.hours)), \(day)", links: action.links, mark: .done,
        proof: action.shownBy)
    }
    let due = action.due.map { ", by \($0.long)" } ?? ""
    return Section.Entry(
      title: action.title,
      words: hours(action.hours) + (action.state == "doing" ? ", begun" : "") + due,
      notes: ["It is done when: \(action.proof)"], links: action.links,
      mark: action.state == "doing" ? .begun : .open, proof: action.shownBy)
  }

  private var readingSection: Section {
    Section(
      id: "reading", title: "How to read this report",
      blocks: [
        .note(
          "The score is 500 plus 100 for each step of ability on the scale of the model, from 200 to 800. "
            + "500 in a domain is what an entry-level engineer needs."),
        .note(
          "\(SkillVerdict.Model.meaning) "
            + "A skill with a question that is still missed is never at target."),
        .note(
          "A skill with few answers is estimated from the other answers in its domain too, so look at both parts: "
            + "the verdict, and how many answers were right."),
      ], isSpoken: false)
  }
}
