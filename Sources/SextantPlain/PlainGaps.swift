import ItemBank
import QuizEngine
import Reporting
import Roadmap
import SextantCore

/// The gap report in plain text: the skills, most valuable first, and for each what to do.
public struct PlainGaps: PlainDialogue, Sendable {
  /// The filters, order and search of the list.
  private(set) var list = ListModel<GapList>(GapList.Criteria())
  private var pages = PlainPages()
  private var skill: Int?
  /// The last question that was read.
  public private(set) var lastText: [String] = []
  /// True once the person has left.
  public private(set) var isOver = false

  /// Starts with all skills.
  public init() {}

  /// The listed skills.
  func listed(_ overview: Overview) -> [Gap] { list.rows(of: GapList(overview)) }

  /// The listed evidence scales, which are changed elsewhere.
  private func scales(_ overview: Overview) -> [String] {
    GapList(overview).scales(list.criteria, matching: list.query).map { index in
      let scale = overview.content.framework.evidence[index]
      let level =
        overview.evidence[scale.id].map {
          $0.level.map { "level \($0) of \(scale.anchors.count - 1)" } ?? "declined"
        } ?? "not reported yet"
      return
        "  Evidence: \(PlainText.clean(scale.name)), \(level)\(scale.steps.first.map { ", step \($0)" } ?? "")."
    }
  }

  /// The answers of a skill, those that may be read first.
  private func answers(_ skill: Int, _ overview: Overview) -> [Overview.SkillAnswer] {
    let answers = overview.skillAnswers { $0 == skill }
    return Array((answers.filter { !$0.isOpen } + answers.filter(\.isOpen)).prefix(PlainPages.size))
  }

  private func actions(_ skill: Int, _ content: AssessmentContent, _ overview: Overview) -> [RoadmapAction] {
    let id = content.framework.skills[skill].id
    // Finished actions can be reopened where they were finished.
    let done = content.roadmap.actions.filter {
      overview.actions[$0.id]?.state == .done && $0.closes.contains(id)
    }
    // What the plan does first for the skill comes first here too.
    let first = overview.action(forSkill: skill).map { [$0] } ?? []
    let others = overview.plan.actions(closing: id).map(\.action).filter { $0.id != first.first?.id }
    return (first + others).prefix(PlainPages.size) + done
  }

