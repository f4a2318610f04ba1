import Foundation
import Journal
import Psychometrics
import QuizEngine

/// Which two attempts make a good comparison.
extension HistoryData {
  /// Two attempts to compare, and what speaks for them.
  package struct Pair: Sendable {
    /// The earlier attempt.
    package var before: Entry
    /// The later attempt.
    package var after: Entry
    /// How good a comparison they make; more is better.
    package var merit: Double
    /// What speaks for them, such as `two placements, 61 days apart, 8 domains in both`.
    package var words: String
  }

  /// The number of attempts that are looked at, the newest.
  private static let considered = 16

  /// The attempts to compare where none are named.
  package var lastPair: (before: Entry, after: Entry)? {
    if let best = bestPair() { return (best.before, best.after) }
    let last = Array(entries.suffix(2))
    return last.count == 2 ? (last[0], last[1]) : nil
  }

  /// The two attempts that compare best: of one kind, with many domains in common, weeks apart, and recent.
  ///
  /// - Parameter identity: An attempt that must be one of them.
  package func bestPair(with identity: String? = nil) -> Pair? {
    let counted = entries.filter { $0.hasScore && $0.record.exclusion == nil }
    let recent = Array(counted.suffix(Self.considered))
    let given = identity.flatMap { id in counted.first { $0.id == id } }
    if identity != nil, given == nil { return nil }
    var best: Pair?
    for (place, after) in recent.enumerated().reversed() {
      for before in given.map({ [$0] }) ?? recent[..<place].reversed() {
        guard before.id != after.id else { continue }
        let (one, two) = before.date <= after.date ? (before, after) : (after, before)
        let pair = pair(one, two, newer: recent.count - 1 - place)
        if pair.merit > best?.merit ?? 0 { best = pair }
      }
    }
    return best
  }

  /// How good a comparison two attempts make.
  package func merit(of before: String, and after: String) -> Double {
    guard let one = entries.first(where: { $0.id == before }),
      let two = entries.first(where: { $0.id == after }), one.hasScore, two.hasScore
    else { return 0 }
    return pair(one, two, newer: 0).merit
  }

  private func pair(_ before: Entry, _ after: Entry, newer: Int) -> Pair {
    let domains = zip(before.answersOfDomain, after.answersOfDomain)
    let shared = domains.count { $0 > 0 && $1 > 0 }
    let days = Int(after.date.timeIntervalSince(before.date) / Seconds.perDay)
    let isSame = before.mode == after.mode
    let isWhole = before.mode != .focus && after.mode != .focus
    var merit = 4 * Double(shared) / Double(max(1, before.answersOfDomain.count))
    merit += isSame ? 3 : 0
    merit += isWhole ? 2 : 0
    // Within days, little can have changed.
    merit += days >= 14 ? 2 : days >= 1 ? 0.5 : 0
    merit -= 0.5 * Double(newer)
    let kinds =
      isSame
      ? "two \(before.mode == .focus ? "focus attempts" : before.mode.name + "s")"
      : "a \(before.mode.name) and a \(after.mode.name)"
    return Pair(
      before: before, after: after, merit: shared == 0 ? 0 : max(0.1, merit),
      words: "\(kinds), \(days == 0 ? "on one day" : Words.count(days, "day") + " apart"), "
        + "\(Words.count(shared, "domain")) in both")
  }
}

extension Comparison {
  /// Two other attempts that make a better comparison.
  package struct Better: Sendable, Hashable {
    /// The identities of the attempts.
    package var before: String
    package var after: String
    /// Which they are and what speaks for them.
    package var words: String
  }

  /// True if one of the two asked about a single domain, so that there is no overall to compare.
  package var isPart: Bool { [before.mode, after.mode].contains(Mode.focus.rawValue) }

