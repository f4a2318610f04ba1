import SextantCore
import TerminalUI

extension ScreenStack {
  /// Handles an event of the terminal.
  package mutating func handle(_ event: Event, at moment: EventTime) -> Reply<Request> {
    switch event {
    case .resize(let size):
      self.size = size
      return Reply()
    case .key(let key): return refreshed(handle(key, at: moment), at: moment)
    case .mouse(let mouse): return refreshed(handle(mouse, at: moment), at: moment)
    case .paste(let text):
      guard !showsHelp, notice == nil else { return Reply() }
      return refreshed(offer(.paste(text), at: moment), at: moment)
    }
  }

  private mutating func handle(_ key: Key, at moment: EventTime) -> Reply<Request> {
    if key == .control("c") { return Reply(departure: .stop(.interrupt)) }
    if let notice { return answer(notice, with: key) }
    if showsHelp { return scrollHelp(key) }
    if toast != nil {
      toast = nil
      // The key that closes the message does nothing else.
      if key == .escape || key == .enter || key == .character("q") && !takesText { return Reply() }
    }
    if let response = asText(key, at: moment) { return response }
    guard let command = Bindings.command(for: key, in: bindings, global: globalBindings) else {
      return Reply()
    }
    return perform(command, at: moment)
  }

  private mutating func answer(_ notice: Notice, with key: Key) -> Reply<Request> {
    switch notice.kind {
    case .fatal(let failure): return Reply(departure: .fail(failure))
    case .message:
      self.notice = nil
      return Reply()
    case .notSaved:
      guard key == .enter || key == .escape else { return Reply() }
      self.notice = nil
      return Reply(departure: key == .enter ? .retry : .stay)
    }
  }

  private mutating func scrollHelp(_ key: Key) -> Reply<Request> {
    let page = Context.page(rows: size.rows)
    switch key {
    case .down, .character("j"): helpScroll += 1
    case .up, .character("k"): helpScroll -= 1
    case .pageDown, .control("f"), .control("d"): helpScroll += page
    case .pageUp, .control("b"), .control("u"): helpScroll -= page
    case .home, .character("g"): helpScroll = 0
    case .end, .character("G"): helpScroll = lastHelpScroll
    default: showsHelp = false
    }
    helpScroll = min(max(0, helpScroll), lastHelpScroll)
    return Reply()
  }

  /// Offers a key to the top screen as text; nil if the screen doesn't use it.
  private mutating func asText(_ key: Key, at moment: EventTime) -> Reply<Request>? {
    guard let context = context(at: moment), !screens.isEmpty else { return nil }
    let response = screens[screens.count - 1].handle(.key(key), context)
    if case .ignored = response { return nil }
    return settle(response, at: moment)
  }

  /// Passes input to the top screen.
  mutating func offer(_ input: ScreenInput, at moment: EventTime) -> Reply<Request> {
    guard let context = context(at: moment), !screens.isEmpty else { return Reply() }
    return settle(screens[screens.count - 1].handle(input, context), at: moment)
  }

  private mutating func handle(_ mouse: MouseEvent, at moment: EventTime) -> Reply<Request> {
    switch mouse.action {
    case .wheelUp: return handle(.up, at: moment)
    case .wheelDown: return handle(.down, at: moment)
    case .press:
      drag = nil
      toast = nil
      if notice != nil || showsHelp { return handle(.escape, at: moment) }
      let frame = view(at: moment.date)
      if let bar = frame.bars.last(where: { $0.area.contains(mouse.point) }) {
        return grip(bar, mouse, moment)
      }
      guard let command = frame.command(at: mouse.point) else { return Reply() }
      return perform(command, at: moment)
    case .drag: return pull(to: mouse.point.row, moment)
    case .release:
      drag = nil
      return Reply()
    }
  }

  /// Handles a press on a scroll bar: on the thumb it starts a drag, beside it the pane scrolls by a page.
  private mutating func grip(_ bar: Frame.Bar, _ mouse: MouseEvent, _ moment: EventTime) -> Reply<Request> {
    if mouse.point.row < bar.thumb.lowerBound { return perform(.pageUp, at: moment) }
    if mouse.point.row >= bar.thumb.upperBound { return perform(.pageDown, at: moment) }
    drag = Drag(row: mouse.point.row, rowsPerCell: bar.rowsPerCell)
    return Reply()
  }

  /// Handles a drag of the thumb: the same as the arrow keys, once for each row of content.
  private mutating func pull(to row: Int, _ moment: EventTime) -> Reply<Request> {
    guard var held = drag else { return Reply() }
    let wanted = Double(row - held.row) * held.rowsPerCell + held.rest
    let steps = Int(wanted.rounded(.towardZero))
    held.rest = wanted - Double(steps)
    held.row = row
    drag = held
    var reply = Reply<Request>()
    for _ in 0..<min(10_000, abs(steps)) { reply.add(perform(steps < 0 ? .up : .down, at: moment)) }
    return reply
  }

  /// Carries a command out, from its key or a click.
  mutating func perform(_ command: Command, at moment: EventTime) -> Reply<Request> {
    switch command {
    case .help:
      showsHelp = true
      helpScroll = 0
      return Reply()
    case .palette:
      guard takesPalette else { return Reply() }
      return navigate(
        .push(PaletteScreen(bindings: bindings, context: context(at: moment))), at: moment)
    case .redraw: return Reply(requests: [.redraw])
    case .suspend: return Reply(requests: [.suspend])
    case .goTo(let place) where leadsToPlaces: return go(to: place, at: moment)
    case .quit where leavesWithQuit: return offer(.command(.back), at: moment)
    case .quit where !(screens.last?.asksBeforeQuitting ?? false):
      return Reply(departure: .stop(.quit))
    default: return offer(.command(command), at: moment)
    }
  }
}
