/// A way to use the program, such as the screens or the plain dialogue: a value that takes input and outcomes in.
///
/// `Program` owns one and decides when a change of it holds, so an interface never waits for the disk itself.
package protocol Interface: Sendable {
  /// What a person does.
  associatedtype Input: Sendable
  /// What the shell around the program must do itself, such as print a line or repaint the terminal.
  associatedtype Request: Sendable

  /// The effects with which the program begins.
  var firstEffects: [Effect] { get }
  /// Takes what the person did.
  @discardableResult
  mutating func handle(_ input: Input, at moment: Moment) -> Reply<Request>
  /// Takes what came of an effect.
  @discardableResult
  mutating func receive(_ outcome: Outcome, at moment: Moment) -> Reply<Request>
  /// Takes the time.
  @discardableResult
  mutating func tick(at moment: Moment) -> Reply<Request>
  /// After how many milliseconds the interface wants the time; nil where nothing waits for it.
  var tickInterval: Int? { get }
  /// True where input may wait until a write or the next screen is there; false for a new size of the terminal.
  func canWait(_ input: Input) -> Bool
  /// The writes that keep what the person has done and not finished, such as half of an answer.
  func unsaved(at moment: Moment) -> [Effect]
  /// Tells the person that the program cannot end yet, because a write failed.
  ///
  /// The next replies say with `Reply.departure` what the person decided.
  @discardableResult
  mutating func cannotLeave(because failure: Failure, at moment: Moment) -> Reply<Request>
}

/// What an interface wants after it took something in.
package struct Reply<Request: Sendable>: Sendable {
  /// What the world must do.
  package var effects: [Effect]
  /// What the shell must do.
  package var requests: [Request]
  /// True where what is typed next is meant for what these effects bring.
  package var holdsInput: Bool
  /// What becomes of the program; nil where it goes on.
  package var departure: Departure?
  /// True where the change holds even if a write fails, because the interface itself undoes what was not saved.
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

/// What the person decided about leaving.
package enum Departure: Sendable, Hashable {
  /// The program is to end.
  case stop(StopCause)
  /// The program cannot go on.
  case fail(Failure)
  /// The write that failed while leaving is to be tried once more.
  case retry
  /// The program goes on.
  case stay
}

/// Why the program ends.
package enum StopCause: Sendable, Hashable, CaseIterable {
  /// The person asked for it.
  case quit
  /// Ctrl-C.
  case interrupt
  /// Another program asked for it.
  case terminate
  /// The terminal is gone.
  case hangUp
  /// No further line will be typed.
  case endOfInput

  /// True where somebody can still read a message and decide.
  var hasPerson: Bool { self != .hangUp && self != .endOfInput }
}

/// How the program ends.
package struct Ending: Sendable, Hashable {
  /// What the parent process sees.
  package enum Status: Sendable, Hashable {
    /// An exit code.
    case exit(Int32)
    /// The end by a signal.
    case signal(Int32)
  }

  /// What the parent process sees.
  package var status: Status
  /// What to say on standard error; nil where all is well.
  package var message: String?
}
