/// The result of running a program.
struct ProgramRun: Sendable, Equatable, Codable {
  var id: String
  var output: String
  var errors: String
  /// The exit status; negative if a signal ended it.
  var status: Int
  /// Why it was stopped, such as `timeout`; nil if it ended by itself.
  var stopped: String?
  /// A required module that is not installed.
  var missing: String?
  var seconds: Double
}
