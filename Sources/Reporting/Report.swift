import Psychometrics

/// A person's scores, gaps and plan as a document: the same numbers as text, Markdown, HTML and JSON.
///
/// The JSON form is documented by `Assessments/schema/report.schema.json`. Every change that a reader could
/// notice raises `version`.
public struct Report: Sendable, Equatable, Codable {
  /// The name of the JSON form.
  public var schema = "sextant.report"
  /// The version of the JSON form.
  public var version = 7
  /// When the report was made, ISO 8601 in UTC.
  public var generated: String
  /// The assessment.
  public var assessment: Identity
  /// The target profile.
  public var profile: Profile
  /// The answers that the numbers rest on.
  public var basis: Basis
  /// The exam's own result, if the report is about a single mock exam.
  public var exam: Exam?
  /// The profile's weighted mean over the domains.
  public var overall: Measure
  /// The domains.
  public var domains: [Domain]
  /// The roadmap's steps.
  public var steps: [Step]
  /// The skills to work on first, most urgent first.
  public var first: [Work] = []
  /// The questions whose last answer was wrong although the person was certain, newest first.
  public var misconceptions: [Misconception] = []
  /// The score over time; nil in the report of a single attempt.
  public var history: History?
  /// What can't be quizzed, as the person reported it; empty in the report of a single attempt.
  public var evidence: [Evidence] = []
  /// The actions to do now; empty in the report of a single attempt.
  public var next: [Action] = []
  /// The finished actions, the last one first; empty in the report of a single attempt.
  public var done: [Action] = []
  /// The plan by weeks; in the text only, as `plan --json` has it in full.
  public var plan: PlanDocument?
  /// What looks fine, and what wasn't asked; in the text only, not in the JSON form.
  public var rest: Rest?
  /// The interview and whether the plan gets there, as a sentence; nil without one.
  ///
  /// It is in the text only, not in the JSON form.
  public var interview: String?
  /// The day on which the report was made, for people; in the text only, not in the JSON form.
  var generatedHere: String?
  /// The selected part, in words; nil for the whole report; in the text only, not in the JSON form.
  var selection: String?
  /// True if steps are shown as a whole, with the counts of their skills; in the text only, not in the JSON form.
  var showsSteps = true

  private enum CodingKeys: String, CodingKey {
    case schema, version, generated, assessment, profile, basis, exam, overall, domains, steps
    case first, misconceptions, history, evidence, next, done
  }

  /// Creates a report.
  public init(
    generated: String, generatedHere: String? = nil, assessment: Identity, profile: Profile, basis: Basis,
    overall: Measure, domains: [Domain], steps: [Step]
  ) {
    self.generated = generated
    self.generatedHere = generatedHere
    self.assessment = assessment
    self.profile = profile
    self.basis = basis
    self.overall = overall
    self.domains = domains
    self.steps = steps
  }

  /// The skills by their identity.
  public var skillsByID: [String: Skill] {
    Dictionary(domains.flatMap(\.skills).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
