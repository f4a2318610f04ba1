import ItemBank

/// How ready a person is for one step of the roadmap.
///
/// Knowledge and evidence are separate: what was measured is never mixed with what the person reported.
public struct StepReadiness: Sendable, Hashable {
  /// The step's number.
  public var step: Int
  /// The points of the knowledge score expected to be at the target.
  public var knowledgeReady: Double
  /// The points of the knowledge score that belong to the step.
  public var knowledgeTotal: Double
  /// The points of evidence reached, on the scales that the person filled in.
  public var evidenceReady: Double
  /// The points of the scales that the person filled in.
  public var evidenceAnswered: Double
  /// The points of all scales of the step.
  public var evidenceTotal: Double
  /// The number of the step's scales that the person filled in.
  public var scalesAnswered: Int
  /// The number of the step's scales.
  public var scales: Int

  /// The ready share of the knowledge; nil if the step has none.
  public var knowledge: Double? { knowledgeTotal > 0 ? knowledgeReady / knowledgeTotal : nil }
  /// The reached share of the evidence; nil if the person filled in no scale.
  public var evidence: Double? { evidenceAnswered > 0 ? evidenceReady / evidenceAnswered : nil }
  /// True if most of the step's points lie in domains with answers.
  public var isMeasured: Bool
  /// Computes the readiness of every step from the gaps and the evidence.
  ///
  /// A skill or scale counts for its primary step. `levels` maps an evidence scale to the level that the
  /// person chose; scales that the person hasn't filled in are missing from it.
  public static func all(content: AssessmentContent, gaps: GapAnalysis, levels: [String: Int])
    -> [StepReadiness]
  {
    let skills = content.framework.skills
    // Skills inform one another, but a whole domain without answers is only a guess.
    let domainOfSkill = content.framework.domains.enumerated().flatMap { domain, group in
      Array(repeating: domain, count: group.skills.count)
    }
    var answersOfDomain = Array(repeating: 0, count: content.framework.domains.count)
    for gap in gaps.gaps { answersOfDomain[domainOfSkill[gap.skill]] += gap.answers }
    return content.roadmap.steps.map { step in
      var readiness = StepReadiness(
        step: step.number, knowledgeReady: 0, knowledgeTotal: 0, evidenceReady: 0, evidenceAnswered: 0,
        evidenceTotal: 0, scalesAnswered: 0, scales: 0, isMeasured: false)
      var asked = 0.0
      for gap in gaps.gaps where skills[gap.skill].steps.first == step.number {
        readiness.knowledgeTotal += gap.weight
        if answersOfDomain[domainOfSkill[gap.skill]] > 1 { asked += gap.weight }
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
