import ItemBank

/// How far a person is on one step of the road.
///
/// Knowledge and evidence stand side by side: what was measured is never mixed with what was told.
public struct StepReadiness: Sendable, Hashable {
  /// The step's number.
  public var step: Int
  /// Points of the knowledge score that are expected to be at the target.
  public var knowledgeReady: Double
  /// Points of the knowledge score that belong to the step.
  public var knowledgeTotal: Double
  /// Evidence reached, in points, over the scales that were answered.
  public var evidenceReady: Double
  /// The points of the scales that were answered.
  public var evidenceAnswered: Double
  /// The points of all scales of the step.
  public var evidenceTotal: Double
  /// The scales of the step that were answered.
  public var scalesAnswered: Int
  /// The scales of the step.
  public var scales: Int

  /// The share of the knowledge that is ready, or nil where the step has none.
  public var knowledge: Double? { knowledgeTotal > 0 ? knowledgeReady / knowledgeTotal : nil }
  /// The share of the evidence that is there, or nil where nothing was told.
  public var evidence: Double? { evidenceAnswered > 0 ? evidenceReady / evidenceAnswered : nil }
  /// True where most of the step's points lie in domains that were asked about.
  public var isMeasured: Bool
  /// One figure for a meter: what is ready of all that the step asks for, by its points.
  ///
  /// What was not told is not there: telling it can only add. Nil before anything was measured or told.
  public var overall: Double? {
    let total = knowledgeTotal + evidenceTotal
    guard total > 0, isMeasured || scalesAnswered > 0 else { return nil }
    return ((isMeasured ? knowledgeReady : 0) + evidenceReady) / total
  }

  /// Reads the readiness of every step from the gaps and the evidence told.
  ///
  /// A skill or scale counts for its primary step. `levels` maps an evidence scale to the level chosen;
  /// scales that are missing were not told.
  public static func all(content: AssessmentContent, gaps: GapAnalysis, levels: [String: Int])
    -> [StepReadiness]
  {
    let skills = content.framework.skills
    // Skills borrow from one another, but a whole domain without answers is a guess.
    var domainOfSkill: [Int: Int] = [:]
    var answersOfDomain: [Int: Int] = [:]
    for (domain, group) in content.framework.domains.enumerated() {
      let ids = Set(group.skills.map(\.id))
      for gap in gaps.gaps where ids.contains(skills[gap.skill].id) {
        domainOfSkill[gap.skill] = domain
        answersOfDomain[domain, default: 0] += gap.answers
      }
    }
    return content.roadmap.steps.map { step in
      var readiness = StepReadiness(
        step: step.number, knowledgeReady: 0, knowledgeTotal: 0, evidenceReady: 0, evidenceAnswered: 0,
        evidenceTotal: 0, scalesAnswered: 0, scales: 0, isMeasured: false)
      var asked = 0.0
      for gap in gaps.gaps where skills[gap.skill].steps.first == step.number {
        readiness.knowledgeTotal += gap.weight
        if let domain = domainOfSkill[gap.skill], answersOfDomain[domain, default: 0] > 1 {
          asked += gap.weight
        }
        readiness.knowledgeReady += gap.weight * gap.probabilityAtTarget
      }
      readiness.isMeasured = asked * 2 > readiness.knowledgeTotal
      for scale in content.framework.evidence where scale.steps.first == step.number {
        readiness.scales += 1
        readiness.evidenceTotal += scale.weight
        guard let level = levels[scale.id], scale.anchors.count > 1 else { continue }
        readiness.scalesAnswered += 1
        readiness.evidenceAnswered += scale.weight
        readiness.evidenceReady += scale.weight * Double(level) / Double(scale.anchors.count - 1)
      }
      return readiness
    }
  }
}
