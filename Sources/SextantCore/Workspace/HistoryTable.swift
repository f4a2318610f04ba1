import Psychometrics
import QuizEngine

/// The history as a table, for files and other programs.
public enum HistoryTable {
  /// One attempt, or today.
  public struct Row: Encodable, Sendable {
    /// The attempt's number; nil for today.
    public var attempt: Int?
    /// When it ended.
    public var finished: String
    /// The kind of attempt, or `today`.
    public var mode: String
    /// The number of answers.
    public var items: Int
    /// Why the person excluded it from the score; nil if it counts.
    public var excluded: String?
    /// The score right after the attempt, from all answers up to then.
    public var score: Measure?
    /// What the attempt says on its own; nil for today, and for a focus attempt, whose overall number would rest on
    /// assumptions about the other domains.
    public var attemptScore: Measure?
    /// The domains, by identity.
    public var domains: [String: Domain]
    /// The result of a mock exam; nil for the other modes.
    public var exam: Exam?

    /// The same for one domain; nil where it has no answers.
    public struct Domain: Encodable, Sendable {
      /// The score right after the attempt.
      public var score: Measure?
      /// What the attempt says on its own.
      public var attemptScore: Measure?
      /// The attempt's answers in the domain; today, those of all attempts.
      public var answers: Int
    }
  }

  /// The result of a mock exam.
  public struct Exam: Encodable, Sendable {
    /// The number of right answers.
    public var right: Int
    /// The number of partly right answers, which don't count as right.
    public var partly: Int
    /// The number of wrong answers.
    public var wrong: Int
    /// The number of questions answered with "I don't know".
    public var unknown: Int
    /// The number of questions without an answer.
    public var unanswered: Int
    /// The number of questions.
    public var total: Int
    /// The share of right answers in percent, rounded down.
    public var percent: Int
    /// How many percent must be right to pass.
    public var cut: Int
    /// True if the exam was passed.
    public var passed: Bool
    /// The time worked, in seconds.
    public var seconds: Int
    /// The time limit, in seconds; nil without one.
    public var timeLimit: Int?
    /// The right answers of each domain and its questions, by identity.
    public var domains: [String: Count]

    /// The questions of a domain.
    public struct Count: Encodable, Sendable {
      /// The number of right answers.
      public var right: Int
      /// The number of questions without an answer.
      public var unanswered: Int
      /// The number of questions.
      public var total: Int
    }

    /// The result of an exam, with the identities of its domains.
    package init(_ exam: ExamResult, domains ids: [String]) {
      (right, partly, wrong) = (exam.right, exam.partly, exam.wrong)
      (unknown, unanswered, total) = (exam.unknown, exam.unanswered, exam.total)
      (percent, cut, passed) = (exam.percent, exam.cut, exam.isPassed)
      (seconds, timeLimit) = (exam.milliseconds / 1000, exam.timeLimit)
      domains = Dictionary(
        zip(
          ids,
          exam.domains.map { Count(right: $0.right, unanswered: $0.unanswered, total: $0.questions) }),
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// A score with its uncertainty.
  public struct Measure: Encodable, Sendable {
    /// The mean, in logits.
    public var mean: Double
    /// The standard deviation, in logits.
    public var sd: Double
    /// Half the 95 % interval, in logits.
    public var margin: Double
    /// The mean on the scale that people see.
    public var score: Int

    init(_ value: ScoreLine.Value) {
      func four(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
      (mean, sd, margin) = (four(value.mean), four(value.sd), four(value.margin))
      score = ReportingScale.score(value.mean)
    }
  }

  /// The attempts, oldest first, and today.
  package static func rows(_ data: HistoryData, _ overview: Overview) -> [Row] {
    let ids = overview.content.framework.domains.map(\.id)
    func domains(_ row: (Int) -> Row.Domain) -> [String: Row.Domain] {
      Dictionary(
        ids.enumerated().map { ($0.element, row($0.offset)) }, uniquingKeysWith: { first, _ in first })
    }
    var rows = data.entries.map { entry in
      Row(
        attempt: entry.record.number,
        finished: Timestamps.text(entry.record.finishedAt ?? entry.record.startedAt),
        mode: entry.record.mode, items: entry.record.responseCount, excluded: entry.record.exclusion,
        score: data.score(after: entry, domain: nil, through: overview).map(Measure.init),
        attemptScore: entry.measured(domain: nil) ? entry.overall.map(Measure.init) : nil,
        domains: domains { index in
          Row.Domain(
            score: data.score(after: entry, domain: index, through: overview).map(Measure.init),
            attemptScore: entry.measured(domain: index) ? Measure(entry.domains[index]) : nil,
            answers: entry.answersOfDomain[index])
        }, exam: entry.exam.map { Exam($0, domains: ids) })
    }
    guard overview.answerCount > 0 else { return rows }
    rows.append(
      Row(
        attempt: nil, finished: Timestamps.text(overview.now), mode: "today", items: overview.answerCount,
        score: Measure(overview.score(domain: nil)), attemptScore: nil,
        domains: domains { index in
          let answers = overview.answers(inDomain: index)
          return Row.Domain(
            score: answers == 0 ? nil : Measure(overview.score(domain: index)), attemptScore: nil,
            answers: answers)
        }))
    return rows
  }

  /// The table with a row of names; empty fields where there is no number.
  package static func csv(_ rows: [Row], domains: [String]) -> [[String]] {
    func cells(_ measure: Measure?, isShort: Bool = false) -> [String] {
      guard let measure else { return Array(repeating: "", count: isShort ? 2 : 3) }
      return ["\(measure.mean)", "\(measure.sd)"] + (isShort ? [] : ["\(measure.score)"])
    }
    let names = [
      "attempt", "finished", "mode", "items", "excluded", "mean", "sd", "score", "attempt_mean", "attempt_sd",
      "attempt_score",
    ]
    let examNames = ["exam_right", "exam_total", "exam_percent", "exam_cut", "exam_passed"]
    func cells(_ exam: Exam?) -> [String] {
      guard let exam else { return examNames.map { _ in "" } }
      return [exam.right, exam.total, exam.percent, exam.cut].map(String.init) + [exam.passed ? "yes" : "no"]
    }
    return [
      names + domains.flatMap { ["\($0)_mean", "\($0)_sd", "\($0)_attempt_mean", "\($0)_attempt_sd"] }
        + examNames
    ]
      + rows.map { row in
        [row.attempt.map { "\($0)" } ?? "", row.finished, row.mode, "\(row.items)", row.excluded ?? ""]
          + cells(row.score)
          + cells(row.attemptScore)
          + domains.flatMap { id in
            cells(row.domains[id]?.score, isShort: true)
              + cells(row.domains[id]?.attemptScore, isShort: true)
          } + cells(row.exam)
      }
  }
}
