import Jail

/// The reason why nothing could be verified.
public enum VerificationError: Error, Equatable {
  /// The interpreter doesn't start.
  case noInterpreter(path: String, reason: String)
  /// Code can't be run in the jail here, so it isn't run.
  case noJail(reason: String, remedy: String?)
  /// The interpreter ended before all programs had run.
  case interrupted(reason: String)

  /// The message for the person.
  public var message: String {
    switch self {
    case .noInterpreter(let path, let reason): "cannot start Python at \(path): \(reason)"
    case .noJail(let reason, let remedy): reason + (remedy.map { "; what would help: \($0)" } ?? "")
    case .interrupted(let reason): "the verification ended early: \(reason)"
    }
  }
}

extension VerificationError {
  /// Takes over the reason why the jail runs nothing.
  static func noJail(_ failure: JailFailure) -> Self {
    .noJail(reason: failure.message, remedy: failure.remedy)
  }
}
