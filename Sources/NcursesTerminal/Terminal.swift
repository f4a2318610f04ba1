import CNcurses
import CTerminalGuard
import TerminalUI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Events that the terminal layer reports.
public enum TerminalEvent: Sendable, Hashable {
  /// A key, the mouse, a paste or a new size.
  case event(Event)
  /// Work in the background has a result.
  case wake
  /// The program must end because of this signal.
  case terminate(Int32)
  /// The program must give the terminal back until it continues.
  case suspend
  /// The terminal was closed.
  case hangUp
  /// The terminal reported the lightness of its background, 0 black to 1 white.
  case background(Double)
}

/// Wakes the event loop; callable from any thread.
public struct TerminalWaker: Sendable {
  /// Makes the waiting call of `nextEvents` return.
  public func wake() { tg_wake(0) }
}

/// Options for using the terminal.
public struct TerminalOptions: Sendable {
  /// The theme.
  public var theme: Theme
  /// True to draw only ASCII.
  public var isASCII: Bool
  /// True to use the mouse.
  public var usesMouse: Bool
  /// True to mark links for the terminal (OSC 8).
  public var usesLinks: Bool
  /// The file for anything that libraries write to standard error; nil to drop it.
  public var logFile: String?

  /// Creates options.
  public init(
    theme: Theme, isASCII: Bool, usesMouse: Bool, usesLinks: Bool = false, logFile: String?
  ) {
    self.theme = theme
    self.isASCII = isASCII
    self.usesMouse = usesMouse
    self.usesLinks = usesLinks
    self.logFile = logFile
  }
}

/// The reason why the terminal couldn't be opened.
public struct TerminalError: Error, Equatable {
  /// The message for the person.
  public var message: String
}

/// The terminal while the program draws on it; only one thread may use it.
public final class Terminal {
  private var options: TerminalOptions
  private let signalPipe: Int32
  private var shown: Surface?
  private var isOpen = true
  private var palette: Palette
  private var input = InputDecoder()
  private var asked = ContinuousClock.now

  /// Takes the terminal over: alternate screen, unbuffered keys, our signal handlers.
  public init(options: TerminalOptions) throws(TerminalError) {
    self.options = options
    tg_save_terminal()
    Self.forgetImpossibleSize()
    guard cn_newterm(nil) != nil else {
      throw TerminalError(message: "the terminal cannot be used; set TERM to its name, or use --plain")
    }
    signalPipe = tg_install_signal_pipe()
    tg_install_crash_guard()
    _ = tg_redirect_stderr(options.logFile ?? "/dev/null")
    palette = Palette(theme: options.theme)
    configure()
  }

  deinit { close() }

  /// The largest size, in cells, to accept from the environment.
  private static let longestSide = 1000

  /// Clears `LINES` and `COLUMNS` if they are impossibly large, because ncurses trusts them and would run out
  /// of memory.
  private static func forgetImpossibleSize() {
    for name in ["LINES", "COLUMNS"] {
      guard let text = getenv(name).map({ String(cString: $0) }) else { continue }
      if !(1...longestSide).contains(Int(text) ?? 0) { unsetenv(name) }
    }
  }

  /// Runs a body that may have to wait for the terminal.
  private func writing<Result>(_ body: () -> Result) -> Result {
    tg_begin_writing()
    defer { tg_end_writing() }
    return body()
  }

  private func configure() {
    if getenv("ESCDELAY") == nil { set_escdelay(25) }
    cbreak()
    noecho()
    nonl()
    keypad(cn_stdscr(), true)
    nodelay(cn_stdscr(), true)
    // Some terminals send normal-mode arrow keys whatever mode was requested.
    for (sequence, key) in [
      ("A", cn_key_up()), ("B", cn_key_down()), ("C", cn_key_right()), ("D", cn_key_left()),
      ("H", cn_key_home()),
      ("F", cn_key_end()),
    ] {
      define_key("\u{1B}[" + sequence, key)
      define_key("\u{1B}O" + sequence, key)
    }
    intrflush(cn_stdscr(), false)
    if tg_let_control_s_through() == 0 { def_prog_mode() }
    // The terminal turns Ctrl-C and Ctrl-Z into signals, which arrive through the pipe.
    leaveok(cn_stdscr(), false)
    palette.start()
    // Turn bracketed paste on.
    emit("\u{1B}[?2004h")
    if options.usesMouse { listenToMouse(true) }
  }

