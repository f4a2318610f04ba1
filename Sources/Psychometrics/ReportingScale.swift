/// The scale that people read: 500 + 100 θ, rounded to 5, with five bands.
public enum ReportingScale {
  /// The score of an ability in logits: 500 + 100 θ, rounded to the nearest 5.
  public static func score(_ ability: Double) -> Int {
    guard ability.isFinite else { return 500 }
    return Int(((500 + 100 * ability) / 5).rounded()) * 5
  }

  /// A distance in logits as points of the scale, rounded to the nearest 5.
  public static func points(_ logits: Double) -> Int {
    guard logits.isFinite else { return 0 }
    return Int((logits * 100 / 5).rounded()) * 5
  }

  /// The abilities at which a band ends and the next begins, in logits.
  public static let cuts = [-1.5, -0.5, 0.5, 1.5]

  /// The band of an ability; it rests on the score as it is shown, so that one number never has two words.
  public static func band(_ ability: Double) -> Band {
    let shown = Double(score(ability) - 500) / 100
    return Band(rawValue: cuts.filter { shown >= $0 }.count) ?? .novice
  }

  /// The answers of its own without which an estimate gets no band, however much it leans on others.
  public static let leastAnswers = 3

  /// A probability in whole percent, rounded so that it stays on its own side of where the words about it change: two
  /// equal numbers never have two words.
  public static func percent(_ probability: Double) -> Int {
    // A half of what was rounded before must not fall the other way.
    let rounded = Int((probability * 100 + 1e-7).rounded())
    func side(_ value: Double) -> Int { TargetVerdict(probabilityAtTarget: value).rawValue }
    return rounded + (side(probability) - side(Double(rounded) / 100)).signum()
  }

  /// A probability as text in whole percent; never 0 or 100, for nothing measured is certain.
  ///
  /// - Parameter isSpoken: True for `under 1 %`, which reads aloud, false for `<1 %`.
  public static func percentText(_ probability: Double, isSpoken: Bool = false) -> String {
    if probability < 0.005 { return isSpoken ? "under 1 %" : "<1 %" }
    if probability > 0.995 { return isSpoken ? "over 99 %" : ">99 %" }
    return "\(percent(probability)) %"
  }

  /// Half of a normal distribution's central 95 %, in standard deviations.
  public static let marginDeviations = 1.96

  /// The band of an estimate where a word is warranted; nil where it is too early for one.
  public static func band(mean: Double, lower: Double, upper: Double, answers: Int) -> Band? {
    answers >= leastAnswers && (upper - lower) / 2 <= widestMargin ? band(mean) : nil
  }

  /// The margin beyond which an estimate has no band, in logits.
  ///
  /// Bands are a logit wide: beyond 1.42 (1.96 times the standard deviation of a normal that has half of its
  /// probability within half a logit of its mean) the likeliest one is more likely wrong than right.
  public static let widestMargin = 1.42
}

/// What a person at an ability can be expected to do.
public enum Band: Int, Sendable, CaseIterable, Comparable {
  /// Below 350.
  case novice
  /// 350 to 450.
  case beginner
  /// 450 to 550.
  case competent
  /// 550 to 650.
  case proficient
  /// 650 and above.
  case expert

  /// The band's name.
  public var name: String {
    switch self {
    case .novice: "novice"
    case .beginner: "beginner"
    case .competent: "competent"
    case .proficient: "proficient"
    case .expert: "expert"
    }
  }

  /// What a person in the band does.
  public var describes: String {
    switch self {
    case .novice: "recognises the terms and follows worked examples"
    case .beginner: "solves routine tasks with a guide at hand"
    case .competent: "solves most of an entry-level engineer's tasks alone"
    case .proficient: "handles the unusual case and helps others"
    case .expert: "judges between designs and sets the standard"
    }
  }

  /// The lower of two bands comes first.
  public static func < (left: Band, right: Band) -> Bool { left.rawValue < right.rawValue }
}
