/// The reason why nothing could be verified.
public enum VerificationError: Error, Equatable {
  /// The interpreter doesn't start.
  case noInterpreter(path: String, reason: String)
  /// The interpreter ended before all programs had run.
  case interrupted(reason: String)

  /// The message for the person.
  public var message: String {
    switch self {
    case .noInterpreter(let path, let reason): "cannot start Python at \(path): \(reason)"
    case .interrupted(let reason): "the verification ended early: \(reason)"
    }
  }
}