  /// What the two attempts share, as a sentence.
  package var comparable: String {
    let both = domains.count(where: \.isInBoth)
    let skills = sharedSkills
    var parts: [String] = []
    if !isPart, hasScores, isCountedBefore, isCountedAfter { parts.append("overall") }
    if both > 0 { parts.append(Words.count(both, "domain")) }
    if !skills.isEmpty { parts.append(Words.count(skills.count, "skill")) }
    if !items.isEmpty { parts.append(Words.count(items.count, "question")) }
    guard let last = parts.popLast() else {
      return "Nothing can be compared: the two share no domain, no skill and no question."
    }
    let asked =
      "Compared: " + (parts.isEmpty ? last : parts.joined(separator: ", ") + " and \(last)")
      + " asked in both."
    guard items.count <= Self.fewQuestions, !items.isEmpty || both > 0 else { return asked }
    return asked
      + (items.isEmpty
        ? " They share no question, so the scores" : " With so few questions in common, the scores")
      + " rest on different ones."
  }

  /// With as many questions in common or fewer, a sentence says that the scores rest on different ones.
  private static let fewQuestions = 5

  /// How the answers to the questions in both changed, as a sentence.
  package var sharedSentence: String {
    let answered = items.filter { !$0.isOpen }
    let better = answered.count { $0.after > $0.before }
    let worse = answered.count { $0.after < $0.before }
    let open = items.count - answered.count
    let same = answered.count - better - worse
    return
      "\(Words.count(items.count, "question")) in both: \(better) better, \(worse) worse, \(same) the same"
      + (open == 0 ? "." : ", \(open) left unanswered in one.")
  }

  /// What questions without an answer do to the comparison, as sentences.
  ///
  /// - Parameter names: What to call the two attempts.
  package func unansweredSentences(_ names: [String]) -> [String] {
    zip(names, [exams.before, exams.after]).compactMap { name, exam in
      guard let exam, exam.unanswered > 0 else { return nil }
      return "\(exam.unanswered) of the \(Words.count(exam.total, "question")) of the \(name) "
        + "\(exam.unanswered == 1 ? "has" : "have") no answer. \(exam.unanswered == 1 ? "It counts" : "They count") "
        + "as not right, so part of the difference may come from that."
    }
  }

  /// The two attempts by kind and day, such as `placement of 4 May`; with their times if both are of one day.
  ///
  /// - Parameters:
  ///   - day: The day of an instant, as it is written there.
  ///   - hour: The time of an instant.
  package func names(day: (Date) -> String, hour: (Date) -> String) -> [String] {
    Self.names([before, after], day: day, hour: hour)
  }

  /// The days of the two attempts, with their times if both are of one day.
  package func moments(day: (Date) -> String, hour: (Date) -> String) -> [String] {
    Self.moments([before, after], day: day, hour: hour)
  }

  static func names(
    _ records: [AttemptRecord], day: (Date) -> String, hour: (Date) -> String
  ) -> [String] {
    zip(records, moments(records, day: day, hour: hour)).map { "\($0.modeName) of \($1)" }
  }

  private static func moments(
    _ records: [AttemptRecord], day: (Date) -> String, hour: (Date) -> String
  ) -> [String] {
    let dates = records.map { $0.finishedAt ?? $0.startedAt }
    let days = dates.map(day)
    guard Set(days).count < days.count else { return days }
    return zip(days, dates).map { "\($0), \(hour($1))" }
  }

  /// What can't be compared and why, as sentences.
  package var incomparable: [String] {
    var found: [String] = []
    if isPart { found.append("No overall: a focus asks about one domain.") }
    let rows = zip(frameworkDomains, domains)
    func names(_ isWanted: (Row) -> Bool) -> [String] { rows.filter { isWanted($0.1) }.map(\.0.shortName) }
    func say(_ names: [String], _ why: String) {
      if !names.isEmpty { found.append("\(names.joined(separator: ", ")): \(why).") }
    }
    say(names { $0.missingBefore != nil && $0.missingAfter == nil }, "no answer that counts in the first")
    say(names { $0.missingBefore == nil && $0.missingAfter != nil }, "no answer that counts in the second")
    say(names { $0.missingBefore != nil && $0.missingAfter != nil }, "no answer that counts in either")
    let both = sharedSkills.count
    let (first, second) = (skillsAsked.before - both, skillsAsked.after - both)
    if first > 0 || second > 0 {
      found.append("Skills asked in one only: \(first) in the first, \(second) in the second.")
    }
    if items.isEmpty {
      found.append("No question was asked in both: a new attempt avoids what you have seen.")
    }
    return found
  }
}
