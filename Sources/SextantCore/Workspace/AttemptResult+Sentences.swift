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
    let claim = change.claim(of: row)
    let since = "your \(mode.name) of \(overview.days.short(before, now: overview.now))"
    // A change that doesn't show yet is a reason to ask when the next one would.
    return claim.sentence(since: since, isSpoken: isSpoken) + (claim.isReal ? "" : retakeSentence(overview))
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
    let times = answers.filter { $0.response.skill.hasPrefix(prefix) && !$0.response.isUnanswered }.map(
      \.response.milliseconds)
    return times.isEmpty ? nil : times.reduce(0, +) / times.count
  }

  /// Which question took longest, as a sentence; empty if none has an answer.
  package var slowestSentence: String {
    guard let slowest = answers.max(by: { $0.response.milliseconds < $1.response.milliseconds }),
      slowest.response.milliseconds > 0
    else { return "" }
    return "Question \(slowest.number) took longest: "
      + "\(Timestamps.clock(milliseconds: slowest.response.milliseconds))."
  }

  /// What an exam did to the score and why, as sentences; what it says on its own only from ten counted answers.
  ///
  /// - Parameter leavingOut: What leaves an attempt out of the score, such as `t, then O`.
  package func examScoreSentence(_ overview: Overview, leavingOut: String) -> String {
    guard let exam else { return "" }
    let today = headline(overview)
    func score(_ of: Headline) -> String { Words.score(mean: of.mean, lower: of.lower, upper: of.upper) }
    if let reason = record.exclusion {
      return "This exam doesn't count: \(reason)."
        + (overview.answerCount > 0 ? " Your score today: \(score(today))." : "")
        + (hasScore ? " This exam on its own: \(score(headline))." : "")
    }
    var sentences = [scoreChangeSentence(exam, today: score(today), mean: today.mean, overview)]
    if let words = exam.noScoreSentence {
      sentences.append(words)
    } else if hasScore, scoreWithout != nil {
      sentences.append("This exam on its own: \(score(headline)).")
    }
    if exam.unanswered > 0 {
      sentences.append("Only had a look? \(leavingOut) leaves this exam out of your score.")
    }
    return sentences.joined(separator: " ")
  }

  /// The score today, and what the exam changed in it and why, in one sentence.
  private func scoreChangeSentence(
    _ exam: ExamResult, today: String, mean: Double, _ overview: Overview
  ) -> String {
    guard answers.contains(where: \.isCounted) else {
      return overview.answerCount > 0 || overview.unansweredCount > 0
        ? "Your score today: \(today). No answer of this exam counts for it."
        : "You have no score yet: no answer of this exam counts for one."
    }
    let change: String
    if let without = scoreWithout {
      let (before, after) = (ReportingScale.score(without.mean), ReportingScale.score(mean))
      change =
        before == after
        ? "This exam didn't change it"
        : isOld(overview)
          ? "Without this exam it would be \(before)"
          : "This exam took it \(after > before ? "up" : "down") from \(before)"
    } else {
      change = "It rests on this exam alone"
    }
    return "Your score today: \(today). \(change): \(exam.reasonWords)."
  }
}

extension AnsweredItem {
  /// The number of the question in its attempt, from 1: the same in the exam, in every list and when it is read.
  package var number: Int { response.position + 1 }
}
