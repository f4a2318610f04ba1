import ItemBank
import QuizEngine
import SextantCore
import TerminalUI

extension AppState {
  /// Takes an event of the terminal in, and tells what the world must do.
  public mutating func handle(_ event: Event, at moment: Moment) -> [Effect] {
    if isAwaiting {
      switch event {
      case .resize, .key(.control("c")): break
      case .key, .mouse, .paste:
        // A few keys ahead are meant; a whole minute of them is a cat on the keyboard.
        if held.count < 64 { held.append(event) }
        return []
      }
    }
    switch event {
    case .resize(let size):
      self.size = size
      return []
    case .key(let key): return handle(key, at: moment)
    case .mouse(let mouse): return handle(mouse, at: moment)
    case .paste(let text):
      guard !showsHelp, notice == nil else { return [] }
      if case .attempt(var screen) = screens.last {
        screen.paste(text)
        replaceTop(.attempt(screen))
      } else if case .result(var screen) = screens.last {
        screen.paste(text)
        replaceTop(.result(screen))
      } else if case .gaps(var screen) = screens.last {
        screen.paste(text)
        replaceTop(.gaps(screen))
      } else if case .panel(var panel) = screens.last {
        panel.screen.paste(text)
        replaceTop(.panel(panel))
      }
      return []
    }
  }

  private mutating func handle(_ key: Key, at moment: Moment) -> [Effect] {
    if key == .control("c") {
      if case .attempt(let screen) = screens.last { return screen.keeping + [.quit] }
      return [.quit]
    }
    if let notice {
      if notice.isFatal { return [.quit] }
      self.notice = nil
      return []
    }
    if showsHelp {
      switch key {
      case .down, .character("j"): helpScroll += 1
      case .up, .character("k"): helpScroll = max(0, helpScroll - 1)
      case .pageDown, .control("f"), .control("d"): helpScroll += Context.page(rows: size.rows)
      case .pageUp, .control("b"), .control("u"):
        helpScroll = max(0, helpScroll - Context.page(rows: size.rows))
      case .home, .character("g"): helpScroll = 0
      case .end, .character("G"): helpScroll = lastHelpScroll
      case .character("q"): return [.quit]
      default: showsHelp = false
      }
      helpScroll = min(helpScroll, lastHelpScroll)
      return []
    }
    if case .attempt(var screen) = screens.last {
      let wasUsed = screen.type(key)
      replaceTop(.attempt(screen))
      if wasUsed { return [] }
    }
    if case .result(var screen) = screens.last {
      let wasUsed = screen.type(key)
      replaceTop(.result(screen))
      if wasUsed { return [] }
    }
    if case .gaps(var screen) = screens.last {
      let wasUsed = screen.type(key)
      replaceTop(.gaps(screen))
      if wasUsed { return [] }
    }
    if case .panel(var panel) = screens.last {
      let wasUsed = panel.screen.type(key)
      replaceTop(.panel(panel))
      if wasUsed { return [] }
    }
    guard let command = Bindings.command(for: key, in: bindings, global: globalBindings) else { return [] }
    return perform(command, at: moment)
  }

  private mutating func handle(_ mouse: MouseEvent, at moment: Moment) -> [Effect] {
    switch mouse.action {
    case .wheelUp: return handle(.up, at: moment)
    case .wheelDown: return handle(.down, at: moment)
    case .press:
      drag = nil
      if notice != nil || showsHelp { return handle(.escape, at: moment) }
      let frame = view(at: moment.date)
      if let bar = frame.bars.last(where: { $0.area.contains(mouse.point) }) {
        return grip(bar, mouse, moment)
      }
      guard let command = frame.command(at: mouse.point) else { return [] }
      return perform(command, at: moment)
    case .drag: return pull(to: mouse.point.row, moment)
    case .release:
      drag = nil
      return []
    }
  }

  /// A press on a bar: its thumb is held, beside it the pane turns by a screenful.
  private mutating func grip(_ bar: Frame.Bar, _ mouse: MouseEvent, _ moment: Moment) -> [Effect] {
    if mouse.point.row < bar.thumb.lowerBound { return perform(.pageUp, at: moment) }
    if mouse.point.row >= bar.thumb.upperBound { return perform(.pageDown, at: moment) }
    drag = Drag(row: mouse.point.row, rowsPerCell: bar.rowsPerCell)
    return []
  }

