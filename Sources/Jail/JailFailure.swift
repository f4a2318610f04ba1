/// The reason why nothing was run.
package enum JailFailure: Error, Sendable, Equatable {
  /// There is no `sextant-jail` at these places.
  case missing(places: [String])
  /// The jail can't be made here; with what would help, if that is known.
  case unavailable(reason: String, remedy: String?)
  /// The program can't be started, though the jail works.
  case notStarted(reason: String)

  /// What happened, for the person.
  package var message: String {
    switch self {
    case .missing(let places):
      "code is only run in a jail, and sextant-jail is not at \(places.joined(separator: " or "))"
    case .unavailable(let reason, _): "code is only run in a jail, which can't be made here: \(reason)"
    case .notStarted(let reason): "the program can't be started: \(reason)"
    }
  }

  /// What would help; nil if nobody knows.
  package var remedy: String? {
    switch self {
    case .missing: "install the program again with `make install`"
    case .unavailable(_, let remedy): remedy
    case .notStarted: nil
    }
  }
}
