import SextantCore

extension ScreenStack {
  /// Handles the outcome of an effect: first the screens from the top down, then the places.
  package mutating func receive(_ outcome: Outcome, at moment: EventTime) -> Reply<Request> {
    var reply = Reply<Request>()
    switch outcome {
    case .progress(let label, let share):
      work = Work(label: label, share: share)
      return reply
    case .overview(let overview, let notices): reply = arrive(overview, notices: notices, at: moment)
    case .failed(let failure):
      toast = nil
      notice = Notice(
        text: failure.message, kind: failure.isFatal ? .fatal(failure) : .message)
    default: break
    }
    work = nil
    reply.add(settle(offer(outcome, at: moment), at: moment))
    return refreshed(reply, at: moment)
  }

  private mutating func offer(_ outcome: Outcome, at moment: EventTime) -> Response {
    guard let context = context(at: moment) else { return .ignored }
    for index in screens.indices.reversed() {
      let response = screens[index].receive(outcome, context)
      if case .handled = response { return response }
    }
    for place in Places.all {
      let response = place.receive(outcome, context)
      if case .handled = response { return response }
    }
    return switch outcome {
    case .message(let text): .navigate(.message(text))
    case .finished(let attempt): .perform(.loadResult(attempt))
    case .dropped:
      .handled(effects: [.loadOverview], navigation: [.message(AttemptScreen.nothingKept)])
    default: .ignored
    }
  }

  private mutating func arrive(
    _ overview: Overview, notices: [String], at moment: EventTime
  ) -> Reply<Request> {
    let isFirst = self.overview == nil
    self.overview = overview
    isStale = true
    var notices = notices
    if isFirst {
      let read = KeyMap.read(overview.keys)
      keyMap = read.keys
      notices += read.mistakes
    }
    if !notices.isEmpty { notice = Notice(text: notices.joined(separator: "\n\n")) }
    guard isFirst else { return Reply() }
    screens = [HomeScreen()]
    if !overview.settings.isIntroduced, overview.attemptCount == 0, overview.open == nil, start == nil {
      push(
        FirstRunScreen(settings: overview.settings, framework: overview.content.framework))
    }
    guard let start, let context = context(at: moment) else { return Reply() }
    self.start = nil
    let response: Response =
      switch start {
      case .take(let effect): .perform(effect)
      case .resume:
        overview.open.map { .perform(.resumeAttempt($0.id)) }
          ?? .navigate(.message("No attempt is waiting."))
      case .gaps: .navigate(.push(GapReportScreen(context)))
      case .history: .perform(.loadHistory)
      }
    return settle(response, at: moment)
  }
}
