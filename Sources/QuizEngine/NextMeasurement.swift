import ItemBank
import Psychometrics

/// Which short measurement settles most, and which skills come first.
///
/// Thirty questions can't settle sixty skills. A focus attempt of ten minutes asks about the skills of one domain, so the
/// question is which domain.
public enum NextMeasurement {
  /// The domain where a focus attempt would settle most; nil if there is none with skills.
  ///
  /// The question is which skills come first: those in the person's lowest third. Each skill is or isn't one of them
  /// with some probability p, so p (1 - p) of that is open. The domain with the largest mean comes next. Posteriors are
  /// taken as normal here, because the program asks this whenever it starts.
  ///
  /// - Parameter skills: The estimates, in the order of the framework's skills.
  public static func domain(skills: [Estimate], framework: Framework) -> Int? {
    let border = border(of: skills, share: 1.0 / 3)
    var first = 0
    var best: (domain: Int, open: Double)?
    for (index, domain) in framework.domains.enumerated() where !domain.skills.isEmpty {
      let range = first..<first + domain.skills.count
      first = range.upperBound
      let open = range.reduce(0.0) { sum, skill in
        let above = NormalDistribution(mean: skills[skill].mean, sd: skills[skill].sd).survival(border)
        return sum + above * (1 - above)
      }
      let mean = open / Double(range.count)
      if mean > best?.open ?? -1 { best = (index, mean) }
    }
    return best?.domain
  }

  /// The ability below which a share of the skills is expected to be, in logits.
  private static func border(of skills: [Estimate], share: Double) -> Double {
    var (low, high) = (-6.0, 6.0)
    for _ in 0..<12 {
      let middle = 0.5 * (low + high)
      let below = skills.reduce(0.0) { $0 + NormalDistribution(mean: $1.mean, sd: $1.sd).cumulative(middle) }
      if below < share * Double(skills.count) { low = middle } else { high = middle }
    }
    return low
  }

  /// The skills in the order in which they deserve attention: the least probably at the target first.
  ///
  /// - Parameter probabilities: The probability of being at the target, for each skill.
  public static func order(probabilities: [Double]) -> [Int] {
    probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
  }
}
