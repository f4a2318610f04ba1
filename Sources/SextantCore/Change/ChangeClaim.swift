import Foundation
import Journal
import Psychometrics
import QuizEngine

/// What may be said of the change from one attempt to a later one: how much, in what time, and how sure that is.
///
/// Results, the history, comparisons, reports and plain mode all say it with these words.
package struct ChangeClaim: Sendable, Equatable {
  /// How the questions of an attempt were answered, as far as a change may come from that alone.
  package struct Effort: Sendable, Hashable {
    /// The number of questions.
    package var questions = 0
    /// The number of questions answered with "I don't know".
    package var unknown = 0
    /// The number of answers that came faster than the question can be read.
    package var rapid = 0
    /// The number of questions that an exam left without an answer.
    package var unanswered = 0

    /// Creates an effort; by default without a question.
    package init(questions: Int = 0, unknown: Int = 0, rapid: Int = 0, unanswered: Int = 0) {
      self.questions = questions
      self.unknown = unknown
      self.rapid = rapid
      self.unanswered = unanswered
    }

    /// The number of answers that nobody thought about for long, or at all.
    var untried: Int { unknown + rapid }
    /// True if most questions were not tried: a fall from there on shows haste rather than something forgotten.
    var isSlight: Bool { questions > 0 && untried * 2 > questions }
  }

  /// Why the two attempts can't show a real change, whatever their numbers are.
  package enum Doubt: Sendable, Hashable {
    /// They are so close together that the second measures what is remembered of the first.
    case tooSoon
    /// The later one is worse, and most of its questions were not tried.
    case slight
    /// An exam left questions without an answer.
    case unanswered
  }

  /// The score before, in logits.
  private let before: Double
  /// The score after, in logits.
  private let after: Double
  /// The change with its uncertainty.
  private let change: ReliableChange
  /// The time from the end of one attempt to the end of the other, in seconds.
  private let seconds: Double
  /// How the two were answered.
  private let efforts: [Effort]

  /// States a change.
  ///
  /// - Parameters:
  ///   - before: The score before, in logits.
  ///   - after: The score after, in logits.
  ///   - dates: When the two attempts ended.
  ///   - efforts: How the two were answered.
  init(
    from before: Double, to after: Double, _ change: ReliableChange, dates: (before: Date, after: Date),
    efforts: (before: Effort, after: Effort)
  ) {
    self.before = before
    self.after = after
    self.change = change
    seconds = max(0, dates.after.timeIntervalSince(dates.before))
    self.efforts = [efforts.before, efforts.after]
  }

  /// The change in points, as the two scores show it.
  package var points: Int { ReportingScale.score(after) - ReportingScale.score(before) }

  /// Why the two can't show a real change; nil if their numbers decide.
  package var doubt: Doubt? {
    // The day of the retake counts whole, whatever the hour.
    if seconds < Double(RetakeAdvice.leastDays - 1) * Seconds.perDay { return .tooSoon }
    if points < 0, efforts[1].isSlight { return .slight }
    return efforts.contains { $0.unanswered > 0 } ? .unanswered : nil
  }

  /// True if the change is more than noise and the two attempts can show one.
  package var isReal: Bool { doubt == nil && change.verdict != .notDistinguishable }

  /// The change without its colour if it isn't real.
  package var shownVerdict: ReliableChange.Verdict { isReal ? change.verdict : .notDistinguishable }

  /// The conclusion, in a few words.
  package var conclusion: String {
    switch doubt {
    case .tooSoon: return "too soon to tell"
    case .slight: return "too few real answers to tell"
    case .unanswered where change.verdict != .notDistinguishable: return "in part by unanswered questions"
    case .unanswered, nil: break
    }
    switch change.verdict {
    case .improved: return "improved"
    case .declined: return "declined"
    case .notDistinguishable: return "could still be chance"
    }
  }

  /// How sure it is that the change is real, such as `94 %`; a dash if the two attempts can't show one.
  package var sureness: String { doubt == nil ? Words.sure(change, before, after) : "–" }

  /// The time between the two, such as `8 minutes` or `61 days`.
  package var time: String {
    let minutes = max(1, Int((seconds / 60).rounded()))
    if minutes < 90 { return Words.count(minutes, "minute") }
    let hours = Int((seconds / 3600).rounded())
    return hours < 36
      ? Words.count(hours, "hour") : Words.count(Int((seconds / Seconds.perDay).rounded()), "day")
  }

  /// How much it is and in what time, such as `Up 60 in 61 days, since 4 May`, without a full stop.
  private func lead(since: String?) -> String {
    let way =
      points > 0
      ? "Up \(points)"
      : points < 0 ? "Down \(-points)" : doubt == .unanswered ? "The same score" : "No change"
    return "\(way) in \(time)" + (since.map { ", since \($0)" } ?? "")
  }

  /// How many questions were not tried, as a sentence; nil if all were.
  private var effort: String? {
    guard efforts.contains(where: { $0.untried > 0 }) else { return nil }
    return "“I don't know” or too fast: \(efforts[0].untried) of \(efforts[0].questions) before, "
      + "\(efforts[1].untried) of \(efforts[1].questions) now."
  }

  /// That questions without an answer have a part in the change, as a sentence.
  private var unansweredWords: String {
    let open = efforts.reduce(0) { $0 + $1.unanswered }
    return
      "\(Words.count(open, "question")) without an answer \(open == 1 ? "counts" : "count") as not right in it."
  }

  /// What follows from it, in sentences.
  private func verdict(isSpoken: Bool) -> String {
    switch doubt {
    case .tooSoon:
      return
        "Too soon to call it a real change: leave \(RetakeAdvice.leastDays) days or more between two attempts."
    case .slight: return "Too few real answers to call it a real change."
    case .unanswered where change.verdict != .notDistinguishable: return unansweredWords
    case .unanswered, nil: break
    }
    guard change.verdict != .notDistinguishable else {
      return (doubt == nil ? "" : unansweredWords + " ")
        + "That's within the margin of error: only \(ReportingScale.points(change.smallestDetectable)) points or "
        + "more would show."
    }
    let sure = change.verdict == .declined ? 1 - change.probabilityImproved : change.probabilityImproved
    return "\(ReportingScale.percentText(sure, isSpoken: isSpoken)) sure that's real."
  }

  /// The change as sentences: how much and in what time, how many questions were not tried, and how sure it is.
  ///
  /// - Parameters:
  ///   - since: The earlier attempt, such as `your placement of 4 May`; nil where it is named already.
  ///   - isSpoken: True for percentages that read well aloud.
  package func sentence(since: String? = nil, isSpoken: Bool = false) -> String {
    ["\(lead(since: since)).", effort, verdict(isSpoken: isSpoken)].compactMap(\.self).joined(separator: " ")
  }

  /// The same for places with little room, from long to short.
  package func sentences(since: String) -> [String] {
    [
      sentence(since: since), "\(lead(since: since)). \(verdict(isSpoken: false))",
      "\(lead(since: since)): \(isReal ? "\(sureness) sure that's real" : conclusion)", lead(since: nil),
    ]
  }
}

