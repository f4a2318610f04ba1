import ItemBank
import Psychometrics
import QuizEngine
import SextantCore

/// One attempt in plain text: its result, its answers, and where the numbers came from.
public struct PlainResult: PlainDialogue, Sendable {
  /// The attempt.
  public let result: AttemptResult
  /// The filters, order and search of the list; nil until a list was asked for.
  private(set) var list: ListModel<AnswerList>?
  private var pages = PlainPages()
  /// The last answer that was read.
  public private(set) var lastText: [String] = []
  /// True once the person has left.
  public private(set) var isOver = false
  /// The gap report or the plan, if the person asked for it.
  public private(set) var destination: PlainMenu.Choice?

  /// Starts without a list.
  public init(_ result: AttemptResult) { self.result = result }

  /// How to look into the attempt, after the open list.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let (count, open) = (result.answers.count, result.unanswered.count)
    var about = [
      result.misses.isEmpty
        ? "no misses"
        : "m for the \(Words.count(result.misses.count, "miss", "misses")); d drills them"
    ]
    if open > 0 { about.append("u for the \(Words.count(open, "question")) without an answer") }
    let what = open == 0 ? "answer" : "question"
    about.append(count == 1 ? "a for the \(what)" : "a for all \(Words.count(count, what))")
    if result.explanation != nil {
      about.append("w for what moved the score")
    }
    if let change = result.change {
      about.append("c for what changed since attempt \(change.before.number)")
    }
    let name = PlainNumbers.name(result.record, overview.days)
    var lists: [String] = []
    if list != nil {
      lists.append("a number to read an answer")
      if pages.hasMore(of: places.count) { lists.append("more") }
    }
    return [
      "\(name.prefix(1).uppercased())\(name.dropFirst()): \(about.joined(separator: ", ")). "
        + "gaps and plan lead on to what to do next.",
      "Attempt \(result.record.number): \((lists + ways).joined(separator: ", ")), gaps, plan, result, help, q back:",
    ]
  }

  /// The letters that lead on from here.
  private var ways: [String] {
    (result.misses.isEmpty ? [] : ["m", "d"]) + (result.unanswered.isEmpty ? [] : ["u"]) + ["a"]
      + (result.explanation == nil ? [] : ["w"])
      + (result.change == nil ? [] : ["c"])
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    var lines = [
      "result: hear once more what the attempt found",
      "m or misses: the answers that were not right, confident mistakes first",
      "d or drill: practise these misses, each with its explanation at once", "a or answers: all answers",
      "search and words: the answers that have them, in question, code, options, skill, note or verdict",
      "flagged: the answers with a flag", "order: skill by skill, or as they were asked again",
      "a number, or open and a number: the answer with its explanation",
      "more or +: the next \(PlainPages.size)",
    ]
    if !result.unanswered.isEmpty { lines.append("u or unanswered: the questions without an answer") }
    if result.explanation != nil {
      lines.append("w or why: what moved the score; with the number of a domain, what moved that one:")
      lines += result.domains.enumerated().map { "  w \($0.offset + 1): \(PlainText.clean($0.element.name))" }
    }
    if result.change != nil { lines.append("c or changes: what changed since the attempt before") }
    return lines + ["gaps: the gap report; plan: what to do next; history: all attempts"]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    lastText = []
    if PlainText.leadsBack(word) {
      isOver = true
      return ([], [])
    }
    if let query = PlainText.sought(word, rest) {
      return (
        query.isEmpty ? [Self.noneFound] : open(AnswerList.Criteria(), query, orSay: Self.noneFound), []
      )
    }
    switch word {
    case "m", "misses":
      let nothing =
        result.unanswered.isEmpty ? "Everything was right." : "Nothing that you answered was wrong."
      return (open(AnswerList.Criteria(.misses), orSay: nothing), [])
    case "u", "unanswered":
      return (open(AnswerList.Criteria(.unanswered), orSay: "Every question has an answer."), [])
    case "d" where !result.misses.isEmpty, "drill" where rest.isEmpty && !result.misses.isEmpty:
      let misses = AnswerList(result).rows(AnswerList.Criteria(.misses))
      return ([], [.drillItems(misses.map { result.answers[$0.id].response.item })])
    case "a", "answers":
      return (open(AnswerList.Criteria(), orSay: "There is no answer."), [])
    case "flagged":
      return (open(AnswerList.Criteria(.flagged), orSay: "No answer has a flag."), [])
    case "order":
      guard let list else { return (["Type m or a first."], []) }
      var criteria = list.criteria
      criteria.order = criteria.order == .asked ? .skill : .asked
      return (open(criteria, list.query, orSay: "There is no answer."), [])
    case "gaps", "plan", "history":
      (isOver, destination) = (true, word == "plan" ? .plan : word == "gaps" ? .gaps : .history)
      return ([], [])
    case "w", "why": return (why(rest), [])
    case "result", "r": return (summary(overview), [])
    case "c", "changes", "compare":
      return (
        result.change.map { PlainComparison.lines($0, overview.days) } ?? [
          "There is no earlier attempt of this kind. compare, in the history, sets any two side by side."
        ], []
      )
    case "more", "+":
      guard list != nil else { return (["Type m or a first."], []) }
      let all = pages.more(places.count)
      return (all.isEmpty ? told() : all, [])
    default: return (read(word, rest), [])
    }
  }

  private mutating func read(_ word: String, _ rest: String) -> [String] {
    guard let number = PlainText.opened(word, rest) else {
      return ["Type \(ways.joined(separator: ", ")), gaps, plan, result, a number of the list, help or q."]
    }
    guard list != nil else { return ["Type m or a first, or q."] }
    let places = places
    guard let place = PlainText.place(number, of: places.count) else {
      return ["Type a number from 1 to \(places.count)."]
    }
    lastText = PlainText.answered(result.answers[places[place]], seed: result.record.seed)
    return lastText
  }

  /// The result of the attempt.
  public func summary(_ overview: Overview) -> [String] {
    guard result.mode.measures else { return practice(overview) }
    if let exam = result.exam { return examSummary(exam, overview) }
    if let words = result.nothingMeasured { return [words] }
    let found = result.headline(overview)
    let target =
      "the \(PlainText.clean(overview.profileName)) target of \(ReportingScale.score(overview.standing.target))"
    var lines = [
      "\(PlainText.clean(result.subjectToday)) \(Words.score(mean: found.mean, lower: found.lower, upper: found.upper)), "
        + "\(PlainNumbers.band(found.lower, found.upper, overview.answerCount)); "
        + SkillVerdict.Model.sureness(found.atTarget, of: target, isSpoken: true) + ".",
      result.standingSentence(overview, isSpoken: true), missed,
    ].filter { !$0.isEmpty }
    lines += [PlainMeaning.margin, PlainMeaning.bands]
    lines.append(result.alone(overview))
    if let repeats = result.repeats { lines.append(repeats.sentence) }
    lines += domains(overview)
    if let words = result.leaning { lines.append(words) }
    if result.rapidCount > 0 {
      lines.append(
        "\(Words.count(result.rapidCount, "answer")) came faster than the question can be read and "
          + "\(result.rapidCount == 1 ? "is" : "are") not counted.")
    }
    return lines + firstStep(overview) + skills(overview) + misconceptions(overview) + confidence
  }

  /// What to do first, in the words of home.
  private func firstStep(_ overview: Overview) -> [String] {
    ["Do first: \(PlainText.clean(overview.firstStep.sentence))"]
  }

  /// How many answers were missed.
  private var missed: String {
    let (count, sure) = (result.misses.count, result.misconceptions.count)
    guard count > 0 else { return "Nothing missed." }
    return "\(count) of \(result.count.given) missed\(sure == 0 ? "" : ", \(sure) of them confidently")."
  }

  /// This attempt on its own, by domain.
  private func domains(_ overview: Overview) -> [String] {
    result.domains.indices.filter { result.scope == .all || result.answersOfDomain[$0] > 0 }.map { index in
      let name = PlainText.clean(result.domains[index].name)
      guard result.answersOfDomain[index] > 0 else {
        return "  \(name): \(result.leftOut(inDomain: index).words)"
      }
      let estimate = result.standing.domains[index]
      let score = Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
      return "  \(name): \(score), "
        + (result.exam?.words(inDomain: index) ?? result.count(inDomain: index).words)
    }
  }

  /// An exam: its one verdict, its domains with the time per question, and its score last.
  private func examSummary(_ exam: ExamResult, _ overview: Overview) -> [String] {
    var lines = [exam.verdictSentence, exam.restSentence].filter { !$0.isEmpty }
    lines.append("\(exam.timeSentence) \(result.slowestSentence)")
    if let words = exam.rapidSentence { lines.append(words) }
    lines += exam.domains.indices.filter { exam.domains[$0].questions > 0 }.map { index in
      let pace = result.millisecondsAQuestion(inDomain: index).map {
        ", \(Timestamps.each(milliseconds: $0)) each"
      }
      return
        "  \(PlainText.clean(result.domains[index].name)): \(exam.words(inDomain: index))\(pace ?? "")"
    }
    let number = result.record.number
    lines.append(
      result.examScoreSentence(
        overview,
        leavingOut: "In the history, exclude \(number) and a reason, such as exclude \(number) rushed,"))
    if result.hasScore {
      lines += [result.standingSentence(overview, isSpoken: true)].filter { !$0.isEmpty } + domains(overview)
    }
    return lines + firstStep(overview) + skills(overview) + misconceptions(overview) + confidence
  }

  /// A drill: what was learned, and what comes back when, by skill.
  private func practice(_ overview: Overview) -> [String] {
    guard let practice = result.practice, !practice.steps.isEmpty else { return ["Nothing was answered."] }
    var lines = [practice.sentence]
    lines.append(practice.parts.map { "\($0.count) \($0.words)" }.joined(separator: ", ") + ".")
    lines += practice.skills.map { skill in
      let due = skill.due.map { ", comes back \(overview.days.coming($0, now: overview.now))" } ?? ""
      return "  \(PlainText.clean(skill.name)): \(AnswerCount(skill.outcomes).words)\(due)"
    }
    return lines + [
      practice.returns(days: overview.days, now: overview.now),
      "Drills are practice. They don't change your score.",
    ]
  }

  /// The skills with a miss, each with both parts of its verdict today.
  private func skills(_ overview: Overview) -> [String] {
    let gaps = result.skillsToLookAt(overview)
    guard !gaps.isEmpty else { return [] }
    let shown = gaps.prefix(Self.mostSkills)
    return ["\(result.skillsHeading):", PlainMeaning.verdict]
      + shown.map { "  \(PlainText.gap($0, overview.content.framework))" }
      + (gaps.count > shown.count ? ["And \(gaps.count - shown.count) more; gaps lists all."] : [])
  }

  /// The skills that the summary lists.
  private static let mostSkills = 8

  /// The ideas that the wrong answers point to, apart from the score.
  private func misconceptions(_ overview: Overview) -> [String] {
    let told = result.toldMisconceptions(overview.content.roadmap)
    guard !told.isEmpty else { return [] }
    return ["\(AttemptResult.misconceptionsHeading):"]
      + told.map { one in
        let help = one.action.map { " What helps: \(PlainText.clean($0.title))." } ?? ""
        return "  \(PlainText.clean(one.line)). \(PlainText.clean(one.explanation))\(help)"
      }
  }

  private var confidence: [String] {
    guard let confidence = result.confidence else { return [] }
    let names = ["guessed", "fairly sure", "certain"]
    var lines = names.indices.filter { confidence.given[$0] > 0 }.map {
      "  \(names[$0]): right \(confidence.right[$0]) of \(confidence.given[$0])"
    }
    lines.append(confidence.sentence + result.leftOutOfConfidence)
    if !result.misconceptions.isEmpty {
      let count = result.misconceptions.count
      lines.append(
        "\(Words.count(count, "answer")) confident but wrong; \(count == 1 ? "it leads" : "they lead") the misses."
      )
    }
    return lines
  }

  // MARK: Lists

  private static let noneFound = "No answer has all these words."

  /// The listed answers, as indices into the result's answers.
  var places: [Int] { list?.rows(of: AnswerList(result)).map(\.id) ?? [] }

  private mutating func open(
    _ criteria: AnswerList.Criteria, _ query: SearchQuery = SearchQuery(), orSay nothing: String
  ) -> [String] {
    let fresh = ListModel<AnswerList>(criteria, query: query)
    guard !fresh.rows(of: AnswerList(result)).isEmpty else { return [nothing] }
    (list, pages) = (fresh, PlainPages())
    return told()
  }

  private func told() -> [String] {
    guard let list else { return [] }
    let places = places
    let part = pages.part(of: places.count)
    func rows(_ say: (Int) -> String) -> [String] {
      pages.range(of: places.count).map { "  \($0 + 1). \(say(places[$0]))" }
    }
    func answers(_ title: String) -> [String] {
      let order = list.criteria.order == .skill ? ", skill by skill" : ""
      return ["\(title), \(places.count)\(part)\(order):"]
        + rows { index in "\(result.answers[index].verdict): \(headline(index))" }
    }
    switch list.criteria.filter {
    case .all:
      return answers(list.query.isEmpty ? result.unanswered.isEmpty ? "Answers" : "Questions" : "Found")
    case .misses: return answers("Misses")
    case .unanswered: return answers("Without an answer")
    case .flagged: return answers("Flagged")
    case .moved(let domain):
      let name = domain.map { PlainText.clean(result.domains[$0].name) } ?? "The score"
      let after = domain.map { result.standing.domains[$0].mean } ?? result.standing.overall.mean
      return [
        "\(name) was 500 before any answer and is \(ReportingScale.score(after)) after all of them. What each answer "
          + "did to it, the most first\(part). Together they make the difference. \(result.whyAnswersMoveIt)"
      ]
        + rows { index in
          "\(effect(of: index, on: domain)), \(result.answers[index].verdict): \(headline(index))"
        }
    }
  }

  private mutating func why(_ rest: String) -> [String] {
    guard result.explanation != nil else { return ["Practice doesn't change your score."] }
    let domain = rest.isEmpty ? result.domainOfScope : PlainText.named(rest, result.domains)
    guard rest.isEmpty || domain != nil else {
      return ["There is no domain \(rest); help lists them with their numbers."]
    }
    return open(AnswerList.Criteria(.moved(domain: domain)), orSay: "No answer in this attempt changed it.")
  }

  private func effect(of index: Int, on domain: Int?) -> String {
    guard let explanation = result.explanation,
      let place = explanation.effects.firstIndex(where: { $0.row == index })
    else { return "" }
    let moved = explanation.points(domain: domain)[place]
    return moved == 0
      ? "moved it by less than 1" : "\(moved > 0 ? "raised" : "lowered") it by \(abs(moved))"
  }

  private func headline(_ index: Int) -> String {
    let answered = result.answers[index]
    let parts = PlainText.clean(answered.item?.spokenHeadline ?? answered.response.item).components(
      separatedBy: " · ")
    guard parts.count == 2 else { return parts.joined(separator: " · ") }
    // Many stems ask the same about different code, so the skill says more than a line of code.
    let skill = result.domains.flatMap(\.skills).first { $0.id == answered.response.skill }?.name ?? ""
    let code = parts[1].split(separator: "#")[0].trimmingCharacters(in: .whitespaces)
    return "\(PlainText.clean(skill)): \(parts[0]) With the code: \(code)"
  }
}

extension Words {
  /// A number with its noun, for nouns with an irregular plural.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}
