import Psychometrics
import QuizEngine
import Reporting
import TextLayout

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

  /// The result of a mock exam, as in the report but with its domains by identity.
  public struct Exam: Encodable, Sendable {
    /// The result as in the report.
    public var result: Report.Exam

    private enum CodingKeys: String, CodingKey { case domains }

    /// The questions of a domain.
    private struct Count: Encodable {
      var right: Int
      var unanswered: Int
      var total: Int
    }

    /// Writes the JSON form.
    public func encode(to encoder: any Encoder) throws {
      try result.encodeNumbers(to: encoder)
      var fields = encoder.container(keyedBy: CodingKeys.self)
      try fields.encode(
        Dictionary(
          result.domains.map {
            ($0.id, Count(right: $0.right, unanswered: $0.unanswered, total: $0.total))
          }, uniquingKeysWith: { first, _ in first }), forKey: .domains)
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
      mean = DecimalText.rounded(value.mean)
      sd = DecimalText.rounded(value.sd)
      margin = DecimalText.rounded(value.margin)
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
        }, exam: entry.exam.map { Exam(result: Report.Exam($0, domains: overview.content.framework.domains)) }
      )
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
      guard let exam = exam?.result else { return examNames.map { _ in "" } }
      return [exam.right, exam.total, exam.percent, exam.cut].map(String.init) + [
        exam.isPassed ? "yes" : "no"
      ]
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