  /// The list or the open skill, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    if let skill { return prompt(skill, content, overview) }
    let gaps = listed(overview)
    let filters = filters(content)
    let cut = filters.isEmpty ? "" : ", " + filters.joined(separator: ", ")
    let order =
      list.criteria.order == .priority
      ? "most urgent first" : "in the order of the framework"
    return [
      "Gap report, \(Words.count(gaps.count, "skill"))\(cut)\(pages.part(of: gaps.count)), \(order)."
    ] + (pages.isFirst && filters.isEmpty ? summary(overview) : [])
      + (pages.isFirst && filters.isEmpty
        ? [PlainMeaning.priority, PlainMeaning.steps(content.roadmap)] : [])
      + [PlainMeaning.verdict]
      + pages.range(of: gaps.count).map { place in
        let first = content.framework.skills[gaps[place].skill].steps.first
        return
          "  \(place + 1). \(PlainText.gap(gaps[place], content.framework))\(first.map { ", step \($0)" } ?? "")"
      }
      // The scales have no numbers here, so they come after the last skill.
      + (pages.hasMore(of: gaps.count) ? [] : scales(overview))
      + [
        "A number to open one\(pages.hasMore(of: gaps.count) ? ", more" : ""), step 2, gaps, all, search and words, "
          + "help, q back:"
      ]
  }

  /// What to work on first, what looks fine and what wasn't asked, as on the first screen of the report.
  private func summary(_ overview: Overview) -> [String] {
    let summary = GapSummary(overview)
    let first = summary.first.map {
      "  \(PlainText.clean($0.name)): \(PlainText.clean($0.reason)); \($0.priority.rawValue)."
    }
    return ["Do first: \(PlainText.clean(summary.firstStepWords(overview)))"]
      + (first.isEmpty
        ? [
          "Work on these first: \(overview.answerCount == 0 ? "nothing was asked yet." : summary.nothingFirst)"
        ]
        : ["Work on these first:"] + first)
      + [summary.hiddenSentence].compactMap { $0 }
      + [
        "Looks fine: \(PlainText.clean(summary.fineSentence))",
        "Not asked: \(PlainText.clean(summary.notAskedSentence))",
      ]
  }

  /// The active filters, in words.
  private func filters(_ content: AssessmentContent) -> [String] {
    var words: [String] = []
    if let step = list.criteria.step { words.append("step \(step)") }
    if let domain = list.criteria.domain {
      words.append(PlainText.clean(content.framework.domains[domain].name))
    }
    switch list.criteria.filter {
    case .all: break
    case .gaps: words.append("only gaps")
    case .gapsAndUnclear: words.append("gaps and what is unclear")
    }
    if !list.query.isEmpty { words.append("with \(PlainText.clean(list.query.text))") }
    return words
  }

  private func prompt(_ skill: Int, _ content: AssessmentContent, _ overview: Overview) -> [String] {
    let framework = content.framework
    var lines = [
      "\(PlainText.gap(overview.gaps.gaps[skill], framework)). \(PlainText.clean(framework.skills[skill].about))"
    ]
    let own = overview.gaps.gaps[skill].answers
    if own < 4 {
      lines.append(
        own == 0
          ? overview.gaps.gaps[skill].isAsked
            ? "\(overview.gaps.gaps[skill].verdict.answers.leftOut.sentence) The estimate comes from your other answers in this domain."
            : "We haven't asked about this yet. The estimate comes from your other answers in this domain."
          : "That rests on \(Words.count(own, "answer")) of its own and on all your others, those of its domain most."
      )
    }
    let gap = overview.gaps.gaps[skill]
    if gap.status != .atTarget, !gap.isHidden { lines.append(GapSummary.prioritySentence(gap)) }
    if let step = overview.firstStep(forSkill: skill) {
      lines.append("Do first for it: \(PlainText.clean(step.sentence))")
    }
    let answers = answers(skill, overview)
    if !answers.isEmpty {
      lines.append(
        "Your answers: "
          + answers.enumerated().map { index, answer in
            let verdict =
              answer.isOpen
              ? "hidden until its attempt ends"
              : answer.outcome == .wrong ? "not right" : answer.outcome.word
            return "\(answer.isOpen ? "" : "question \(index + 1) ")of difficulty \(answer.level), \(verdict)"
          }.joined(separator: "; ") + ". Difficulty goes from 1 easy to 5 hard."
          + (answers.contains { !$0.isOpen } ? " Question 1 reads the first with its explanation." : "")
          // Explain why a right answer leaves a doubt.
          + (overview.gaps.gaps[skill].status != .atTarget
            && answers.allSatisfy { $0.outcome.isRight && !$0.isOpen && $0.level <= 2 }
            ? " What is easy proves little." : "")
          + (overview.gaps.gaps[skill].isContradicted
            ? " \(overview.gaps.gaps[skill].verdict.sentence) measure asks more about it." : ""))
    }
    let actions = actions(skill, content, overview)
    lines += actions.enumerated().map { "  \($0.offset + 1). \(PlainText.action($0.element, overview))" }
    if !actions.isEmpty {
      lines.append("An action may help with other gaps too; what helps most for its hours comes first.")
    }
    let how = actions.isEmpty ? "No action is left for it. " : "A number for an action, doing 1, done 1, "
    let read = answers.contains { !$0.isOpen } ? "question 1, " : ""
    return lines + ["\(how)\(read)practise or measure this skill, help, q back:"]
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let write = "write and a file name: \(PlainReport.writing)"
    guard skill != nil else {
      return [
        "a number, or open and a number: that skill, its answers and what closes it",
        "more or +: the next \(PlainPages.size)",
        "step 2: only step 2 of the road; step alone takes that back",
        "domain 3, or domain and a name: only that domain; domain alone takes that back",
        "gaps only: skills with a miss or below the target; gaps: those that are unclear too; again: all of them",
        "order: the order of the framework, or the most urgent first again",
        "search and words: only what has these words",
        "all: take filters and search back", write,
      ]
    }
    return [
      "question 1: that question as it was asked, with your answer and its explanation",
      "a number: the action with what proves it", "doing 1, done 1, todo 1: how far action 1 is",
      "practise: a drill of this skill",
      "measure: questions about this skill alone; they count for your score",
      write,
    ]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    lastText = []
    if PlainText.leadsBack(word) {
      if skill == nil { isOver = true } else { skill = nil }
      return ([], [])
    }
    if word == "write" {
      let isCut = list.criteria.filter != .all || list.criteria.domain != nil || !list.query.isEmpty
      let part = Report.Part(
        step: list.criteria.step, skill: skill.map { content.framework.skills[$0].id },
        skills: skill == nil && isCut
          ? Set(listed(overview).map { content.framework.skills[$0.skill].id }) : nil)
      return PlainReport.write(part, rest)
    }
    if let skill { return handle(word, rest, skill, content, overview) }
    let gaps = listed(overview)
    if let query = PlainText.sought(word, rest) {
      list.query = query
      return filtered(overview)
    }
    switch word {
    case "more", "+": return (pages.more(gaps.count), [])
    case "gaps":
      let wanted: GapList.Filter = rest == "only" ? .gaps : .gapsAndUnclear
      list.criteria.filter = list.criteria.filter == wanted ? .all : wanted
      return filtered(overview)
    case "all":
      let order = list.criteria.order
      list = ListModel(GapList.Criteria())
      list.criteria.order = order
      return filtered(overview)
    case "order":
      list.criteria.order = list.criteria.order == .priority ? .framework : .priority
      return filtered(overview)
    case "step":
      switch PlainText.step(rest, content) {
      case .success(let number): list.criteria.step = number
      case .failure(let hint): return ([hint.text], [])
      }
      return filtered(overview)
    case "domain":
      switch PlainText.domain(rest, content) {
      case .success(let domain): list.criteria.domain = domain
      case .failure(let hint): return ([hint.text], [])
      }
      return filtered(overview)
    default:
      guard let place = PlainText.opened(word, rest).flatMap({ PlainText.place($0, of: gaps.count) }) else {
        return (
          [
            "Type a number of the list, more, step 1, domain 1, gaps, order, all, search and words, help or q."
          ], []
        )
      }
      skill = gaps[place].skill
    }
    return ([], [])
  }

  /// Starts the list again; an empty one says so.
  private mutating func filtered(_ overview: Overview) -> (lines: [String], effects: [Effect]) {
    pages = PlainPages()
    return (
      listed(overview).isEmpty && scales(overview).isEmpty
        ? [
          list.criteria.filter != .all && list.criteria.step == nil && list.criteria.domain == nil
            && list.query.isEmpty
            ? (GapSummary(overview).hiddenSentence ?? "No skill is a gap.") + " Type all to see every skill."
            : "Nothing is left; all takes the filters back."
        ] : [], []
    )
  }

  private func handle(
    _ word: String, _ rest: String, _ skill: Int, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    if let mode = PlainText.mode(word) {
      return ([], [.startAttempt(mode, .skill(content.framework.skills[skill].id))])
    }
    if word == "question" {
      let answers = answers(skill, overview).filter { !$0.isOpen }
      guard let place = PlainText.place(rest, of: answers.count) else {
        return (
          [
            answers.isEmpty
              ? "There is no question to read yet." : "Type question and a number from 1 to \(answers.count)."
          ], []
        )
      }
      return ([], [.loadAsked(item: answers[place].item, at: answers[place].answeredAt)])
    }
    let actions = actions(skill, content, overview)
    let steps: [String: Effect.ActionStep] = [
      "begin": .doing, "doing": .doing, "done": .done, "todo": .todo,
    ]
    if let step = steps[word], let place = PlainText.place(rest, of: actions.count) {
      return (
        [PlainText.saved(step, PlainText.clean(actions[place].title))], [.setAction(actions[place].id, step)]
      )
    }
    if let place = PlainText.opened(word, rest).flatMap({ PlainText.place($0, of: actions.count) }) {
      let action = actions[place]
      return (
        [
          "\(PlainText.action(action, overview)).", PlainText.clean(action.details),
          "It is proved by: \(PlainText.clean(action.proof))",
        ], []
      )
    }
    return (["Type a number of an action, doing 1, done 1, question 1, practise, measure, help or q."], [])
  }

  /// Reads a question that was asked for.
  public mutating func take(
    _ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview
  ) -> [String] {
    if case .message(let text) = outcome { return [PlainText.clean(text)] }
    guard case .asked(let question) = outcome else { return [] }
    lastText = PlainMarked.text(of: question)
    return lastText
  }
}
