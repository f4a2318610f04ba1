import Foundation

/// Runs the programs that confirm keys, in one Python process that forks for each item.
///
/// Each program gets an empty folder of its own, bounds on time, memory and output, and no network where the system
/// permits a namespace without one (`unshare`). That keeps a careless program from harm; it is no prison for a hostile
/// one, which could still read the person's files. The libraries are loaded once, before the first fork.
public struct KeyVerifier: Sendable {
  /// What a program may use.
  public struct Limits: Sendable, Equatable {
    /// The programs that run side by side.
    public var workers = 2
    /// The seconds that one program may take.
    public var seconds = 10.0
    /// The bytes of memory that one program may address.
    public var memory = 4 << 30
    /// The bytes that one program may write to a file or to its output.
    public var output = 1 << 20

    /// Creates the usual limits.
    public init() {}
  }

  /// The path of the Python interpreter.
  public var interpreter: String
  /// What a program may use.
  public var limits: Limits

  /// Creates a verifier.
  public init(interpreter: String, limits: Limits = Limits()) {
    self.interpreter = interpreter
    self.limits = limits
  }

  /// Runs the verification of every item that has one.
  ///
  /// - Parameter progress: Hears now and then how many programs of how many have ended.
  /// - Throws: `VerificationError` if the interpreter does not start or ends early.
  public func verify(_ items: [Item], progress: (_ done: Int, _ all: Int) -> Void = { _, _ in })
    throws(VerificationError) -> VerificationReport
  {
    let jobs = items.compactMap { VerificationJob($0) }
    guard !jobs.isEmpty else { return VerificationReport(results: [], isNetworkCut: true) }
    let workshop = PythonWorkshop(interpreter: interpreter, limits: limits)
    let (runs, isNetworkCut) = try workshop.run(jobs) { progress($0, jobs.count) }
    var byItem: [String: Item] = [:]
    for item in items { byItem[item.id] = item }
    let results = jobs.map { job in
      guard let item = byItem[job.id], let run = runs[job.id] else {
        return VerificationResult(item: job.id, outcome: .refuted("the program did not run"), seconds: 0)
      }
      return VerificationResult(
        item: job.id, outcome: KeyJudge.outcome(of: run, for: item), seconds: run.seconds)
    }
    return VerificationReport(results: results, isNetworkCut: isNetworkCut)
  }
}
