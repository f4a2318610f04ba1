/// How sure it is on which side of a target someone is: the only place that puts this into words.
extension SkillVerdict.Model {
  /// How sure it is on which side of the target someone is, such as `99 % sure you're below the target`.
  ///
  /// It names the more likely side, so the share is a half or more. "Sure" goes with a verdict, and what is unclear is only
  /// "likely", as in `60 % likely at the target`.
  ///
  /// - Parameters:
  ///   - probability: The probability of being at the target.
  ///   - verdict: What it comes to together with the answers; nil if the probability is all there is.
  ///   - isSpoken: True for a percentage that reads well aloud.
  public static func sureness(
    _ probability: Double, as verdict: Self? = nil, of target: String = "the target", isSpoken: Bool = false
  ) -> String {
    let (share, isAt) = shareOfSide(probability, as: verdict, isSpoken: isSpoken)
    let side = isAt ? "at \(target)" : "below \(target)"
    return (verdict ?? Self(probabilityAtTarget: probability)) == .notSure
      ? "\(share) likely \(side)" : "\(share) sure you're \(side)"
  }

  /// The same behind the word of the verdict, which names the side, such as `below target, 99 % sure`.
  public static func words(_ probability: Double, isSpoken: Bool = false) -> String {
    let verdict = Self(probabilityAtTarget: probability)
    guard verdict != .notSure else {
      return "\(verdict.words), \(sureness(probability, isSpoken: isSpoken))"
    }
    return "\(verdict.words), \(shareOfSide(probability, isSpoken: isSpoken).share) sure"
  }

  /// What the verdicts mean, as a sentence.
  public static var meaning: String {
    "At target means at least \(ReportingScale.percentText(atTargetCut)) sure that you are, below target at least "
      + "\(ReportingScale.percentText(ofNot: belowTargetCut)) sure that you're below it, and unclear is between them."
  }

  /// The share of the side to name; that of a verdict, or else the more likely one.
  private static func shareOfSide(
    _ probability: Double, as verdict: Self? = nil, isSpoken: Bool
  ) -> (share: String, isAt: Bool) {
    let isAt =
      switch verdict ?? Self(probabilityAtTarget: probability) {
      case .atTarget: true
      case .belowTarget: false
      case .notSure: !(probability < 0.5)
      }
    return (
      isAt
        ? ReportingScale.percentText(probability, isSpoken: isSpoken)
        : ReportingScale.percentText(ofNot: probability, isSpoken: isSpoken), isAt
    )
  }
}
