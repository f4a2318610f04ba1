/// A user interface, such as the screens or the plain dialogue, as a value that handles input and outcomes.
///
/// `Program` owns one and decides when its changes take effect, so an interface never waits for the disk
/// itself.
package protocol Interface: Sendable {
  /// Input from a person.
  associatedtype Input: Sendable
  /// A request to the shell around the program, such as printing a line or repainting the terminal.
  associatedtype Request: Sendable

  /// The first effects of the program.
  var firstEffects: [Effect] { get }
  /// Handles input.
  @discardableResult
  mutating func handle(_ input: Input, at moment: EventTime) -> Reply<Request>
  /// Handles the outcome of an effect.
  @discardableResult
  mutating func receive(_ outcome: Outcome, at moment: EventTime) -> Reply<Request>
  /// Handles the passing of time.
  @discardableResult
  mutating func tick(at moment: EventTime) -> Reply<Request>
  /// The milliseconds until the interface needs the next tick; nil if it needs none.
  var tickInterval: Int? { get }
  /// True if input may wait for a write or the next screen; false for a new terminal size.
  func canWait(_ input: Input) -> Bool
  /// The writes that store unfinished work, such as half an answer.
  func unsaved(at moment: EventTime) -> [Effect]
  /// Tells the person that the program can't end yet, because a write failed.
  ///
  /// The following replies give the person's decision in `Reply.departure`.
  @discardableResult
  mutating func cannotLeave(because failure: Failure, at moment: EventTime) -> Reply<Request>
}

/// The requests of an interface after it handled something.
package struct Reply<Request: Sendable>: Sendable {
  /// The effects to carry out.
  package var effects: [Effect]
  /// The requests to the shell.
  package var requests: [Request]
  /// True if the next input is meant for the result of these effects.
  package var holdsInput: Bool
  /// The decision about leaving; nil if the program goes on.
  package var departure: Departure?
  /// True if the change holds even if a write fails, because the interface itself undoes what was not saved.
  package var handlesFailure: Bool

  /// Creates a reply.
  package init(
    effects: [Effect] = [], requests: [Request] = [], holdsInput: Bool = false, departure: Departure? = nil,
    handlesFailure: Bool = false
  ) {
    self.effects = effects
    self.requests = requests
    self.holdsInput = holdsInput
    self.departure = departure
    self.handlesFailure = handlesFailure
  }
}

/// A decision about leaving the program.
package enum Departure: Sendable, Hashable {
  /// The program ends.
  case stop(StopCause)
  /// The program can't continue.
  case fail(Failure)
  /// Try the write that failed while leaving once more.
  case retry
  /// The program goes on.
  case stay
}

/// The reason why the program ends.
package enum StopCause: Sendable, Hashable, CaseIterable {
  /// The person quit.
  case quit
  /// Ctrl-C.
  case interrupt
  /// Another program sent a signal.
  case terminate
  /// The terminal was closed.
  case hangUp
  /// The input ended.
  case endOfInput

  /// True if somebody can still read a message and decide.
  var hasPerson: Bool { self != .hangUp && self != .endOfInput }
}

/// How the program ends.
package struct Ending: Sendable, Hashable {
  /// The status that the parent process sees.
  package enum Status: Sendable, Hashable {
    /// An exit code.
    case exit(Int32)
    /// Termination by a signal.
    case signal(Int32)
  }

  /// The status that the parent process sees.
  package var status: Status
  /// The message for standard error; nil if all is well.
  package var message: String?
}
