import ItemBank
import Psychometrics

/// An action with its value for this person.
public struct RankedAction: Sendable, Equatable {
  /// The action.
  public var action: RoadmapAction
  /// The points of the score that it can close: for knowledge by the gap's probability, for evidence by what
  /// is missing.
  public var worth: Double
  /// True if the action's levels suit the person's ability.
  public var suits: Bool

  /// Creates a ranked action.
  public init(action: RoadmapAction, worth: Double, suits: Bool) {
    self.action = action
    self.worth = worth
    self.suits = suits
  }

  /// Its value per hour.
  public var worthPerHour: Double { worth / max(0.25, action.hours) }
}

/// The roadmap's actions, ranked by their value for a person per hour.
public struct StudyPlan: Sendable {
  /// The share of a gap that an action is expected to close if its level doesn't suit.
  private static let unsuitedShare = 0.4
  /// The weight of a gap that no answer has confirmed: measure it before working on it.
  private static let unmeasuredShare = 0.3
  /// The actions, best first.
  public let ranked: [RankedAction]
  /// The evidence level that the person chose for each scale.
  private let levels: [String: Int]

  /// Ranks the actions that are not done.
  ///
  /// - Parameters:
  ///   - levels: The evidence level chosen for each scale. Scales that the person hasn't filled in are missing;
  ///     their actions rank behind those for measured gaps.
  ///   - done: Identities of the actions that are done.
  public init(content: AssessmentContent, gaps: GapAnalysis, levels: [String: Int], done: Set<String>) {
    self.levels = levels
    let framework = content.framework
    var skillIndex: [String: Int] = [:]
    for (index, skill) in framework.skills.enumerated() { skillIndex[skill.id] = index }
    var scales: [String: EvidenceScale] = [:]
    for scale in framework.evidence { scales[scale.id] = scale }

    var ranked: [RankedAction] = []
    for action in content.roadmap.actions where !done.contains(action.id) {
      var worth = 0.0
      var abilities: [Double] = []
      for id in action.closes {
        if let index = skillIndex[id] {
          worth += gaps.gaps[index].worth * (gaps.gaps[index].answers == 0 ? Self.unmeasuredShare : 1)
          abilities.append(gaps.gaps[index].estimate.mean)
        } else if let scale = scales[id] {
          worth += Self.missing(scale, level: levels[id], for: action)
        }
      }
      let suits = abilities.isEmpty || abilities.contains { action.suits(ability: $0) }
      if !suits { worth *= Self.unsuitedShare }
      ranked.append(RankedAction(action: action, worth: worth, suits: suits))
    }
    // Values that differ by less than anybody could notice count as equal. Then the order of the file
    // decides, so that the plan is the same every time.
    let values = ranked.map { Int(($0.worthPerHour * 200).rounded()) }
    self.ranked = ranked.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }.map { ranked[$0] }
  }

  /// The few actions to do next: the best that can be finished soon, then the shortest of the others.
  ///
  /// - Parameters:
  ///   - hoursAWeek: The hours available per week.
  ///   - count: The largest number of actions.
  ///   - weeks: The number of weeks that counts as soon.
  ///   - isListed: Returns whether an action may be included.
  public func next(
    hoursAWeek: Double, count: Int = 3, weeks: Double = 6,
    where isListed: (RoadmapAction) -> Bool = { _ in true }
  ) -> [RankedAction] {
    // Work with places: home asks this with every picture, and actions are expensive to copy.
    let isSoon = { (place: Int) in ranked[place].action.hours <= hoursAWeek * weeks }
    let listed = ranked.indices.filter { isListed(ranked[$0].action) }
    let soon = listed.filter(isSoon).prefix(count)
    // Equally long ones keep the order of their value.
    let others =
      soon.count < count
      ? listed.filter { !isSoon($0) }.sorted {
        (ranked[$0].action.hours, $0) < (ranked[$1].action.hours, $1)
      }.prefix(count - soon.count) : []
    return (soon + others).map { ranked[$0] }
  }

  /// The actions that help one skill, or that lead on from the chosen level of an evidence scale, best first.
  public func actions(closing id: String) -> [RankedAction] {
    ranked.filter { ranked in
      guard ranked.action.closes.contains(id) else { return false }
      return levels[id].map { ranked.action.told[id]?.contains($0) ?? true } ?? true
    }
  }

  /// The missing evidence points.
  ///
  /// A fiftieth of the scale if the person hasn't filled it in, and 0 if the action leads no further than the
  /// chosen level.
  private static func missing(_ scale: EvidenceScale, level: Int?, for action: RoadmapAction) -> Double {
    guard let level, scale.anchors.count > 1 else { return scale.weight * 0.02 }
    // Evidence takes months where knowledge takes hours, so an action can add one level.
    let step = scale.weight / Double(scale.anchors.count - 1)
    return level >= scale.anchors.count - 1 || action.told[scale.id].map({ !$0.contains(level) }) ?? false
      ? 0 : step
  }
}

extension RoadmapAction {
  /// True if the action suits an ability in logits: the levels it names, plus half a level to either side.
  public func suits(ability: Double) -> Bool {
    let level = ability + 3
    return level >= Double(levels.lowerBound) - 0.5 && level <= Double(levels.upperBound) + 0.5
  }
}
