import QuizEngine

/// Answers to questions that the person had answered shortly before; they don't count.
public struct Repeats: Sendable, Hashable {
  /// How many there are.
  public var count: Int
  /// How many answers there are in all.
  public var total: Int
  /// The first day on which one of the questions was answered before.
  public var first: CalendarDay
  /// The last such day.
  public var last: CalendarDay
  /// The days for which questions rest after an answer.
  public var restDays: Int

  /// Sums answers up; nil if there are none.
  ///
  /// - Parameters:
  ///   - days: For each repeated answer, the day of the answer before.
  ///   - total: The number of answers in all.
  public init?(_ days: some Collection<CalendarDay>, of total: Int, restDays: Int) {
    guard let first = days.min(), let last = days.max() else { return nil }
    count = days.count
    self.total = total
    self.first = first
    self.last = last
    self.restDays = restDays
  }

  /// What happened, as sentences.
  public var sentence: String {
    let when = first == last ? "on \(last.long)" : "between \(first.long) and \(last.long)"
    let some =
      count == total
      ? (total == 1 ? "The question" : "All \(total) questions") : "\(count) of \(total) questions"
    let words = count == 1 ? "it doesn't" : "they don't"
    return "\(some) you had answered \(when). Questions rest for \(restDays) days, so \(words) count."
  }
}
