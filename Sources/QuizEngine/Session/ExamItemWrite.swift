/// One exam item to be stored, and where the person goes next.
public struct ExamItemWrite: Sendable, Equatable {
  /// The attempt's identity.
  public var attempt: String
  /// The present state of the exam; the item is the one at `position`.
  public var exam: Exam
  /// The position of the item to store.
  public var position: Int
  /// The position of the item to show next.
  public var target: Int

  /// Creates the request to store an item.
  public init(attempt: String, exam: Exam, position: Int, target: Int) {
    self.attempt = attempt
    self.exam = exam
    self.position = position
    self.target = target
  }
}
