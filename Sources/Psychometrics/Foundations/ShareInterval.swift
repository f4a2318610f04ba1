/// The 95 % interval of a share (Wilson 1927), which stays within 0 and 1 even with few cases.
public enum ShareInterval {
  /// The interval of `hits` among `count`; all of 0 to 1 if there are none.
  public static func wilson(_ hits: Int, of count: Int) -> (low: Double, high: Double) {
    guard count > 0 else { return (0, 1) }
    let (n, z) = (Double(count), 1.959_964)
    let share = Double(hits) / n
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return (max(0, middle - half), min(1, middle + half))
  }
}
