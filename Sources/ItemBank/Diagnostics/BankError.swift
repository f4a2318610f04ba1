/// The reason why an assessment can't be used.
public enum BankError: Error, Equatable {
  /// The folder is missing or contains no `assessment.yaml`.
  case noAssessment(folder: String)
  /// A file can't be read.
  case unreadable(file: String, reason: String)
  /// The files contain mistakes.
  case invalid([Diagnostic])

  /// The message for the person: every mistake with its place and remedy.
  public var message: String {
    switch self {
    case .noAssessment(let folder):
      "\(folder) holds no assessment.yaml; name a folder of assessments with --assessments"
    case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
    case .invalid(let diagnostics):
      "the assessment has mistakes\n" + diagnostics.prefix(20).map(\.description).joined(separator: "\n")
        + (diagnostics.count > 20
          ? "\n… and \(diagnostics.count - 20) more; `sextant bank lint` lists all" : "")
    }
  }
}
