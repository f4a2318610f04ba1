/// The time that is left, as every interface says it.
extension Session {
  /// The remaining whole minutes, rounded up; nil without a time limit.
  package var remainingMinutes: Int? { remainingMilliseconds.map { ($0 + 59_999) / 60_000 } }

  /// The milliseconds before the end from which the time is short.
  package static var lastMilliseconds: Int { 5 * 60_000 }

  /// True in the last minutes of an exam with a time limit.
  package var isTimeShort: Bool { remainingMilliseconds.map { $0 <= Self.lastMilliseconds } ?? false }
}
