/// One item of an exam on its way to the disk, and where the person goes.
public struct SheetKeeping: Sendable, Equatable {
  /// The attempt's identity.
  public var attempt: String
  /// The exam as it stands; the item is the one at `position`.
  public var exam: Exam
  /// The item that is kept.
  public var position: Int
  /// The item that comes next on the screen.
  public var target: Int

  /// Creates a keeping.
  public init(attempt: String, exam: Exam, position: Int, target: Int) {
    self.attempt = attempt
    self.exam = exam
    self.position = position
    self.target = target
  }
}
