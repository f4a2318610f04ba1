/// The scale that people read: 500 + 100 θ, rounded to 5, with five bands.
public enum ReportingScale {
  /// The score of the ability 0, as before any answer.
  public static let middle = 500

  /// The score of an ability in logits, for charts and sums: 500 + 100 θ, not rounded.
  public static func exactScore(_ ability: Double) -> Double { Double(middle) + exactPoints(ability) }

  /// A distance in logits as points of the scale, not rounded.
  public static func exactPoints(_ logits: Double) -> Double { 100 * logits }

  /// The ability in logits of a score.
  public static func ability(ofScore score: Int) -> Double { Double(score - middle) / 100 }

  /// The score of an ability in logits, rounded to the nearest 5.
  public static func score(_ ability: Double) -> Int {
    guard ability.isFinite else { return middle }
    return Int((exactScore(ability) / 5).rounded()) * 5
  }

  /// A distance in logits as points of the scale, rounded to the nearest 5.
  public static func points(_ logits: Double) -> Int {
    guard logits.isFinite else { return 0 }
    return Int((exactPoints(logits) / 5).rounded()) * 5
  }

  /// The abilities at which a band ends and the next begins, in logits.
  public static let cuts = [-1.5, -0.5, 0.5, 1.5]

  /// The band of an ability, from the rounded score, so that one shown score never has two different words.
  public static func band(_ ability: Double) -> Band {
    let shown = self.ability(ofScore: score(ability))
    return Band(rawValue: cuts.filter { shown >= $0 }.count) ?? .novice
  }

  /// An estimate with fewer answers of its own gets no band, however many other answers inform it.
  public static let leastAnswers = 3

  /// A probability in whole percent.
  ///
  /// Near a threshold it is rounded to its own side, so that two equal percentages never come with two
  /// different words.
  public static func percent(_ probability: Double) -> Int {
    // A half from earlier rounding must round up here too.
    let rounded = Int((probability * 100 + 1e-7).rounded())
    func side(_ value: Double) -> Int {
      [SkillVerdict.Model.belowTargetCut, SkillVerdict.Model.atTargetCut].count { $0 <= value }
    }
    return rounded + (side(probability) - side(Double(rounded) / 100)).signum()
  }

  /// A probability as text in whole percent; never 0 or 100, because no measurement is certain.
  ///
  /// - Parameter isSpoken: true for `under 1 %`, which reads well aloud; false for `<1 %`.
  public static func percentText(_ probability: Double, isSpoken: Bool = false) -> String {
    if probability < 0.005 { return isSpoken ? "under 1 %" : "<1 %" }
    if probability > 0.995 { return isSpoken ? "over 99 %" : ">99 %" }
    return "\(min(99, max(1, percent(probability)))) %"
  }

  /// The rest of a probability as text: both together are 100 %.
  ///
  /// - Parameter isSpoken: true for `under 1 %`, which reads well aloud; false for `<1 %`.
  public static func percentText(ofNot probability: Double, isSpoken: Bool = false) -> String {
    if probability < 0.005 || probability > 0.995 { return percentText(1 - probability, isSpoken: isSpoken) }
    return "\(min(99, max(1, 100 - percent(probability)))) %"
  }

  /// Half the width of a normal distribution's central 95 %, in standard deviations.
  public static let marginDeviations = 1.96

  /// The bands that the margin of an estimate spans; nil if too few answers or too wide a margin say nothing.
  ///
  /// A single word beside a margin of a hundred points would say more than is known.
  public static func bands(lower: Double, upper: Double, answers: Int) -> ClosedRange<Band>? {
    guard answers >= leastAnswers, upper >= lower, (upper - lower) / 2 <= widestMargin else { return nil }
    return band(lower)...band(upper)
  }

  /// The same in words, such as `competent to proficient`.
  public static func bandWords(lower: Double, upper: Double, answers: Int) -> String? {
    bands(lower: lower, upper: upper, answers: answers).map {
      $0.lowerBound == $0.upperBound ? $0.lowerBound.name : "\($0.lowerBound.name) to \($0.upperBound.name)"
    }
  }

  /// The widest margin with which an estimate still gets bands, in logits; a wider one would span nearly all of them.
  public static let widestMargin = 1.42
}

/// What a person with a given ability can be expected to do.
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

  /// Orders bands from the lowest to the highest.
  public static func < (left: Band, right: Band) -> Bool { left.rawValue < right.rawValue }
}
