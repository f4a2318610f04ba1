import CNcurses
import TerminalUI

/// Turns ncurses input into events; a bracketed paste becomes one event, whatever it contains.
struct InputDecoder {
  private static let pasteStart: [UInt32] = Array("[200~".unicodeScalars.map(\.value))
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
  /// The longest paste to accept, in scalars.
  private static let longestPaste = 100_000
  /// The largest number of bytes to keep of a paste: a scalar has at most four (RFC 3629).
  private static let mostBytes = 4 * longestPaste
  /// How long an escape at the end of an unfinished paste must stay alone to count as the Escape key.
  private static let escapePause = Duration.milliseconds(500)
  /// How long an unfinished paste may pause; later input counts as typed.
  private static let longestPause = Duration.seconds(2)

  /// Scalars after an escape that may still become the start of a paste.
  private var pending: [UInt32]?
  /// True between the marks of a paste.
  private(set) var isPasting = false
  private var pasted: [UInt8] = []
  private var pastedLast = ContinuousClock.now
  /// True while the mouse button is down.
  private var isHeld = false
  /// A reply of the terminal that has begun; only looked for while one is expected.
  private var reply: [UInt32]?
  /// True while a question to the terminal about its background is unanswered.
  var expectsReply = false
  /// The lightness of the background as the terminal reported it, 0 black to 1 white; read by `Terminal`.
  var background: Double?
  /// The longest reply to accept, in scalars.
  private static let longestReply = 64