extension ChangeClaim.Effort {
  /// Counts the stored answers of an attempt.
  init(_ responses: [ResponseRecord]) {
    for response in responses {
      questions += 1
      if response.outcome == .unanswered {
        unanswered += 1
      } else if response.isRapid {
        rapid += 1
      } else if response.outcome == .unknown {
        unknown += 1
      }
    }
  }
}

extension Comparison {
  /// What may be said of one of the changes.
  package func claim(of row: Row) -> ChangeClaim {
    ChangeClaim(
      from: row.before, to: row.after, row.change,
      dates: (before.finishedAt ?? before.startedAt, after.finishedAt ?? after.startedAt), efforts: efforts)
  }

  /// What may be said of the overall change.
  package var claim: ChangeClaim { claim(of: overall) }
}

extension HistoryData.Entry {
  /// What may be said of the change from an earlier attempt to this one, overall or of a domain; nil if one of them has
  /// no score.
  package func claim(since earlier: HistoryData.Entry, domain: Int?) -> ChangeClaim? {
    guard let before = earlier.value(domain: domain), let after = value(domain: domain) else { return nil }
    return ChangeClaim(
      from: before.mean, to: after.mean,
      ReliableChange(from: (mean: before.mean, sd: before.sd), to: (mean: after.mean, sd: after.sd)),
      dates: (earlier.date, date), efforts: (earlier.effort, effort))
  }
}
