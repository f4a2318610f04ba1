/// Proportional allocation of whole units.
package enum Apportionment {
  /// The divisor of a claimant with a number of seats: the next seat goes to the largest weight over its
  /// divisor.
  ///
  /// Source: Webster (1832), the odd divisors 1, 3, 5 and so on, here halved. The shares hold at any number
  /// of seats, so attempts of any length follow the blueprint.
  static func divisor(after seats: Int) -> Double { Double(seats) + 0.5 }

  /// Rounds values so that they add up to their rounded sum.
  ///
  /// Each is rounded down, and the units left over go to the largest remainders (Hamilton, 1791). Each result
  /// differs from its value by less than 1.
  package static func rounded(_ values: [Double]) -> [Int] {
    guard values.allSatisfy({ abs($0) < 1e12 }) else { return values.map { _ in 0 } }
    var units = values.map { Int($0.rounded(.down)) }
    let left = Int(values.reduce(0, +).rounded()) - units.reduce(0, +)
    // Ties go to the earlier value.
    let places = values.indices.sorted { one, two in
      let (first, second) = (values[one] - Double(units[one]), values[two] - Double(units[two]))
      return first == second ? one < two : first > second
    }
    for place in places.prefix(max(0, left)) { units[place] += 1 }
    return units
  }
}
