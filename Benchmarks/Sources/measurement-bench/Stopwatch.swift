/// The seconds that some work takes on one thread, the minimum of several rounds.
func seconds(rounds: Int = 5, _ work: () throws -> Void) rethrows -> Double {
  var best = Double.infinity
  for _ in 0..<rounds {
    let start = ContinuousClock.now
    try work()
    let (whole, atto) = (ContinuousClock.now - start).components
    best = min(best, Double(whole) + Double(atto) * 1e-18)
  }
  return best
}

/// Keeps a result alive, so that the compiler can't remove the work behind it.
@inline(never)
func keep<Value>(_ value: Value) {
  withExtendedLifetime(value) {}
}
