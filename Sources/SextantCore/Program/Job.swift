/// Effects that are carried out one after the other; the first failure ends them.
package struct Job: Sendable {
  /// Tells jobs apart.
  package let id: Int
  /// What to do, in this order.
  package let effects: [Effect]

  /// Carries the effects out.
  ///
  /// - Parameter perform: Does one effect and returns what came of it.
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

/// What a worker says about a job.
package enum JobReport: Sendable {
  /// The work goes on; how far it is.
  case progress(Outcome)
  /// The job is over: what came of it, and how many of its effects were done.
  case finished(job: Int, [Outcome], done: Int)
}
