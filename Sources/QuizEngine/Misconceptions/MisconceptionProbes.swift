import ItemBank
import Psychometrics

/// The questions of a drill that find out whether a person has an idea.
///
/// A drill's plan holds them, so that the drill replays to the same questions. Before each question the one is chosen
/// from which most can be learned about the ideas (mutual information): ideas that an answer has pointed to come before
/// those that nothing is known about, easy questions before hard ones, because a wrong answer to an easy question is
/// seldom an accident, and one that can show several ideas before one that can show one.
public struct MisconceptionProbes: Sendable, Hashable, Codable {
  /// A question that can show some ideas.
  public struct Probe: Sendable, Hashable, Codable {
    /// The item's identity.
    public var item: String
    /// The probability that the person answers it wrong without any of the ideas, from 0 to 1.
    public var wrong: Double
    /// The ideas that it can show, as indices into `ideas`.
    public var ideas: [Int]
    /// The share of wrong answers that show each of them, from 0 to 1.
    public var shares: [Double]
    /// The options that show each of them; nil for typed answers and families, whose options differ by variant.
    public var options: [[Int]]?
  }

  /// How many of a drill's questions are probes.
  public enum Extent: Sendable, Hashable {
    /// All of them, also for ideas that no answer has pointed to.
    case all
    /// Every third, and only for ideas that an answer has pointed to.
    case some

    /// The number of questions of which one is a probe.
    var stride: Int { self == .all ? 1 : 3 }
  }

  /// The number of questions of a drill of which all are probes: enough to meet most ideas of a domain, and to ask
  /// again about those that an answer points to.
  public static let usualLength = 20

  /// The identities of the ideas.
  public private(set) var ideas: [String]
  /// The probability that the person has each of them, from 0 to 1.
  public private(set) var beliefs: [Double]
  /// The questions that can show them.
  public private(set) var probes: [Probe]
  /// Of so many questions one is a probe.
  private var stride: Int

  /// The most probes that a plan holds: the best of them at the start, and all of ideas that an answer has pointed to.
  private static let most = 150
  /// What must be expected from a question at least, in nats; below that it is no better than any other.
  private static let least = 1e-4

  /// Chooses the probes for a person; nil if there is nothing to probe.
  ///
  /// - Parameters:
  ///   - search: The ideas.
  ///   - responses: The person's answers to items that can show them, the last one to each.
  ///   - items: The questions that may be asked: those of ideas that don't rest.
  public init?(
    _ search: MisconceptionSearch, responses: [MisconceptionSearch.Response], items: [Item],
    extent: Extent, pool: ItemPool, profile: String
  ) {
    let findings = Dictionary(
      search.findings(of: responses, pool: pool, profile: profile).map { ($0.misconception.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let prior = MisconceptionFinding.prior(among: search.misconceptions.count)
    ideas = search.misconceptions.map(\.id)
    beliefs = ideas.map { findings[$0]?.probability ?? prior }
    stride = extent.stride
    let isSuspected = ideas.map { id in findings[id].map { $0.shown > 0 && !$0.isNamed } ?? false }
    let skills = MisconceptionSearch.abilities(responses, pool: pool, profile: profile)
    probes = []
    var others: [Probe] = []
    for item in items {
      guard let entry = pool.index(of: item.id) else { continue }
      let chances = search.chances(of: item)
      let probe = Probe(
        item: item.id, wrong: pool.wrongProbability(of: entry, level: item.level, skills: skills),
        ideas: chances.map(\.index), shares: chances.map(\.share),
        options: search.options(of: item, showing: chances.map(\.index)))
      if chances.contains(where: { isSuspected[$0.index] }) {
        probes.append(probe)
      } else if !chances.isEmpty {
        others.append(probe)
      }
    }
    if extent == .all {
      let worth = others.map(worth)
      let best = others.indices.sorted { (worth[$1], others[$0].item) < (worth[$0], others[$1].item) }
      probes += best.prefix(Self.most).map { others[$0] }
    }
    if probes.isEmpty { return nil }
  }

  /// What a question is expected to say about the ideas that it can show, in nats.
  private func worth(of probe: Probe) -> Double {
    zip(probe.ideas, probe.shares).reduce(0) { sum, idea in
      let chance = MisconceptionFinding.Chance(isShown: true, byAccident: probe.wrong * idea.1)
      return sum + MisconceptionFinding.information(about: beliefs[idea.0], from: chance)
    }
  }

  /// True if an item is one of them.
  public func contains(_ item: String) -> Bool { probes.contains { $0.item == item } }

  /// The probe for a position of the drill; nil if another question has its turn.
  ///
  /// - Parameter isOpen: True for items that may be asked.
  func next(position: Int, where isOpen: (String) -> Bool) -> String? {
    guard position % stride == stride - 1 else { return nil }
    let open = probes.filter { isOpen($0.item) }.map { ($0.item, worth(of: $0)) }
    guard let best = open.max(by: { ($0.1, $1.0) < ($1.1, $0.0) }), best.1 >= Self.least else { return nil }
    return best.0
  }

  /// Takes note of an answer of the drill.
  ///
  /// Where the options don't say which idea an answer shows, it counts by its score alone; the result weighs it in full.
  mutating func note(_ item: String, _ answer: Answer, isRight: Bool) {
    guard let probe = probes.first(where: { $0.item == item }), isRight || !answer.isBlank else { return }
    let chosen: [Int]? =
      switch answer {
      case .choice(let option): [option]
      case .choices(let options): options
      default: nil
      }
    for (place, idea) in probe.ideas.enumerated() {
      if let chosen, let showing = probe.options?[place] {
        beliefs[idea] = MisconceptionFinding.probability(
          beliefs[idea],
          after: .init(
            isShown: chosen.contains(where: showing.contains), byAccident: probe.wrong * probe.shares[place]))
      } else {
        beliefs[idea] = MisconceptionFinding.probability(
          beliefs[idea], wrongBy: probe.wrong, isRight: isRight)
      }
    }
  }
}

extension MisconceptionFinding {
  /// The probability that a person has an idea after an answer to a question that can show it.
  ///
  /// - Parameter wrong: The probability of a wrong answer without the idea.
  static func probability(_ before: Double, wrongBy wrong: Double, isRight: Bool) -> Double {
    // Who has the idea and doesn't show it answers as others do.
    let withIdea = consistency + (1 - consistency) * wrong
    let with = before * (isRight ? 1 - withIdea : withIdea)
    let without = (1 - before) * (isRight ? 1 - wrong : wrong)
    return with + without > 0 ? with / (with + without) : before
  }

  /// What an answer is expected to say about an idea (mutual information), in nats.
  ///
  /// - Parameters:
  ///   - belief: The probability that the person has it.
  ///   - chance: The answer that would show it.
  static func information(about belief: Double, from chance: Chance) -> Double {
    let accident = min(accidents.upperBound, max(accidents.lowerBound, chance.byAccident))
    let shown = belief * consistency + (1 - belief) * accident
    return binaryEntropy(shown) - belief * binaryEntropy(consistency) - (1 - belief) * binaryEntropy(accident)
  }
}
