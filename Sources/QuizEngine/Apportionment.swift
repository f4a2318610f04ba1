/// How seats are shared out in proportion to weights.
enum Apportionment {
  /// The divisor of a claimant that has so many seats: the next goes to the largest weight over its divisor.
  ///
  /// Source: Webster (1832), the odd divisors 1, 3, 5 and so on, here halved. The shares are kept at any number of
  /// seats, so that attempts of any length follow the blueprint.
  static func divisor(after seats: Int) -> Double { Double(seats) + 0.5 }
}
