import ItemBank
import Psychometrics

/// An action with what it is worth to this person.
public struct RankedAction: Sendable, Equatable {
  /// The action.
  public var action: RoadmapAction
  /// Points of the score that it can close: knowledge by the gap's probability, evidence by what is missing.
  public var worth: Double
  /// True where the action's levels suit the person's ability.
  public var suits: Bool

  /// Creates a ranked action.
  public init(action: RoadmapAction, worth: Double, suits: Bool) {
    self.action = action
    self.worth = worth
    self.suits = suits
  }

  /// What it is worth for each hour.
  public var worthPerHour: Double { worth / max(0.25, action.hours) }
}

/// The roadmap's actions in the order of what they are worth to a person for the hours they take.
public struct StudyPlan: Sendable {
  /// How much of a gap an action can be expected to close when its level does not suit.
  private static let unsuitedShare = 0.4
  /// What a gap counts that no answer has confirmed: measuring it comes before working on it.
  private static let unmeasuredShare = 0.3
  /// The actions, best first.
  public let ranked: [RankedAction]
  /// The evidence level that was told of each scale.
  private let levels: [String: Int]

  /// Ranks the actions that are not done.
  ///
  /// - Parameters:
  ///   - levels: The evidence level chosen for each scale; scales that are missing were not told, and an
  ///     action for them ranks behind those for measured gaps.
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
    // The order of the file decides between those that differ by less than anybody could tell, so that the plan is
    // the same every time.
    func place(_ entry: EnumeratedSequence<[RankedAction]>.Element) -> (Int, Int) {
      (-Int((entry.element.worthPerHour * 200).rounded()), entry.offset)
    }
    self.ranked = ranked.enumerated().sorted { place($0) < place($1) }.map(\.element)
  }

  /// The few actions to do next: the best of those that can be finished soon, and where there are too few of
  /// these, the shortest of the others.
  ///
  /// - Parameters:
  ///   - hoursAWeek: The time that there is.
  ///   - count: How many at most.
  ///   - weeks: How long is soon.
  ///   - isListed: Tells whether an action comes into question.
  public func next(
    hoursAWeek: Double, count: Int = 3, weeks: Double = 6,
    where isListed: (RoadmapAction) -> Bool = { _ in true }
  ) -> [RankedAction] {
    let listed = ranked.filter { isListed($0.action) }
    let soon = listed.filter { $0.action.hours <= hoursAWeek * weeks }.prefix(count)
    guard soon.count < count else { return Array(soon) }
    let taken = Set(soon.map(\.action.id))
    // The order of worth decides between equally long ones.
    let others = listed.enumerated().filter { !taken.contains($0.element.action.id) }.sorted {
      ($0.element.action.hours, $0.offset) < ($1.element.action.hours, $1.offset)
    }
    return soon + others.prefix(count - soon.count).map(\.element)
  }

  /// The actions that help one skill, or lead on from what was told of an evidence scale, best first.
  public func actions(closing id: String) -> [RankedAction] {
    ranked.filter { ranked in
      guard ranked.action.closes.contains(id) else { return false }
      return levels[id].map { ranked.action.told[id]?.contains($0) ?? true } ?? true
    }
  }

  /// Evidence points that are missing; a fiftieth of the scale where nothing was told, and none where the action
  /// leads no further than what was told.
  private static func missing(_ scale: EvidenceScale, level: Int?, for action: RoadmapAction) -> Double {
    guard let level, scale.anchors.count > 1 else { return scale.weight * 0.02 }
    // Evidence takes months where knowledge takes hours: one level is what an action can add.
    let step = scale.weight / Double(scale.anchors.count - 1)
    return level >= scale.anchors.count - 1 || action.told[scale.id].map({ !$0.contains(level) }) ?? false
      ? 0 : step
  }
}

extension RoadmapAction {
  /// Tells whether the action suits an ability in logits, by the item levels it names, half a level around.
  public func suits(ability: Double) -> Bool {
    let level = ability + 3
    return level >= Double(levels.lowerBound) - 0.5 && level <= Double(levels.upperBound) + 0.5
  }
}
