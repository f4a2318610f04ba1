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
    let sure =
      "\(Words.percent(today.atTarget)) sure you're at the \(overview.profileName) target of "
      + "\(ReportingScale.score(overview.standing.target))."
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
    let way = points > 0 ? "Up \(points)" : points < 0 ? "Down \(-points)" : "No change"
    guard row.isReal else {
      return "\(way) \(since). That's within the margin of error: only "
        + "\(ReportingScale.points(row.change.smallestDetectable)) points or more would show."
        + retakeSentence(overview)
    }
    let up = row.change.probabilityImproved
    let sure = row.change.verdict == .declined ? 1 - up : up
    return "\(way) \(since). \(ReportingScale.percentText(sure, isSpoken: isSpoken)) sure that's real."
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

  /// What an exam says about the score, as sentences: it comes last, and only from ten counted answers.
  package func examScoreSentence(_ overview: Overview) -> String {
    let today = headline(overview)
    let score = Words.score(mean: today.mean, lower: today.lower, upper: today.upper)
    let excluded = record.exclusion.map { " This exam doesn't count: \($0)." } ?? ""
    let counting = isExcluded ? excluded : exam?.countingSentence.map { " \($0)" } ?? ""
    if let words = exam?.noScoreSentence {
      let way = isExcluded ? "" : " Only had a look? The history lets you exclude it."
      return words + counting + (overview.answerCount > 0 ? " Your score today: \(score)." : "") + way
    }
    let own =
      overview.answerCount > countedAnswers || isExcluded
      ? " This exam on its own: \(Words.score(mean: headline.mean, lower: headline.lower, upper: headline.upper))."
      : ""
    return "Your score today: \(score).\(own)\(counting)"
  }
}

extension AnsweredItem {
  /// The number of the question in its attempt, from 1: the same in the exam, in every list and when it is read.
  package var number: Int { response.position + 1 }
}
