import Jail

/// Runs the programs that verify keys, all of them in the jail.
///
/// Each program gets its own empty folder and limits on time, memory and output. It reaches no network, no other
/// process and no file of the person. Where no jail can be made, nothing is run. Libraries are loaded once for
/// several programs.
public struct KeyVerifier: Sendable {
  /// The limits of a program.
  public struct Limits: Sendable, Equatable {
    /// The number of programs that run in parallel.
    public var workers = 2
    /// The seconds of a processor that one program may use.
    public var seconds = 10.0
    /// The seconds that may pass meanwhile: many more, so that a busy machine refutes no key.
    public var patience = 60.0
    /// The bytes of memory that one program may address.
    public var memory = 4 << 30
    /// The bytes that one program may write to a file or to its output.
    public var output = 1 << 20

    /// Creates the default limits.
    public init() {}
  }

  /// The path of the Python interpreter.
  public var interpreter: String
  /// The limits of each program.
  public var limits: Limits
  /// The jail to use; nil for the one beside this program.
  package var jail: Jail?

  /// Creates a verifier.
  public init(interpreter: String, limits: Limits = Limits()) {
    self.interpreter = interpreter
    self.limits = limits
  }

  /// Runs the verification of every item that has one.
  ///
  /// - Parameter progress: Called now and then with the number of finished programs and the number of all.
  /// - Throws: `VerificationError` if the interpreter doesn't start or ends early, or if there is no jail here.
  public func verify(_ items: [Item], progress: (_ done: Int, _ all: Int) -> Void = { _, _ in })
    throws(VerificationError) -> VerificationReport
  {
    let jobs = items.compactMap { VerificationJob($0) }
    guard !jobs.isEmpty else { return VerificationReport(results: []) }
    let runs = try programs.run(jobs) { progress($0, jobs.count) }
    var byItem: [String: Item] = [:]
    for item in items { byItem[item.id] = item }
    let results = jobs.map { job in
      guard let item = byItem[job.id], let run = runs[job.id] else {
        return VerificationResult(item: job.id, outcome: .refuted("the program did not run"), seconds: 0)
      }
      return VerificationResult(
        item: job.id, outcome: KeyJudge.outcome(of: run, for: item), seconds: run.seconds)
    }
    return VerificationReport(results: results)
  }

  /// What runs programs with these limits.
  var programs: JailedPython { JailedPython(interpreter: interpreter, limits: limits, jail: jail) }
}
