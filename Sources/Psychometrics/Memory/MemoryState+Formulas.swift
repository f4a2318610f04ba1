// The formulas of FSRS-6, one function each, so that each can be tested against the published vectors.
extension MemoryState {
  static func clamped(_ difficulty: Double) -> Double { min(10, max(1, difficulty)) }

  /// D0(G) = w4 - e^(w5 (G - 1)) + 1, not yet clamped.
  static func initialDifficulty(_ rating: MemoryRating, _ w: MemoryParameters) -> Double {
    w[4] - exp(w[5] * Double(rating.rawValue - 1)) + 1
  }

  /// The difficulty after a rating, before it reverts towards that of an easy item.
  func shiftedDifficulty(_ rating: MemoryRating, _ w: MemoryParameters) -> Double {
    // Linear damping: the nearer the difficulty is to 10, the smaller the step.
    difficulty - w[6] * Double(rating.rawValue - 3) * (10 - difficulty) / 9
  }

  func nextDifficulty(_ rating: MemoryRating, _ w: MemoryParameters) -> Double {
    let target = Self.initialDifficulty(.easy, w)
    return Self.clamped(w[7] * target + (1 - w[7]) * shiftedDifficulty(rating, w))
  }

  /// The stability after an item was remembered on a later day.
  func recallStability(_ rating: MemoryRating, retrievability: Double, _ w: MemoryParameters) -> Double {
    let penalty = rating == .hard ? w[15] : 1
    let bonus = rating == .easy ? w[16] : 1
    let spacing = exp((1 - retrievability) * w[10]) - 1
    let growth = exp(w[8]) * (11 - difficulty) * pow(stability, -w[9]) * spacing * penalty * bonus
    return stability * (1 + growth)
  }

  /// The stability after an item was forgotten on a later day.
  func lapseStability(retrievability: Double, _ w: MemoryParameters) -> Double {
    let fresh =
      w[11] * pow(difficulty, -w[12]) * (pow(stability + 1, w[13]) - 1) * exp((1 - retrievability) * w[14])
    return min(fresh, stability / exp(w[17] * w[18]))
  }

  /// The stability after another answer on the same day.
  func sameDayStability(_ rating: MemoryRating, _ w: MemoryParameters) -> Double {
    let increase = exp(w[17] * (Double(rating.rawValue) - 3 + w[18])) * pow(stability, -w[19])
    // Within a day, only forgetting can weaken a memory.
    return stability * (rating == .again ? increase : max(1, increase))
  }
}
