import Foundation

extension Report {
  /// The report as JSON with sorted keys and a final line break.
  ///
  /// - Throws: An `EncodingError` if a number is not finite.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try hasScore ? encoder.encode(self) : encoder.encode(WithoutScore(self))
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The form of a report about an exam with too few answers for a score: without all that rests on one.
  private struct WithoutScore: Encodable {
    var schema: String
    var version: Int
    var generated: String
    var assessment: Identity
    var profile: Profile
    var basis: Basis
    var exam: Exam?

    init(_ report: Report) {
      schema = report.schema
      version = report.version
      generated = report.generated
      assessment = report.assessment
      profile = report.profile
      basis = report.basis
      exam = report.exam
    }
  }
}
