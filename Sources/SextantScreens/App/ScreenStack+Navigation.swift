import SextantCore

extension ScreenStack {
  /// Carries out the navigation of a response, and returns the rest.
  mutating func settle(_ response: Response, at moment: EventTime) -> Reply<Request> {
    guard case .handled(let effects, let navigation) = response else { return Reply() }
    var reply = Reply<Request>(effects: effects, holdsInput: effects.contains(where: \.opensScreen))
    for step in navigation { reply.add(navigate(step, at: moment)) }
    return reply
  }

  /// Lets the top screen ask for data, if it is new there or answers have changed.
  mutating func refreshed(_ reply: Reply<Request>, at moment: EventTime) -> Reply<Request> {
    guard isStale, let context = context(at: moment), !screens.isEmpty else { return reply }
    isStale = false
    var reply = reply
    reply.add(settle(screens[screens.count - 1].refresh(context), at: moment))
    return reply
  }

  mutating func navigate(_ step: Navigation, at moment: EventTime) -> Reply<Request> {
    switch step {
    case .push(let screen): push(screen)
    case .replace(let screen):
      if !screens.isEmpty { screens.removeLast() }
      push(screen)
    case .pop: pop()
    case .home:
      screens = Array(screens.prefix(1))
      isStale = true
    case .goTo(let place): return go(to: place, at: moment)
    case .begin(let screen):
      screens = Array(screens.prefix(1)) + screens.dropFirst().filter { !$0.underAttempt.closes }
      push(screen)
    case .leave: return leave()
    case .conclude(let screen):
      if screens.count > 1 { screens.removeLast() }
      screens.removeAll { $0.underAttempt.effect != nil }
      push(screen)
    case .perform(let command):
      // From the palette, a place can be reached wherever the palette opens.
      if case .goTo(let place) = command, takesPalette { return go(to: place, at: moment) }
      return perform(command, at: moment)
    case .message(let text): toast = Toast(text, at: moment.clock)
    case .quit: return Reply(departure: .stop(.quit))
    case .suspend: return Reply(requests: [.suspend])
    case .redraw: return Reply(requests: [.redraw])
    case .copy(let text, let name):
      // Not every terminal has a clipboard for programs, and none says so.
      toast = Toast(
        "Copied \(name), if your terminal lets programs copy. If it doesn't, hold Shift and select the text with the mouse.",
        at: moment.clock)
      return Reply(requests: [.copy(text)])
    }
    return Reply()
  }

  mutating func push(_ screen: any Screen) {
    screens.append(screen)
    isStale = true
  }

  private mutating func pop() {
    guard screens.count > 1 else { return }
    screens.removeLast()
    isStale = true
  }

  /// Closes an attempt and returns to the screen that it started from.
  private mutating func leave() -> Reply<Request> {
    pop()
    guard let effect = screens.last?.underAttempt.effect else { return Reply(effects: [.loadOverview]) }
    screens.removeLast()
    return Reply(effects: [effect, .loadOverview], holdsInput: effect.opensScreen)
  }

  /// Goes to a place.
  ///
  /// A place that is open below is returned to as it was, so that places never pile up.
  mutating func go(to name: PlaceName, at moment: EventTime) -> Reply<Request> {
    guard let context = context(at: moment) else { return Reply() }
    guard let index = screens.lastIndex(where: { $0.place(context) == name }) else {
      return settle(Places.named(name)?.open(context) ?? .ignored, at: moment)
    }
    screens.removeSubrange((index + 1)...)
    isStale = true
    return Reply()
  }
}

extension Reply {
  /// Adds the requests of another reply.
  mutating func add(_ other: Self) {
    effects += other.effects
    requests += other.requests
    holdsInput = holdsInput || other.holdsInput
    departure = departure ?? other.departure
  }
}

extension UnderAttempt {
  fileprivate var closes: Bool { if case .closes = self { true } else { false } }
  fileprivate var effect: Effect? { if case .reopens(let effect) = self { effect } else { nil } }
}

extension Effect {
  /// True if another screen opens, so that input typed ahead is meant for that one.
  var opensScreen: Bool {
    switch self {
    case .startAttempt, .drillItems, .drillMisconceptions, .replaceAttempt, .resumeAttempt, .loadResult,
      .loadHistory, .loadComparison, .loadBank, .loadReviews, .loadMarked, .loadAsked:
      true
    default: false
    }
  }
}
