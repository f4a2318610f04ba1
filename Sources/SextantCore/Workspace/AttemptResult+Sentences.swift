import Psychometrics
import QuizEngine

/// A result in sentences, the same on screens and in plain mode.
extension AttemptResult {
  /// True if the person excluded the attempt from the score.
  package var isExcluded: Bool { record.exclusion != nil }

  /// The domain that the attempt was about, as an index; nil if it was about all.
  package var domainOfScope: Int? {
    switch scope {
    case .all: nil
    case .domain(let id): domains.firstIndex { $0.id == id }
    case .skill(let id): domains.firstIndex { id.hasPrefix($0.id + ".") }
    }
  }

  /// True if the score may have changed since the attempt: another one ended after it, or its day is over.
  package func isOld(_ overview: Overview) -> Bool {
    overview.lastAttempt?.id != record.id
      || record.finishedAt.map { overview.days.day(of: $0) < overview.today } ?? false
  }

  /// The score today in one sentence: the level, and how sure it is that the target is reached.
  ///
  /// The target is today's, because the person may have changed it since the attempt.
  package func verdictSentence(_ overview: Overview) -> String {
    let today = headline(overview)
    let level = Words.level(
      lower: today.lower, upper: today.upper, answers: scope == .all ? overview.answerCount : countedAnswers)
    let lead = [isOld(overview) ? "as of today" : nil, scope == .all ? nil : today.name].compactMap { $0 }
      .joined(separator: ", ")
    let target = "the \(overview.profileName) target of \(ReportingScale.score(overview.standing.target))"
    let sure = SkillVerdict.Model.sureness(today.atTarget, of: target) + "."
    let parts = [[lead, level ?? ""].filter { !$0.isEmpty }.joined(separator: ": "), sure].filter {
      !$0.isEmpty
    }
    return parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: ". ")
  }

  /// What changed since the last attempt of its kind, as a sentence; otherwise why there is nothing to compare.
  ///
  /// - Parameter isSpoken: True for percentages that read well aloud.
  package func standingSentence(_ overview: Overview, isSpoken: Bool = false) -> String {
    if let reason = record.exclusion { return "This attempt doesn't count: \(reason)." }
    guard let change, let row = changeOfHeadline else {
      return hasScore
        ? "This is your first \(mode.name)\(scope == .all ? "" : " on this"); a retake will show what changed."
          + retakeSentence(overview)
        : ""
    }
    let before = change.before.finishedAt ?? change.before.startedAt
    let since = "since your \(mode.name) of \(overview.days.short(before, now: overview.now))"
    let points = ReportingScale.score(row.after) - ReportingScale.score(row.before)
    let open = unansweredInChange
    let way =
      points > 0
      ? "Up \(points)"
      : points < 0 ? "Down \(-points)" : open.isEmpty ? "No change" : "The same score"
    guard row.isReal else {
      return "\(way) \(since).\(open) That's within the margin of error: only "
        + "\(ReportingScale.points(row.change.smallestDetectable)) points or more would show."
        + retakeSentence(overview)
    }
    let up = row.change.probabilityImproved
    let sure = row.change.verdict == .declined ? 1 - up : up
    let real = "\(ReportingScale.percentText(sure, isSpoken: isSpoken)) sure that's real."
    // A fall by unanswered questions is no sign that something was forgotten.
    return "\(way) \(since)." + (open.isEmpty ? " \(real)" : open)
  }

  /// When to take the next placement, after the result of the newest one.
  private func retakeSentence(_ overview: Overview) -> String {
    guard mode == .placement, scope == .all, overview.lastAttempt?.id == record.id,
      let retake = overview.retake
    else { return "" }
    return " " + retake.line
  }

  /// The time that a question of a domain took on average, in milliseconds; nil if none has an answer.
  package func millisecondsAQuestion(inDomain index: Int) -> Int? {
    let prefix = domains[index].id + "."
    return Self.mean(answers.lazy.filter { $0.response.skill.hasPrefix(prefix) })
  }

  private static func mean(_ answers: some Sequence<AnsweredItem>) -> Int? {
    let times = answers.filter { !$0.response.isUnanswered }.map(\.response.milliseconds)
    return times.isEmpty ? nil : times.reduce(0, +) / times.count
  }

  /// How long a question took on average, as a sentence; empty if none has an answer.
  package var paceSentence: String {
    Self.mean(answers).map { "\(Timestamps.clock(milliseconds: $0)) a question." } ?? ""
  }

  /// Which question took longest, as a sentence; empty if none has an answer.
  package var slowestSentence: String {
    guard let slowest = answers.max(by: { $0.response.milliseconds < $1.response.milliseconds }),
      slowest.response.milliseconds > 0
    else { return "" }
    return "Question \(slowest.number) took longest: "
      + "\(Timestamps.clock(milliseconds: slowest.response.milliseconds))."
  }

  /// What an exam says about the score, as sentences; on its own only from ten counted answers.
  ///
  /// Questions without an answer count as not right, so the score may fall although the answers were good. What it would
  /// be without the exam shows that.
  ///
  /// - Parameter leavingOut: What leaves an attempt out of the score, such as `t, then O`.
  package func examScoreSentence(_ overview: Overview, leavingOut: String) -> String {
    let today = headline(overview)
    func score(_ of: Headline) -> String { Words.score(mean: of.mean, lower: of.lower, upper: of.upper) }
    let isShort = exam?.noScoreSentence != nil
    let counting = isExcluded ? nil : exam?.countingSentence
    var sentences = isShort ? [exam?.noScoreSentence, counting].compactMap(\.self) : []
    if overview.answerCount > 0 { sentences.append("Your score today: \(score(today)).") }
    if let reason = record.exclusion { sentences.append("This exam doesn't count: \(reason).") }
    if !isShort, overview.answerCount > countedAnswers || isExcluded {
      sentences.append("This exam on its own: \(score(headline)).")
    }
    guard !isExcluded else { return sentences.joined(separator: " ") }
    if let without = scoreWithout {
      sentences.append(
        "Without this exam it would be "
          + Words.score(
            mean: without.mean, lower: without.mean - without.margin, upper: without.mean + without.margin)
          + ".")
    }
    if !isShort, let counting { sentences.append(counting) }
    if let without = scoreWithout, without.margin > (today.upper - today.lower) / 2 {
      sentences.append("Each says as much as a wrong answer, so the margin is narrower.")
    }
    if isShort || exam?.unanswered ?? 0 > 0 {
      sentences.append("Only had a look? \(leavingOut) leaves this exam out of your score.")
    }
    return sentences.joined(separator: " ")
  }

  /// That questions without an answer have a part in the change since the exam before; empty if all have one.
  fileprivate var unansweredInChange: String {
    let open = (change?.exams.before?.unanswered ?? 0) + (exam?.unanswered ?? 0)
    return open == 0
      ? ""
      : " \(Words.count(open, "question")) without an answer \(open == 1 ? "counts" : "count") as not right in it."
  }
}

extension AnsweredItem {
  /// The number of the question in its attempt, from 1: the same in the exam, in every list and when it is read.
  package var number: Int { response.position + 1 }
}
