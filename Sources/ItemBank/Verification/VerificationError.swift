/// Why nothing could be verified.
public enum VerificationError: Error, Equatable {
  /// The interpreter does not start.
  case noInterpreter(path: String, reason: String)
  /// It ended before all programs had run.
  case interrupted(reason: String)

  /// What to tell the person.
  public var message: String {
    switch self {
    case .noInterpreter(let path, let reason): "cannot start Python at \(path): \(reason)"
    case .interrupted(let reason): "the verification ended early: \(reason)"
    }
  }
}
