/// Draws values for families with Python, in the jail.
struct FamilyDrawing {
  /// The largest number of draws that one program makes.
  static let most = 300

  let programs: JailedPython

  /// What came of the draws of one family.
  enum Result {
    case drawn([FamilyProgram.Draw])
    /// A library is missing.
    case lacking(String)
    /// The program was stopped, or failed as a whole.
    case failed(String)
  }

  /// Draws for several families, each with its own seeds.
  ///
  /// - Throws: `VerificationError` if Python doesn't start or ends early.
  func draw(_ orders: [(source: FamilySource, seeds: Range<Int>)], progress: (Int) -> Void = { _ in })
    throws(VerificationError) -> [Result]
  {
    guard !orders.isEmpty else { return [] }
    let jobs = orders.map { order in
      FamilyProgram.job(
        order.source, requires: Self.requirements(order.source), code: order.source.template.code ?? "",
        seeds: order.seeds)
    }
    let runs = try programs.run(jobs, progress: progress)
    return jobs.map { job in
      guard let run = runs[job.id] else { return .failed("the program did not run") }
      if let missing = run.missing { return .lacking(missing) }
      if let stopped = run.stopped { return .failed(stopped) }
      let draws = FamilyProgram.draws(run.output)
      if run.status != 0 || draws.isEmpty {
        return .failed(run.errors.split(separator: "\n").last.map(String.init) ?? "status \(run.status)")
      }
      return .drawn(draws)
    }
  }

  private static func requirements(_ source: FamilySource) -> [String] {
    let names = source.template.node["requires"]?.sequence?.compactMap { $0.scalar?.string } ?? []
    return names.filter(ItemReader.requirements.contains)
  }
}
