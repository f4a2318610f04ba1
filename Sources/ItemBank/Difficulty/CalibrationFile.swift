import TextLayout

/// What people's answers say about the items of a bank: the content of `calibration.yaml`.
public struct CalibrationFile: Sendable, Equatable {
  /// The name of the file, which belongs beside `assessment.yaml`.
  public static let name = "calibration.yaml"

  /// A parameter and its standard error.
  public struct Parameter: Sendable, Equatable {
    /// The estimate.
    public var value: Double
    /// Its standard error, in the same unit.
    public var error: Double

    /// Creates a parameter.
    public init(_ value: Double, error: Double) {
      self.value = value
      self.error = error
    }
  }

  /// One item with estimated parameters.
  public struct Entry: Sendable, Equatable {
    /// The item.
    public var id: String
    /// Its revision when it was answered; answers to an older question say nothing about a revised one.
    public var revision: Int
    /// The difficulty on the scale of the levels, in logits.
    public var difficulty: Parameter
    /// The slope, per logit; nil for items with partial credit.
    public var discrimination: Parameter?
    /// The probability of guessing right; it is assumed and not estimated.
    public var guessing: Double
    /// The number of answers.
    public var answers: Int
    /// The number of right ones among them.
    public var right: Int

    /// Creates an entry.
    public init(
      id: String, revision: Int, difficulty: Parameter, discrimination: Parameter?, guessing: Double,
      answers: Int, right: Int
    ) {
      self.id = id
      self.revision = revision
      self.difficulty = difficulty
      self.discrimination = discrimination
      self.guessing = guessing
      self.answers = answers
      self.right = right
    }
  }

  /// The fingerprint of the bank that was answered.
  public var bank: String
  /// The number of people.
  public var people: Int
  /// The number of their answers.
  public var answers: Int
  /// The standard deviation of the levels that the estimates start from, in logits.
  public var levelSD: Double
  /// The mean of these people's ability, in logits.
  public var abilityMean: Double
  /// The standard deviation of these people's ability, in logits.
  public var abilitySD: Double
  /// The items with estimates; all others keep their level.
  public var entries: [Entry]

  /// Creates a file's content.
  public init(
    bank: String, people: Int, answers: Int, levelSD: Double, abilityMean: Double, abilitySD: Double,
    entries: [Entry]
  ) {
    self.bank = bank
    self.people = people
    self.answers = answers
    self.levelSD = levelSD
    self.abilityMean = abilityMean
    self.abilitySD = abilitySD
    self.entries = entries
  }

  /// The text of the file; numbers have four decimals.
  public var text: String {
    func number(_ value: Double) -> String { "\(DecimalText.rounded(value))" }
    var text = """
      # Difficulties from people's answers, written by `sextant bank calibrate --apply`. Scoring uses them instead of
      # the levels. Delete this file to go back to the levels. b and a with their standard errors, in logits.
      bank: \(bank)
      people: \(people)
      answers: \(answers)
      level_sd: \(number(levelSD))
      ability_mean: \(number(abilityMean))
      ability_sd: \(number(abilitySD))
      items:

      """
    for entry in entries {
      let slope =
        entry.discrimination.map { ", a: \(number($0.value)), a_se: \(number($0.error))" } ?? ""
      text += """
          - {id: \(entry.id), revision: \(entry.revision), b: \(number(entry.difficulty.value)), \
        b_se: \(number(entry.difficulty.error))\(slope), c: \(number(entry.guessing)), \
        answers: \(entry.answers), right: \(entry.right)}

        """
    }
    return text
  }
}

extension Bank {
  /// A key that changes when an item is added, removed or revised, or gets another level, type or size.
  ///
  /// Unlike `contentKey`, it stays the same when only a text is corrected.
  public var fingerprint: String { Self.fingerprint(of: items) }

  static func fingerprint(of items: [ItemSummary]) -> String {
    var hash = ContentHash()
    for item in items {
      hash.add(item.id.utf8)
      hash.add(
        "\(item.revision) \(item.level) \(item.kind.rawValue) \(item.optionCount) \(item.keyCount)".utf8)
    }
    return hash.text
  }
}
