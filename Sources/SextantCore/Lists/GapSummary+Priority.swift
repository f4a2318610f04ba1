import Roadmap

extension GapSummary {
  /// How urgent a skill is.
  package enum Priority: String, Sendable, Hashable, CaseIterable {
    /// Several answers say that it is below the target, and it weighs enough.
    case high = "high priority"
    /// Something was missed, but the answers are few or leave it open.
    case medium = "medium priority"
    /// Nothing was missed, or it hardly counts.
    case low = "low priority"

    /// The order: 0 comes first.
    package var rank: Int { self == .high ? 0 : self == .medium ? 1 : 2 }
    /// The priority in one word.
    package var word: String { self == .high ? "high" : self == .medium ? "medium" : "low" }
    /// The priority at the start of a sentence.
    package var title: String { word.prefix(1).uppercased() + word.dropFirst() + " priority" }
  }

  /// The least urgency of a gap of high priority, and of one of medium priority; see `Gap.urgency`.
  private static let leastUrgency = (high: 0.5, medium: 0.15)

  /// How urgent a skill is.
  ///
  /// A single question never makes a high priority: it may be bad luck.
  package static func priority(_ gap: Gap) -> Priority {
    // A miss of a skill that is probably at the target is worth a look, and no more.
    guard gap.verdict.model != .atTarget else { return .low }
    let isMissed = gap.verdict.answers.missed > 0
    if gap.answers > 1, isMissed, !gap.leansToTarget, gap.urgency >= leastUrgency.high { return .high }
    // What was never asked, or doesn't count, is at most a suspicion.
    let isSuspect = gap.status == .belowTarget || (isMissed && gap.answers > 0)
    return isSuspect && gap.urgency >= leastUrgency.medium ? .medium : .low
  }

  /// The order of the skills to work on, the most urgent first; what was asked comes before suspicions.
  package static func order(_ gap: Gap) -> Order {
    Order(
      rank: gap.status == .atTarget ? 3 : priority(gap).rank, isAsked: gap.answers > 0,
      // What is at the target comes last, the least sure first.
      urgency: gap.status == .atTarget ? 1 - gap.probabilityAtTarget : gap.urgency, skill: gap.skill)
  }

  /// The place of a skill in the order.
  package struct Order: Comparable, Sendable {
    fileprivate var rank: Int
    fileprivate var isAsked: Bool
    fileprivate var urgency: Double
    fileprivate var skill: Int

    package static func < (first: Order, second: Order) -> Bool {
      (first.rank, first.isAsked ? 0 : 1, -first.urgency, first.skill)
        < (second.rank, second.isAsked ? 0 : 1, -second.urgency, second.skill)
    }
  }

  /// What a priority rests on, as a clause such as `we have 3 answers from you, and the skill counts more than most skills`.
  package static func grounds(_ gap: Gap) -> String {
    let known =
      switch gap.answers {
      case 0: gap.isAsked ? "no answer of yours counts yet" : "we haven't asked about it yet"
      case 1: "we have only one answer from you"
      default: "we have \(gap.answers) answers from you"
      }
    return "\(known), and the skill \(importance(gap))"
  }

  /// The priority of a skill with what it rests on, as a sentence.
  package static func prioritySentence(_ gap: Gap) -> String {
    "\(priority(gap).title): \(grounds(gap))."
  }

  /// How much a skill counts for the target, in words.
  private static func importance(_ gap: Gap) -> String {
    gap.relativeWeight >= 1.25
      ? "counts more than most skills"
      : gap.relativeWeight <= 0.8 ? "counts less than most skills" : "counts as much as most skills"
  }
}
