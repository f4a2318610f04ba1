/// What became of a program.
struct ProgramRun: Sendable, Equatable, Codable {
  var id: String
  var output: String
  var errors: String
  /// The exit status; negative where a signal ended it.
  var status: Int
  /// Why it was ended from outside, such as `timeout`.
  var stopped: String?
  /// The module that is not installed.
  var missing: String?
  var seconds: Double
}
