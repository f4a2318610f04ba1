/// Effects to carry out in order; the first failure stops them.
package struct Job: Sendable {
  /// Identifies the job.
  package let id: Int
  /// The effects, in order.
  package let effects: [Effect]

  /// Carries the effects out.
  ///
  /// - Parameter perform: Carries one effect out and returns its outcomes.
  package func run(_ perform: (Effect) -> [Outcome]) -> JobReport {
    var outcomes: [Outcome] = []
    for (index, effect) in effects.enumerated() {
      outcomes += perform(effect)
      if let last = outcomes.last, last.failure != nil {
        return .finished(job: id, outcomes, done: index)
      }
    }
    return .finished(job: id, outcomes, done: effects.count)
  }
}

/// A worker's report on a job.
package enum JobReport: Sendable {
  /// The job continues; its progress.
  case progress(Outcome)
  /// The job is over: its outcomes, and how many of its effects were done.
  case finished(job: Int, [Outcome], done: Int)
}
