import ItemBank
import Psychometrics
import QuizEngine
import SextantCore

/// All attempts in plain text: the trend of each line, comparisons, and the result of each attempt.
public struct PlainHistory: PlainDialogue, Sendable {
  private var data: HistoryData?
  /// The search of the list.
  private(set) var list = ListModel<AttemptList>(NoCriteria())
  private var pages = PlainPages()
  private var open: PlainResult?
  /// The attempt to delete, while the person is asked.
  private var deletion: AttemptDeletion?
  /// True once the person has left.
  public private(set) var isOver = false
  /// The gap report or the plan, if the person asked for it.
  public private(set) var destination: PlainMenu.Choice?

  /// Starts with the list of attempts.
  public init() {}

  /// All attempts are read first.
  public var firstEffects: [Effect] { [.loadHistory] }

  /// The listed attempts, newest first.
  func listed(_ overview: Overview) -> [HistoryData.Entry] {
    data.map { list.rows(of: AttemptList($0, days: overview.days)) } ?? []
  }

  /// The attempts, or how to look into the open one.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    if let open { return open.prompt(content, overview) }
    if let deletion {
      return [
        deletion.sentence + (deletion.reviewSentence.map { " " + $0 } ?? ""),
        "Type yes to delete it\(deletion.reviewSentence == nil ? "" : ", forget to delete it and these reviews"), anything else to keep it:",
      ]
    }
    guard let data, !data.entries.isEmpty else { return ["\(overview.nothingFinished) q back:"] }
    let listed = listed(overview)
    let count = listed.count
    let cut = list.query.isEmpty ? "" : ", with \(PlainText.clean(list.query.text))"
    return [
      "\(Words.count(count, "attempt")) that \(count == 1 ? "measures" : "measure")\(cut)\(pages.part(of: count)), newest first. Drills "
        + "are practice and not listed, but have numbers of their own."
    ] + (pages.isFirst ? [today(overview), PlainMeaning.margin] : [])
      + pages.range(of: count).map { place in
        let entry = listed[place]
        let name = PlainNumbers.name(entry.record, overview.days)
        return
          "  \(entry.record.number): \(name), "
          + (entry.exam.map { "\($0.headline), " }
            ?? "\(Words.count(entry.record.responseCount, "question")): ")
          + (entry.overall.map { "\(Self.score($0)) on its own" }
            ?? (entry.exam == nil ? "no answer counts" : "too few answers for a score"))
          + (data.score(after: entry, domain: nil, through: overview).map {
            ", your score after it \(Self.score($0))"
          }
            ?? "")
          + (entry.record.exclusion.map { "; excluded: \(PlainText.clean($0))" } ?? "")
      }
      + [
        "exclude, include or delete and a number change which attempts count.",
        "The number of an attempt to open it\(pages.hasMore(of: count) ? ", more" : ""), trends"
          + "\(data.entries.count > 1 ? ", compare and two numbers" : "")\(list.query.isEmpty ? "" : ", all"), help, q back:",
      ]
  }

  private static func score(_ value: ScoreLine.Value) -> String {
    "\(ReportingScale.score(value.mean)) ± \(ReportingScale.points(value.margin))"
  }

  /// The score from all answers, as in the menu.
  private func today(_ overview: Overview) -> String {
    overview.answerCount == 0
      ? "No answer counts yet, so there is no score."
      : "Your score today, from \(Words.count(overview.answerCount, "answer")): \(Self.score(overview.score(domain: nil)))."
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    if let open { return open.help(content, overview) }
    return [
      "a number, or open and a number: the attempt of that number", "more or +: the next \(PlainPages.size)",
      "search and words, or / and words: the attempts that have them in their number, mode or day",
      "all: all attempts again", "t or trends: where each line is going",
      "compare: the two attempts that compare best; compare \(pair): one attempt beside another",
      "exclude, a number and why, such as exclude 2 rushed: leave an attempt out of your score; it stays here",
      "include and a number: count it again", "delete and a number: delete it for good; I ask first",
    ]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    if var open {
      let reply = open.handle(line: line, content, overview)
      self.open = open.isOver ? nil : open
      // If the attempt leads on to something else, leave the list of attempts too.
      if let choice = open.destination, choice != .history { (isOver, destination) = (true, choice) }
      return reply
    }
    let (word, rest) = PlainText.split(line)
    if let deletion {
      self.deletion = nil
      let forgets = word == "forget" && deletion.reviewSentence != nil
      guard forgets || ["yes", "y"].contains(word) else { return (["It stays."], []) }
      return (
        ["Attempt \(deletion.record.number) is deleted."],
        [.deleteAttempt(deletion.record.id, forgetsReviews: forgets)]
      )
    }
    if PlainText.leadsBack(word) {
      // As with a search on the screen, the way back leads to the whole list first.
      if list.query.isEmpty { isOver = true } else { search(SearchQuery()) }
      return ([], [])
    }
    if let query = PlainText.sought(word, rest) {
      let before = list.query
      search(query)
      guard listed(overview).isEmpty else { return ([], []) }
      search(before)
      return (["No attempt has all these words."], [])
    }
    switch word {
    case "t", "trends": return (trends(content, overview), [])
    case "more", "+": return (pages.more(listed(overview).count), [])
    case "all" where rest.isEmpty:
      search(SearchQuery())
      return ([], [])
    case "compare": return compare(rest)
    case "exclude", "include", "delete": return change(word, rest)
    default: break
    }
    guard let number = PlainText.opened(word, rest) else {
      return (
        [
          data?.entries.isEmpty ?? true
            ? "Type q." : "Type the number of an attempt, trends, compare \(pair), help or q."
        ],
        []
      )
    }
    guard let entry = entry(number) else { return ([missing(number)], []) }
    return ([], [.loadResult(entry.record.id)])
  }

  private mutating func search(_ query: SearchQuery) { (list.query, pages) = (query, PlainPages()) }

  /// The attempt of a number, whatever is searched for.
  private func entry(_ number: some StringProtocol) -> HistoryData.Entry? {
    data?.entries.first { $0.record.number == Int(number) }
  }

  /// The last two attempts, in the form to type.
  private var pair: String {
    let numbers = (data?.entries ?? []).suffix(2).map { String($0.record.number) }
    return numbers.count > 1 ? numbers.joined(separator: " ") : "1 2"
  }

  private func missing(_ number: some StringProtocol) -> String {
    "There is no attempt \(number) in this list; drills are not in it."
  }

  private func compare(_ rest: String) -> (lines: [String], effects: [Effect]) {
    let numbers = rest.split { $0 == " " || $0 == "," }.filter { $0 != "and" }
    if numbers.isEmpty, let last = data?.lastPair {
      return ([], [.loadComparison(last.before.id, last.after.id)])
    }
    guard numbers.count == 2, numbers[0] != numbers[1] else {
      return (["Type compare and the numbers of two attempts, such as compare \(pair)."], [])
    }
    let entries = numbers.map { entry($0) }
    for (number, entry) in zip(numbers, entries) where entry == nil {
      let known = (data?.entries ?? []).suffix(8).map { String($0.record.number) }
      let others = known.count > 1 ? " You can compare \(known.joined(separator: ", "))." : ""
      return ([missing(number) + others], [])
    }
    guard let first = entries[0], let second = entries[1] else { return ([], []) }
    return ([], [.loadComparison(first.record.id, second.record.id)])
  }

  /// Changes whether an attempt counts, or asks before it is deleted.
  private func change(_ word: String, _ rest: String) -> (lines: [String], effects: [Effect]) {
    let (number, words) = PlainText.split(rest)
    guard Int(number) != nil else {
      return (["Type \(word) and the number of an attempt\(word == "exclude" ? ", then why" : "")."], [])
    }
    guard let entry = entry(number) else { return ([missing(number)], []) }
    let isExcluded = entry.record.exclusion != nil
    switch word {
    case "exclude":
      // The words as they were typed.
      let reason = rest.drop { $0.isWhitespace }.drop { !$0.isWhitespace }.trimmingCharacters(
        in: .whitespaces)
      guard !words.isEmpty, !reason.isEmpty else {
        return (["Say why as well, such as exclude \(number) rushed."], [])
      }
      return (
        ["Attempt \(number) doesn't count any more; include \(number) counts it again."],
        [.excludeAttempt(entry.id, reason: reason)]
      )
    case "include":
      guard isExcluded else { return (["Attempt \(number) counts already."], []) }
      return (["Attempt \(number) counts again."], [.includeAttempt(entry.id)])
    default: return ([], [.loadDeletion(entry.id)])
    }
  }

  /// Handles the outcome of an effect; returns the lines to print.
  public mutating func take(
    _ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview
  ) -> [String] {
    switch outcome {
    case .history(let read): data = read
    case .deletion(let read): deletion = read
    case .result(let read):
      let result = PlainResult(read)
      open = result
      return result.summary(overview)
    case .comparison(let comparison): return PlainComparison.lines(comparison, overview.days)
    default: break
    }
    return []
  }

  private func trends(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    guard let data, data.entries.count > 1 else { return ["A trend needs three attempts."] }
    let overall = data.development(domain: nil, today: overview.today, days: overview.days)
    let names: [(String, Int?)] =
      [("Overall", nil)] + content.framework.domains.enumerated().map { ($0.element.name, $0.offset) }
    let trends = names.map { name, domain in
      let sentence = data.trend(domain: domain)?.sentence ?? "not asked twice yet"
      // An arrow repeats the word before it.
      let words = sentence.filter { !"↗↘→".contains($0) }.split(separator: " ").joined(separator: " ")
      return (name: PlainText.clean(name), words: words)
    }
    // Combine lines with the same trend.
    var told: [String] = []
    for (_, words) in trends where !told.contains(words) { told.append(words) }
    return (overall.map { ["Overall: \($0.sentence)"] } ?? [])
      + told.map { words in
        let names = trends.filter { $0.words == words }.map(\.name)
        let first = words.prefix(1).uppercased() + words.dropFirst()
        return "  \(first): \(names.count == trends.count ? "all lines" : names.joined(separator: ", "))."
      }
      + [
        data.entries.count < 3
          ? "A trend needs three attempts; compare \(pair) tells what these two show."
          : "A trend rests on all attempts, each on its own; a comparison rests on two."
      ]
  }
}