  /// Turns the mouse on or off, including movement with a button down, which ncurses doesn't request.
  private func listenToMouse(_ isOn: Bool) {
    if isOn { cn_enable_mouse() } else { cn_disable_mouse() }
    reportDrags(isOn)
  }

  private func reportDrags(_ isOn: Bool) {
    guard cn_has_capability("kmous") else { return }
    emit(isOn ? "\u{1B}[?1002h" : "\u{1B}[?1002l")
  }

  /// The size of the terminal.
  public var size: Size { Size(columns: Int(cn_columns()), rows: Int(cn_rows())) }

  /// Wakes this terminal's event loop.
  public var waker: TerminalWaker { TerminalWaker() }

  /// Draws everything that changed since the last picture, in one refresh.
  public func draw(_ surface: Surface) {
    guard isOpen else { return }
    let surface = options.isASCII ? surface.foldedToASCII() : surface
    let rows = min(surface.size.rows, size.rows)
    let columns = min(surface.size.columns, size.columns)
    let before = shown.flatMap { $0.size == surface.size ? $0 : nil }
    if before == nil { erase() }
    surface.forEachChange(since: before ?? Surface(surface.size)) { column, row, cell in
      // On a cleared screen, plain blanks are already there.
      if before == nil, cell.glyph == " ", cell.style.attributes.isEmpty { return }
      if column < columns, row < rows { put(cell, column: column, row: row) }
    }
    shown = surface
    if let cursor = surface.cursor, cursor.row < rows, cursor.column < columns {
      move(Int32(cursor.row), Int32(cursor.column))
      curs_set(1)
    } else {
      curs_set(0)
    }
    writing {
      tg_begin_batch()
      refresh()
      if options.usesLinks { writeLinks(surface.linkChanges(since: before), of: surface) }
      tg_end_batch()
    }
  }