  /// Takes in one value and returns the events it completes.
  mutating func take(_ value: UInt32, isFunctionKey: Bool) -> [Event] {
    if isFunctionKey {
      if isPasting { return [] }
      return flush() + (functionKey(Int32(bitPattern: value)).map { [$0] } ?? [])
    }
    if reply != nil {
      takeReply(value)
      return []
    }
    if isPasting {
      return takePasted(Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)[...])
    }
    if let begun = pending {
      let longer = begun + [value]
      if expectsReply, longer == [UInt32(UInt8(ascii: "]"))] {
        pending = nil
        reply = []
        return []
      }
      if longer == Self.pasteStart {
        pending = nil
        isPasting = true
        pastedLast = .now
        return []
      }
      return takeSequence(longer)
    }
    if value == 0x1B {
      pending = []
      return []
    }
    return key(value).map { [.key($0)] } ?? []
  }

  /// Ends an unfinished escape or paste when no more input waits, and returns its events.
  mutating func flush(at now: ContinuousClock.Instant = .now) -> [Event] {
    if isPasting { return brokenOffPaste(at: now) }
    guard let begun = pending else { return [] }
    pending = nil
    // Drop a truncated sequence as a whole, so that its letters don't act as commands.
    if begun.count > 1 { return [] }
    return [.key(.escape)] + begun.compactMap { key($0).map { .key($0) } }
  }

  /// The longest sequence to wait for, in scalars.
  private static let longestSequence = 32

  /// Keys that some terminals send differently from their description, such as tmux under the name xterm.
  private static let keysBySequence: [String: Key] = [
    "[A": .up, "[B": .down, "[C": .right, "[D": .left, "OA": .up, "OB": .down, "OC": .right, "OD": .left,
    "[H": .home, "OH": .home, "[1~": .home, "[7~": .home, "[F": .end, "OF": .end, "[4~": .end, "[8~": .end,
    "[5~": .pageUp, "[6~": .pageDown, "[3~": .delete, "[Z": .backTab, "OM": .enter,
  ]

  /// Reads what follows an escape to its end: a key, or a control sequence, which is dropped as a whole
  /// (ECMA-48, 5.4).
  private mutating func takeSequence(_ longer: [UInt32]) -> [Event] {
    guard let first = longer.first, let last = longer.last else { return [] }
    let isControl = first == UInt32(UInt8(ascii: "["))
    guard isControl || first == UInt32(UInt8(ascii: "O")) else {
      // An Escape key by itself, and what was typed after it.
      pending = []
      return flush() + take(last, isFunctionKey: false)
    }
    guard longer.count > 1 else {
      pending = longer
      return []
    }
    let text = String(String.UnicodeScalarView(longer.compactMap { Unicode.Scalar($0) }))
    if let key = Self.keysBySequence[text] {
      pending = nil
      return [.key(key)]
    }
    if isControl {
      // Parameter bytes continue the sequence; a final byte ends it, known or not.
      pending = (0x20...0x3F).contains(last) && longer.count < Self.longestSequence ? longer : nil
      return []
    }
    pending = [first]
    return flush() + take(last, isFunctionKey: false)
  }

  /// Stops waiting for a reply, so that input counts as keys again.
  mutating func stopExpecting() {
    expectsReply = false
    reply = nil
  }

  /// Collects a reply up to its end: BEL, or an escape and a backslash (ECMA-48, String Terminator).
  private mutating func takeReply(_ value: UInt32) {
    guard var text = reply else { return }
    text.append(value)
    let isEnded = value == 0x07 || text.suffix(2) == [0x1B, 0x5C]
    guard isEnded || text.count > Self.longestReply else {
      reply = text
      return
    }
    reply = nil
    expectsReply = false
    background = Self.lightness(String(String.UnicodeScalarView(text.compactMap { Unicode.Scalar($0) })))
  }

  /// The lightness in a reply such as `11;rgb:ffff/ffff/ffff`; nil if it is something else.
  static func lightness(_ reply: String) -> Double? {
    guard reply.hasPrefix("11;rgb:") || reply.hasPrefix("11;rgba:") else { return nil }
    let body = reply.drop { $0 != ":" }.dropFirst().prefix { $0.isHexDigit || $0 == "/" }
    let parts = body.split(separator: "/").prefix(3).compactMap { part in
      UInt32(part, radix: 16).map { Double($0) / (pow16(part.count) - 1) }
    }
    guard parts.count == 3 else { return nil }
    // The weights of Rec. 709, applied without undoing the gamma, which is good enough here.
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private static func pow16(_ digits: Int) -> Double { Double(UInt64(1) << UInt64(4 * min(8, digits))) }

  /// Takes in a part of a paste as the terminal sent it; input after the end of the paste counts as typed.
  mutating func takePasted(_ bytes: ArraySlice<UInt8>, at now: ContinuousClock.Instant = .now) -> [Event] {
    let searched = max(0, pasted.count - Self.pasteEnd.count + 1)
    pasted += bytes
    pastedLast = now
    guard let end = Self.end(in: pasted, from: searched) else {
      // Find the end mark even if the text is too long to keep.
      let kept = pasted.count - Self.pasteEnd.count
      if kept > Self.mostBytes { pasted.removeSubrange(Self.mostBytes..<kept) }
      return []
    }
    let rest = pasted[(end + Self.pasteEnd.count)...]
    let typed = String(decoding: rest, as: UTF8.self).unicodeScalars
    return typed.reduce(into: finishedPaste(end)) { events, scalar in
      events += take(scalar.value, isFunctionKey: false)
    }
  }

  /// The start of the end mark, searched in the part not searched before.
  private static func end(in bytes: [UInt8], from start: Int) -> Int? {
    var place = start
    while let escape = bytes[place...].firstIndex(of: 0x1B) {
      if bytes[escape...].starts(with: pasteEnd) { return escape }
      place = escape + 1
    }
    return nil
  }

  /// The event for a paste of that many bytes; input counts as keys again.
  private mutating func finishedPaste(_ count: Int) -> [Event] {
    let text = String(decoding: pasted[..<min(count, Self.mostBytes)], as: UTF8.self)
    isPasting = false
    pasted = []
    return [.paste(String(text.unicodeScalars.prefix(Self.longestPaste)))]
  }

  /// Ends a paste without an end mark after a long pause or Escape; otherwise it would swallow all keys.
  private mutating func brokenOffPaste(at now: ContinuousClock.Instant) -> [Event] {
    let pause = now - pastedLast
    if pasted.last == 0x1B, pause > Self.escapePause { return finishedPaste(pasted.count - 1) }
    return pause > Self.longestPause ? finishedPaste(pasted.count) : []
  }

  private func key(_ value: UInt32) -> Key? {
    switch value {
    case 0x0D, 0x0A: return .enter
    case 0x09: return .tab
    case 0x08, 0x7F: return .backspace
    case 0x01...0x1A:
      return Unicode.Scalar(value + 0x60).map { .control(Character($0)) }
    case 0x20...:
      return Unicode.Scalar(value).map { .character(Character($0)) }
    default: return nil
    }
  }

  private mutating func functionKey(_ code: Int32) -> Event? {
    switch code {
    case cn_key_up(): return .key(.up)
    case cn_key_down(): return .key(.down)
    case cn_key_left(): return .key(.left)
    case cn_key_right(): return .key(.right)
    case cn_key_home(): return .key(.home)
    case cn_key_end(): return .key(.end)
    case cn_key_npage(): return .key(.pageDown)
    case cn_key_ppage(): return .key(.pageUp)
    case cn_key_backspace(): return .key(.backspace)
    case cn_key_dc(): return .key(.delete)
    case cn_key_enter(): return .key(.enter)
    case cn_key_btab(): return .key(.backTab)
    case cn_key_mouse(): return mouse()
    default:
      let number = Int(code - cn_key_f0())
      return (1...24).contains(number) ? .key(.function(number)) : nil
    }
  }

  private mutating func mouse() -> Event? {
    var column: Int32 = 0
    var row: Int32 = 0
    let point: () -> Point = { Point(column: Int(column), row: Int(row)) }
    switch cn_mouse(&column, &row) {
    case 1:
      isHeld = true
      return .mouse(MouseEvent(.press, at: point()))
    case 2:
      isHeld = false
      return .mouse(MouseEvent(.release, at: point()))
    case 3: return .mouse(MouseEvent(.wheelUp, at: point()))
    case 4: return .mouse(MouseEvent(.wheelDown, at: point()))
    // Ignore movement without a button.
    case 5: return isHeld ? .mouse(MouseEvent(.drag, at: point())) : nil
    default: return nil
    }
  }
}