  /// The pointer moved with the thumb in its hold: what the arrows do, as often as it moved rows.
  private mutating func pull(to row: Int, _ moment: Moment) -> [Effect] {
    guard var held = drag else { return [] }
    let wanted = Double(row - held.row) * held.rowsPerCell + held.rest
    let steps = Int(wanted.rounded(.towardZero))
    held.rest = wanted - Double(steps)
    held.row = row
    drag = held
    var effects: [Effect] = []
    for _ in 0..<min(10_000, abs(steps)) { effects += perform(steps < 0 ? .up : .down, at: moment) }
    return effects
  }

  /// Does a command on the top screen.
  public mutating func perform(_ command: Command, at moment: Moment) -> [Effect] {
    switch command {
    case .help:
      showsHelp = true
      helpScroll = 0
      return []
    case .palette:
      guard takesPalette else { return [] }
      let skills = overview?.content.framework.skills.map(\.name) ?? []
      screens.append(.panel(.init(PaletteScreen(bindings: bindings, skills: skills))))
      return []
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    default: break
    }
    if leadsToPlaces, let effects = go(to: command) { return settle(effects, at: moment) }
    let effects = performOnTop(command, at: moment)
    return settle(effects, at: moment)
  }

  /// Goes to the place of a command; nil where it is about none.
  ///
  /// A place that is open below is gone back to as it was left, so that places never pile up.
  private mutating func go(to command: Command) -> [Effect]? {
    let effect: Effect
    switch command {
    case .take: effect = .open(.start)
    case .gaps: effect = .open(.gaps)
    case .history: effect = .loadHistory
    case .plan: effect = .open(.plan)
    case .evidence: effect = .open(.evidence)
    case .map: effect = .open(.map)
    case .reviews: effect = .loadReviews
    case .bank: effect = .loadBank
    case .settings: effect = .open(.settings)
    case .result:
      guard let last = overview?.attempts.last?.id else {
        return [.tell("No attempt is finished yet. After the first, its result is here.")]
      }
      effect = .loadResult(last)
    default: return nil
    }
    guard let place = screens.lastIndex(where: { place(of: $0) == command }) else { return [effect] }
    screens.removeSubrange((place + 1)...)
    return []
  }

  /// The command that leads to a screen; nil for screens that are no places.
  func place(of screen: Screen?) -> Command? {
    switch screen {
    case .start: .take
    // Of results, only that of the last attempt is the last one.
    case .result(let shown): shown.result.record.id == overview?.attempts.last?.id ? .result : nil
    case .gaps: .gaps
    case .history: .history
    case .panel(let panel): panel.screen.place
    case .opening, .firstRun, .home, .attempt, .compare, nil: nil
    }
  }

  /// True where every command can be asked for by name: not in a sitting, and not above itself.
  var takesPalette: Bool {
    guard overview != nil else { return false }
    switch screens.last {
    case .attempt: return false
    case .panel(let panel): return !(panel.screen is ExamScreen || panel.screen is PaletteScreen)
    default: return true
    }
  }

  private mutating func performOnTop(_ command: Command, at moment: Moment) -> [Effect] {
    guard let top = screens.last else { return [.quit] }
    if case .attempt(var screen) = top {
      let rowsLeft =
        command == .confirm ? context(moment.date).map { screen.rowsLeft(size, $0) } ?? 0 : 0
      let effects = screen.perform(
        command, clock: moment.clock, page: Context.page(rows: size.rows), rowsLeft: rowsLeft)
      replaceTop(.attempt(screen))
      return effects
    }
    if command == .quit {
      // An exam keeps what is on the screen before the program ends.
      if case .panel(let panel) = top, panel.screen is ExamScreen {} else { return [.quit] }
    }
    guard let context = context(moment.date, clock: moment.clock) else { return [] }
    switch top {
    case .opening, .attempt: return []
    case .firstRun(var screen):
      let effects = screen.perform(command)
      replaceTop(.firstRun(screen))
      return effects
    case .home(var screen):
      let effects = screen.perform(command, context)
      replaceTop(.home(screen))
      return effects
    case .start(var screen):
      let effects = screen.perform(command, context)
      replaceTop(.start(screen))
      return effects
    case .result(var screen):
      let effects = screen.perform(command, context)
      replaceTop(.result(screen))
      return effects
    case .gaps(var screen):
      let effects = screen.perform(command, context)
      replaceTop(.gaps(screen))
      return effects
    case .history(var screen):
      let effects = screen.perform(command, context)
      replaceTop(.history(screen))
      return effects
    case .compare(var screen):
      let effects = screen.perform(command, page: context.page)
      replaceTop(.compare(screen))
      return effects
    case .panel(var panel):
      let effects = panel.screen.perform(command, context)
      replaceTop(.panel(panel))
      return effects
    }
  }