  private func put(_ cell: Cell, column: Int, row: Int) {
    let rendition = palette.rendition(of: cell.style)
    withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 6) { buffer in
      var count = 0
      for scalar in cell.glyph.unicodeScalars.prefix(5) {
        buffer[count] = wchar_t(bitPattern: scalar.value)
        count += 1
      }
      buffer[count] = 0
      cn_put(Int32(row), Int32(column), buffer.baseAddress, rendition.attributes, rendition.pair)
    }
  }

  /// Writes cells once more, between the sequences that begin and end a link (OSC 8).
  ///
  /// ncurses has no cells with links, so they are written past it. It needn't know: the glyphs and their look are those
  /// that it has just drawn in these cells, and attributes and cursor are left as it left them. Cells that it draws
  /// later are no links, because it draws outside of the sequences.
  private func writeLinks(_ runs: [Surface.LinkRun], of surface: Surface) {
    guard !runs.isEmpty else { return }
    let (rows, columns) = (size.rows, size.columns)
    for run in runs where run.row < rows {
      put("\u{1B}[\(run.row + 1);\(run.columns.lowerBound + 1)H")
      if let address = run.address { put(LinkSupport.start(address, number: run.number)) }
      var style: Style?
      for column in run.columns where column < columns {
        let cell = surface[column: column, row: run.row]
        guard !cell.isContinuation else { continue }
        if cell.style != style {
          let rendition = palette.rendition(of: cell.style)
          cn_set_rendition(rendition.attributes, rendition.pair)
          style = cell.style
        }
        put(String(cell.glyph))
      }
      if run.address != nil { put(LinkSupport.end) }
    }
    cn_set_rendition(0, 0)
    put("\u{1B}[\(cn_cursor_row() + 1);\(cn_cursor_column() + 1)H")
    fflush(nil)
  }

  /// Writes to the buffer of standard output, in order with what ncurses puts there.
  private func put(_ text: String) { fputs(text, cn_stdout()) }

  /// Changes the appearance; the next picture is drawn completely.
  public func restyle(theme: Theme, isASCII: Bool, usesMouse: Bool, usesLinks: Bool) {
    if usesMouse != options.usesMouse {
      options.usesMouse = usesMouse
      listenToMouse(usesMouse)
    }
    if usesLinks != options.usesLinks {
      options.usesLinks = usesLinks
      invalidate()
    }
    guard theme != options.theme || isASCII != options.isASCII else { return }
    options.theme = theme
    options.isASCII = isASCII
    palette = Palette(theme: theme)
    palette.start()
    invalidate()
  }

  /// Makes the next picture a complete one, for example after another program wrote to the terminal.
  public func invalidate() {
    shown = nil
    clearok(cn_stdscr(), true)
  }

  /// Waits for events and returns all that have arrived; waits forever if `milliseconds` is nil.
  public func nextEvents(timeout milliseconds: Int? = nil) -> [TerminalEvent] {
    // Signals first: an endless stream of keys must not keep the program from noticing them.
    var events = signals() + drain()
    if !events.isEmpty { return events }
    var watched = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signalPipe, events: Int16(POLLIN), revents: 0),
    ]
    let timeout = [milliseconds, input.isPasting ? Self.pausePoll : nil].compactMap { $0 }.min()
    let count = poll(&watched, nfds_t(watched.count), Int32(timeout ?? -1))
    // A new size interrupts the wait: ncurses has noted it and reports it with the next read.
    if count < 0 { return signals() + drain() }
    events += signals()
    events += drain()
    if watched[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
      || (watched[0].revents & Int16(POLLIN) != 0 && events.isEmpty && isAtEnd())
    {
      events.append(.hangUp)
    }
    return events
  }

  /// True if the terminal is readable but has no data, which means it was closed.
  private func isAtEnd() -> Bool {
    var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, 0) > 0 else { return false }
    var waiting: Int32 = 0
    return ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting) != 0 || waiting == 0
  }

  private func signals() -> [TerminalEvent] {
    var codes = [UInt8](repeating: 0, count: 64)
    let count = read(signalPipe, &codes, codes.count)
    guard count > 0 else { return [] }
    if tg_take_continued() != 0 { takeBack() }
    return codes[..<count].map { code in
      switch Int32(code) {
      case 0: .wake
      case SIGTSTP: .suspend
      case let number: .terminate(number)
      }
    }
  }

  /// Asks the terminal for the colour of its background (OSC 11, as xterm has it); the answer is an event.
  ///
  /// Nothing waits for the answer. One that comes after more than a second is ignored.
  public func askBackground() {
    guard isOpen, Self.tellsBackground(getenv("TERM").map { String(cString: $0) } ?? "") else { return }
    input.expectsReply = true
    asked = .now
    emit("\u{1B}]11;?\u{1B}\\")
  }

  /// The longest text to copy, in characters of base64; xterm takes no more in one sequence.
  static let longestCopy = 70_000

  /// Puts a text into the terminal's clipboard (OSC 52, as xterm has it); a terminal that doesn't know it does nothing.
  ///
  /// - Parameter base64: The text's UTF-8, in base64.
  /// - Returns: False if the text is too long, or the terminal is one that might print the sequence.
  @discardableResult
  public func copy(base64: String) -> Bool {
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    guard isOpen, let sequence = Self.copySequence(base64: base64, terminal: name) else { return false }
    emit(sequence)
    return true
  }

  /// The sequence that copies a text; nil if it is too long or the terminal may print it.
  static func copySequence(base64: String, terminal: String) -> String? {
    guard tellsBackground(terminal), base64.utf8.count <= longestCopy,
      base64.utf8.allSatisfy({ (0x2B...0x7A).contains($0) })
    else { return nil }
    return "\u{1B}]52;c;\(base64)\u{1B}\\"
  }

  /// True for terminals that know the question, or at least ignore it as a whole.
  static func tellsBackground(_ name: String) -> Bool {
    [
      "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "wezterm", "st-", "konsole", "gnome",
      "vte", "contour",
    ]
    .contains { name.hasPrefix($0) }
  }

  /// How often to check on an unfinished paste, in milliseconds.
  private static let pausePoll = 250
  private var pasted = [UInt8](repeating: 0, count: 1 << 16)

  private func drain() -> [TerminalEvent] {
    guard isOpen else { return [] }
    if input.expectsReply, ContinuousClock.now - asked > .seconds(1) { input.stopExpecting() }
    var events: [TerminalEvent] = []
    var value: wint_t = 0
    while true {
      if input.isPasting {
        guard let more = readPaste() else { break }
        events += more.map { .event($0) }
        continue
      }
      let kind = writing { cn_read(&value) }
      if kind < 0 { break }
      if kind == 1, Int32(bitPattern: value) == cn_key_resize() {
        shown = nil
        // Only the last of many sizes matters.
        events.removeAll { if case .event(.resize) = $0 { true } else { false } }
        events.append(.event(.resize(size)))
        continue
      }
      events += input.take(value, isFunctionKey: kind == 1).map { .event($0) }
    }
    events += input.flush(at: .now).map { .event($0) }
    if let lightness = input.background {
      input.background = nil
      events.append(.background(lightness))
    }
    return events
  }

  /// Reads a part of a paste directly, because ncurses needs a system call for every byte; nil if nothing
  /// waits.
  private func readPaste() -> [Event]? {
    var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, 0) > 0, watched.revents & Int16(POLLIN) != 0 else { return nil }
    let count = read(STDIN_FILENO, &pasted, pasted.count)
    return count > 0 ? input.takePasted(pasted[..<count], at: .now) : nil
  }

  /// Gives the terminal back and stops; when the program continues, everything is drawn again.
  public func suspend() {
    guard isOpen else { return }
    giveBack()
    tg_restore_stderr()
    tg_stop_self()
    _ = tg_redirect_stderr(options.logFile ?? "/dev/null")
    _ = tg_take_continued()
    takeBack()
  }

  /// Gives the terminal back to the program that started this one.
  private func giveBack() {
    emit("\u{1B}[?2004l")
    if options.usesMouse { reportDrags(false) }
    _ = writing { endwin() }
  }

  /// Takes the terminal over again: modes, alternate screen, keys, paste, mouse and size.
  ///
  /// A stop from outside can leave the terminal in any state. ncurses sets every mode only after the terminal
  /// was given back. Afterwards everything is drawn again, since the size may have changed.
  private func takeBack() {
    guard isOpen else { return }
    if !isendwin() { _ = writing { endwin() } }
    emit("\u{1B}[?2004h")
    reset_prog_mode()
    invalidate()
    _ = writing { refresh() }
    if options.usesMouse { reportDrags(true) }
    // With this signal ncurses checks the size, and reports it with the next key that is read.
    raise(SIGWINCH)
  }

  /// Gives the terminal back in its original state; may be called again.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    emit("\u{1B}[?2004l")
    if options.usesMouse { reportDrags(false) }
    writing {
      curs_set(1)
      endwin()
    }
    if tg_is_cut() != 0 { tg_restore_screen() }
    tg_remove_handlers()
    tg_restore_stderr()
  }

  private func emit(_ text: String) {
    let bytes = Array(text.utf8)
    writing {
      fflush(nil)
      _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
  }
}

/// Ends the process with a signal's default action, so that the shell sees which one it was.
public func endProcess(bySignal number: Int32) {
  tg_raise_default(number)
}
