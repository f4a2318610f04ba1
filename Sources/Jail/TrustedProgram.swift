/// A program that the person chose, such as an interpreter, asked about itself.
package enum TrustedProgram {
  /// Runs a program outside of the jail, with this program's environment.
  ///
  /// Never give it code of a bank or of a learner.
  ///
  /// - Returns: Its standard output; nil if it doesn't start or fails.
  package static func output(of program: String, _ arguments: [String]) -> [UInt8]? {
    var child = Spawned(program: program, arguments: arguments, inheritsEnvironment: true)
    guard child.start() else { return nil }
    let streams = child.exchange([])
    return child.wait() == 0 ? streams.output : nil
  }
}