  /// Carries out the effects that only move between screens, and leaves the others to the runtime.
  mutating func settle(_ effects: [Effect], at moment: Moment) -> [Effect] {
    var left: [Effect] = []
    for effect in effects { left += settle(effect, at: moment) }
    left += wantedHeadlines()
    if left.contains(where: \.opensAnotherScreen) { isAwaiting = true }
    return left
  }

  /// Asks for the rows of the items that the gap report can tell about, all at once, so that none comes late.
  private mutating func wantedHeadlines() -> [Effect] {
    guard case .gaps? = screens.last, let overview, !hasAskedHeadlines else { return [] }
    hasAskedHeadlines = true
    let missing = GapsScreen.shownItems(overview)
    guard !missing.isEmpty else { return [] }
    return [.loadHeadlines(missing)]
  }

  /// Takes in what was typed while a screen was on its way.
  mutating func release(at moment: Moment) -> [Effect] {
    isAwaiting = false
    var effects: [Effect] = []
    let events = held
    held = []
    for event in events { effects += handle(event, at: moment) }
    return effects
  }

  private mutating func settle(_ effect: Effect, at moment: Moment) -> [Effect] {
    do {
      switch effect {
      case .command(let command):
        // Asked for by name, a place is gone to from wherever names are taken.
        if takesPalette, let effects = go(to: command) { return settle(effects, at: moment) }
        return perform(command, at: moment)
      case .tell(let text):
        notice = Notice(text: text, isFatal: false)
        return []
      case .close:
        if screens.count > 1 { screens.removeLast() }
        return []
      case .open(let destination):
        guard let overview else { return [] }
        let context = Context(overview: overview, now: overview.now)
        switch destination {
        case .start: screens.append(.start(StartScreen(framework: overview.content.framework)))
        case .startFocus(let scope):
          screens.append(.start(StartScreen(framework: overview.content.framework, scope: scope)))
        case .gaps: screens.append(.gaps(GapsScreen(context)))
        case .gapsAtSkill(let skill): screens.append(.gaps(GapsScreen(context, skill: skill)))
        case .gapsAtStep(let step): screens.append(.gaps(GapsScreen(context, step: step)))
        case .gapsAtDomain(let domain): screens.append(.gaps(GapsScreen(context, domain: domain)))
        case .settings:
          screens.append(
            .panel(
              .init(
                SettingsScreen(
                  settings: overview.settings, framework: overview.content.framework, keys: keyMap))))
        case .plan: screens.append(.panel(.init(PlanScreen())))
        case .planAtAction(let action):
          var plan = PlanScreen()
          plan.follows = action
          screens.append(.panel(.init(plan)))
        case .map: screens.append(.panel(.init(MapScreen())))
        case .evidence: screens.append(.panel(.init(EvidenceScreen())))
        case .evidenceAtScale(let scale): screens.append(.panel(.init(EvidenceScreen(focus: scale))))
        }
        return []
      case .leaveAttempt:
        return goBack() + [.loadOverview]
      default: return [effect]
      }
    }
  }

  /// Closes a sitting: what it was begun from is where the person is again.
  mutating func goBack() -> [Effect] {
    if screens.count > 1 { screens.removeLast() }
    guard case .panel(let panel)? = screens.last, panel.screen is ReviewsScreen else { return [] }
    // What was practised is due at another time now.
    screens.removeLast()
    return [.loadReviews]
  }

  mutating func replaceTop(_ screen: Screen) {
    guard !screens.isEmpty else { return }
    screens[screens.count - 1] = screen
  }
}
