import TextLayout

/// What judges' rankings say about the items of a bank: the content of `difficulty.yaml`.
public struct ComparisonFile: Sendable, Equatable {
  /// The name of the file, which belongs beside `assessment.yaml`.
  public static let name = "difficulty.yaml"

  /// One item with a difficulty.
  public struct Entry: Sendable, Equatable {
    /// The item.
    public var id: String
    /// Its revision when it was ranked.
    public var revision: Int
    /// The difficulty on the scale of the levels, in logits.
    public var difficulty: Double
    /// How far the true difficulty may be off: a standard deviation in logits.
    public var deviation: Double
    /// The number of different judges.
    public var judges: Int
    /// The number of sets.
    public var sets: Int

    /// Creates an entry.
    public init(
      id: String, revision: Int, difficulty: Double, deviation: Double, judges: Int, sets: Int
    ) {
      self.id = id
      self.revision = revision
      self.difficulty = difficulty
      self.deviation = deviation
      self.judges = judges
      self.sets = sets
    }
  }

  /// The fingerprint of the bank.
  public var bank: String
  /// The number of judges.
  public var judges: Int
  /// The number of sets.
  public var sets: Int
  /// The correlation of two halves of the judges; nil if it couldn't be computed.
  public var halves: Double?
  /// The standard deviation of the true difficulties around those of the file, in logits.
  public var tau: Double
  /// The 95 % interval of `tau`.
  public var tauInterval: ClosedRange<Double>
  /// The items with a difficulty; all others keep their level.
  public var entries: [Entry]

  /// Creates a file's content.
  public init(
    bank: String, judges: Int, sets: Int, halves: Double?, tau: Double, tauInterval: ClosedRange<Double>,
    entries: [Entry]
  ) {
    self.bank = bank
    self.judges = judges
    self.sets = sets
    self.halves = halves
    self.tau = tau
    self.tauInterval = tauInterval
    self.entries = entries
  }

  /// The text of the file; numbers have two decimals, which is far finer than judges can tell.
  public var text: String {
    func number(_ value: Double) -> String { "\(DecimalText.rounded(value, decimals: 2))" }
    var text = """
      # Difficulties from judges' rankings, written by `sextant bank rank read`. Scoring uses them instead of the
      # levels. Delete this file to go back to the levels. b and sd in logits; level 3 is 0.
      bank: \(bank)
      judges: \(judges)
      sets: \(sets)
      \(halves.map { "split_half: \(number($0))\n" } ?? "")tau: \(number(tau))
      tau_low: \(number(tauInterval.lowerBound))
      tau_high: \(number(tauInterval.upperBound))
      items:

      """
    for entry in entries {
      text +=
        "  - {id: \(entry.id), revision: \(entry.revision), b: \(number(entry.difficulty)), "
        + "sd: \(number(entry.deviation)), judges: \(entry.judges), sets: \(entry.sets)}\n"
    }
    return text
  }
}
