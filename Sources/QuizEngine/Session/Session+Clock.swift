import Psychometrics

extension Session {
  /// The longest time counted between two events, in milliseconds: a day.
  ///
  /// If a clock jumps further, it is wrong, or the machine slept for longer than anybody works.
  static let longestStep = Int(Seconds.perDay * 1000)

  /// A stored time, clamped to what a person can have worked: at least 0, at most ten years.
  static func sane(_ milliseconds: Int) -> Int { min(max(0, milliseconds), 3650 * longestStep) }

  /// The time spent on the item, in milliseconds.
  package func itemMilliseconds(at clock: Int) -> Int {
    switch state.work {
    case .attempt: return state.itemMilliseconds + (isItemTimed ? step(to: clock) : 0)
    case .exam(let exam):
      let counted =
        exam.itemStates.indices.contains(exam.place) ? exam.itemStates[exam.place].milliseconds : 0
      return counted + (isItemTimed ? step(to: clock) : 0)
    }
  }

  /// The time worked in the session so far, in milliseconds.
  package var activeMilliseconds: Int {
    switch state.work {
    case .attempt: state.activeMilliseconds + state.itemMilliseconds
    case .exam(let exam): exam.activeMilliseconds
    }
  }

  /// The rule of an exam's clock, in words; `isTimed` and the program's own clock carry it out.
  ///
  /// The program's clock stands while the program is suspended and while the computer sleeps.
  public static let clockRule =
    "The clock stops while you pause, leave or suspend the exam, and while the computer sleeps."

  /// True while the exam's clock is running.
  package var isClockRunning: Bool { exam.map { $0.stopReason == nil && isTimed } ?? false }

  /// True while any time is counted.
  private var isTimed: Bool {
    guard !isWriting else { return false }
    return switch state.stage {
    case .answering, .rating, .away: true
    case .ready, .feedback, .paused, .finishing, .over: false
    }
  }

  /// True while the time counts for the item.
  private var isItemTimed: Bool { isTimed && state.stage != .away }

  /// The time since the last event; 0 if the clock went back.
  private func step(to clock: Int) -> Int {
    let (distance, isTooFar) = clock.subtractingReportingOverflow(countedUntil)
    if isTooFar { return clock > countedUntil ? Self.longestStep : 0 }
    return min(max(0, distance), Self.longestStep)
  }

  /// Counts the time up to an event.
  mutating func count(to clock: Int) {
    defer { countedUntil = clock }
    guard isTimed else { return }
    let time = step(to: clock)
    switch state.work {
    case .attempt:
      if isItemTimed { state.itemMilliseconds = Self.sane(state.itemMilliseconds + time) }
    case .exam(var exam):
      exam.handle(.worked(time, onItem: isItemTimed))
      state.work = .exam(exam)
    }
  }
}
