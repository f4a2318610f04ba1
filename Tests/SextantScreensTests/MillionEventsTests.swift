import Foundation
import Psychometrics
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Random keys, mouse, pastes, sizes and ticks over the whole program, with a real journal below.
///
/// 100,000 events, or as many as `MONKEY_EVENTS` says: a million take five minutes.
@Suite struct MillionEventsTests {
  static let lanes = 8
  static let events = ProcessInfo.processInfo.environment["MONKEY_EVENTS"].flatMap(Int.init) ?? 100_000

  /// Events as a person, a cat and a script would send them.
  static func event(_ generator: inout SeededGenerator, size: Size) -> Event {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789/?:!<>[] éß漢🙂e\u{301}")
    let named: [Key] = [
      .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .backspace,
      .delete, .function(1), .function(2), .control("p"), .control("l"), .control("u"), .control("b"),
    ]
    func pick<Element>(_ list: [Element]) -> Element { list[Int(generator.next() % UInt64(list.count))] }
    let point = Point(
      column: Int(generator.next() % UInt64(size.columns + 2)),
      row: Int(generator.next() % UInt64(size.rows + 2)))
    switch generator.next() % 100 {
    case 0..<45: return .key(pick(named))
    case 45..<85: return .key(.character(pick(letters)))
    case 85..<90: return .mouse(MouseEvent(.press, at: point))
    case 90..<93: return .mouse(MouseEvent(pick([.drag, .release, .wheelUp, .wheelDown]), at: point))
    case 93..<95:
      return .paste(pick(["q\n\u{1B}[A", "0.8", "漢字 ｗｉｄｅ 한글", String(repeating: "x", count: 900), ""]))
    case 95..<97:
      return .resize(
        pick([
          Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 300, rows: 100),
          Size(columns: 140, rows: 45), Size(columns: 1, rows: 1), Size(columns: 39, rows: 11),
          Size(columns: 41, rows: 13), Size(columns: 300, rows: 12), Size(columns: 40, rows: 100),
        ]))
    default: return .key(.enter)
    }
  }

  @Test(arguments: 0..<lanes)
  func aMillionEventsFindNoTrapNoWrongFrameAndAlwaysAWayOut(lane: Int) throws {
    var generator = SeededGenerator(seed: 77, stream: UInt64(lane))
    var app = try TestApp(seed: UInt64(lane))
    app.introduce()
    var seen: Set<String> = []
    for step in 0..<Self.events / Self.lanes {
      let event = Self.event(&generator, size: app.state.size)
      app.clock.pass(milliseconds: Int(generator.next() % 4000))
      app.send(event)
      if generator.next() % 16 == 0 { app.tick(milliseconds: 0) }
      if generator.next() % 200_000 == 0 { app.clock.pass(days: 40) }
      if step % 64 == 0 {
        let frame = app.frame
        try #require(frame.surface.size == app.state.size, "a frame of the wrong size at \(step)")
        try #require(frame.surface.cells.count == app.state.size.columns * app.state.size.rows)
        if let cursor = frame.surface.cursor {
          try #require(
            cursor.column >= 0 && cursor.column < app.state.size.columns && cursor.row >= 0
              && cursor.row < app.state.size.rows, "the cursor is outside at \(step)")
        }
        seen.insert(app.state.section)
      }
      if step % 500 == 0, !app.hasQuit {
        // From anywhere: Escape, q, and one more choice at the most; ctrl-c at once.
        var out = app.driver
        out.send(.stop(.interrupt))
        // An earlier copy wrote to the same exam, so the program may ask about the conflict; once more leaves.
        if out.ending == nil { out.send(.stop(.interrupt)) }
        #expect(out.ending?.status == .signal(2), "at \(step):\n\(app.text)")
      }
      // A new person comes when the old one has left, or has done more than a lifetime's work.
      if app.hasQuit || step % 25_000 == 24_999 {
        app = try TestApp(seed: generator.next() >> 1)
        app.introduce()
      }
    }
    #expect(seen.count >= 8, "the monkey saw only \(seen.sorted())")
  }

  /// Without ctrl-c: from any state the way home and out is Escape and q, and enter where leaving is asked about.
  @Test(arguments: 0..<40) func escapeAndQLeadOutFromAnywhere(seed: Int) throws {
    var generator = SeededGenerator(seed: 5, stream: UInt64(seed))
    let app = try TestApp(seed: UInt64(seed))
    app.introduce()
    for _ in 0..<300 where !app.hasQuit { app.send(Self.event(&generator, size: app.state.size)) }
    app.send(.resize(Size(columns: 80, rows: 24)))
    var presses = 0
    while !app.hasQuit, presses < 48 {
      app.press(presses.isMultiple(of: 2) ? .escape : .character("q"))
      // In a question both ask how to leave; the second entry stops for now.
      if app.text.contains("Leave this") {
        if !app.text.contains("▸ Stop for now") { app.press(.down) }
        app.press(.enter)
      }
      presses += 1
    }
    #expect(app.hasQuit, "\(app.text)")
  }
}
