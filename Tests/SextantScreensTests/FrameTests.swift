import Foundation
import ItemBank
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Pictures of every screen in four sizes and three themes, compared cell by cell with recorded ones.
///
/// `RECORD_FRAMES=1 swift test --filter FrameTests` records them anew.
@Suite struct FrameTests {
  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 140, rows: 45),
    Size(columns: 100, rows: 30),
  ]
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Frames")
  /// Every screen, with words that only it shows at 80x24: a picture of another screen is not compared, but an error.
  static let subjects: [(screen: String, words: String)] = [
    ("first-run", "Which target do you aim at?"),
    ("home-empty", "The placement asks about 30 items"),
    ("start", "▸ Mock exam against the clock"),
    ("question", "print([f() for f in fs])"),
    ("question-typed", "▸ answer  0.75"),
    ("question-several", "[x] statement"),
    ("question-order", "‹3› Score the rest"),
    ("question-match", "drift → 2  the answer is inside"),
    ("question-rate", "1 ineffective   2 slightly"),
    ("rating", "How sure are you?"),
    ("leaving", "Leave this attempt?"),
    ("paused", "The item is covered and its time is stopped."),
    ("feedback", "your answer"),
    ("result", "Overall 655 ± 75, expert"),
    ("misses", "drill these"),
    ("answer", "1 of 10, item 2"),
    ("home", "Overall          580 ± 60"),
    ("gaps", "% chance of a gap to entry target"),
    ("gap-actions", "To close it"),
    ("history", "the line through all, now at 670"),
    ("compare", "Overall + 190: improved"),
    ("help", "practise: what is due first, then the gaps"),
    ("why", "by how many points each answer moved it"),
    ("plan", "Begun. u takes it back."),
    ("plan-note", "Note of “Find five distributions in…”  ask for data"),
    ("evidence", "1 of 9 told"),
    ("settings", "▸ Rate confidence  ‹ no ›"),
    ("reviews", "24 due now, 20 of them today"),
    ("bank", "Syntax, types…"),
    ("bank-key", "no machine confirms the key"),
    ("bank-search", "What holds in case 0 of numpy arrays?"),
    ("palette", "▸ gap report: Google Cloud ML services"),
    ("map", "░░ fine  unclear: ▒▒ rather fine"),
    ("exam-ready", "The clock starts when you begin"),
    ("exam", "8 answered · 9 open · 23 unseen · 1 flagged"),
    ("exam-overview", "● answered  ◐ partly  ○ open"),
    ("exam-hand-in", "9 items are open and will count as not known"),
    ("waiting", "Your drill waits"),
    ("answer-search", " /  data"),
    ("gap-filter", "step 2 · /ml theo"),
    ("gap-export", "Write “"),
  ]
  static let screens = subjects.map(\.screen)

  /// Brings the program to a screen, by keys alone.
  static func bring(_ bed: Bed, to screen: String) {
    if screen == "first-run" { return }
    bed.introduce()
    switch screen {
    case "home-empty": return
    case "waiting":
      bed.press(.character("t"), .down, .enter)
      bed.answer(correctly: false)
      bed.press(.escape, .enter, .character("t"), .enter)
    case "start": bed.press(.character("t"), .down, .down)
    case "question", "rating", "leaving", "paused":
      bed.press(.character("t"), .enter)
      while let sitting = bed.sitting, sitting.item.code == nil { bed.answer(correctly: false) }
      bed.press(.character("b"))
      if screen == "rating" { bed.press(.enter) }
      if screen == "leaving" { bed.press(.escape) }
      if screen == "paused" { bed.press(.character("z")) }
    case "question-typed":
      bed.press(.character("t"), .enter)
      while let sitting = bed.sitting, sitting.item.task.kind != .numeric { bed.answer(correctly: false) }
      bed.type("0.75")
    case "question-several", "question-order", "question-match", "question-rate":
      let kind: ItemKind =
        switch screen {
        case "question-several": .multipleChoice
        case "question-order": .ordering
        case "question-match": .matching
        default: .situational
        }
      bed.press(.character("t"), .enter)
      while let sitting = bed.sitting, sitting.item.task.kind != kind { bed.answer(correctly: false) }
      bed.press(.character("2"), .down, kind == .multipleChoice ? .character(" ") : .right)
    case "exam-ready", "exam", "exam-overview", "exam-hand-in":
      bed.press(.character("t"), .down, .down, .enter)
      if screen == "exam-ready" { break }
      bed.press(.enter)
      for number in 0..<9 {
        bed.clock.pass(milliseconds: 70_000)
        if number % 4 != 2 { bed.answerInExam() }
        bed.press(number % 4 == 2 ? .tab : .enter)
      }
      while let exam = bed.exam, exam.item.task.kind != .singleChoice { bed.press(.tab) }
      bed.press(.character("f"), .character("b"))
      if screen != "exam" { bed.press(.character("o")) }
      if screen == "exam-overview" { bed.press(.down, .right) }
      if screen == "exam-hand-in" { bed.press(.character("s"), .down) }
    case "feedback":
      // A drill of one skill has an item of every kind.
      bed.press(.character("r"), .down, .down, .character("d"))
      while let sitting = bed.sitting, sitting.item.task.kind != .singleChoice {
        bed.answer(correctly: false)
        bed.press(.enter)
      }
      bed.clock.pass(milliseconds: 9_000)
      bed.press(.character("b"), .enter, .character("3"))
    default:
      bed.takePlacement(seed: 4, share: 0.45)
      bed.press(.escape)
      bed.clock.pass(days: 61)
      bed.takePlacement(seed: 5, share: 0.6)
      switch screen {
      case "result": return
      case "misses": bed.press(.character("f"))
      case "answer": bed.press(.character("f"), .enter)
      case "gaps": bed.press(.enter)
      case "answer-search":
        bed.press(.character("f"), .character("f"), .character("o"), .character("/"))
        bed.type("data")
      case "gap-filter":
        bed.press(.enter, .character("2"), .character("/"))
        bed.type("ml theory")
        bed.press(.enter)
      case "gap-export": bed.press(.enter, .left, .character("x"))
      case "gap-actions": bed.press(.enter, .tab, .down)
      case "history": bed.press(.character("H"))
      case "compare": bed.press(.character("H"), .character("c"))
      case "help": bed.press(.character("?"))
      case "why": bed.press(.character("w"), .down)
      case "plan": bed.press(.escape, .character("p"), .down, .character(" "))
      case "plan-note":
        bed.press(.escape, .character("p"), .character("n"))
        bed.type("ask for data")
      case "evidence": bed.press(.escape, .character("e"), .down, .right, .right)
      case "settings": bed.press(.escape, .character("s"), .down, .right)
      case "reviews":
        bed.clock.pass(days: 2)
        bed.press(.escape, .character("v"), .down)
      case "bank": bed.press(.escape, .character("b"), .right, .down, .right, .down)
      case "bank-key": bed.press(.escape, .character("b"), .right, .down, .right, .down, .enter)
      case "bank-search":
        bed.press(.escape, .character("b"), .character("/"))
        bed.type("numpy")
      case "map": bed.press(.escape, .character("m"), .down, .down, .right)
      case "palette":
        bed.press(.escape, .character(":"))
        bed.type("go")
      default: bed.press(.escape)
      }
    }
  }

  /// Text, cursor, and for each theme one letter a cell that stands for how the cell looks.
  static func dump(_ surface: Surface) -> String {
    var lines = [surface.text, "", "cursor \(surface.cursor.map { "\($0.column),\($0.row)" } ?? "hidden")"]
    for theme in [Theme.dark, .light, .mono] {
      var legend: [Appearance: Character] = [:]
      var names: [String] = []
      lines.append("theme \(theme.name)")
      for row in 0..<surface.size.rows {
        var line = ""
        for column in 0..<surface.size.columns {
          let cell = surface[column: column, row: row]
          var look = theme.appearance(cell.style.role)
          look.attributes.formUnion(cell.style.attributes)
          // A blank without reverse or underline looks the same in every colour.
          if cell.glyph == " ", look.attributes.isDisjoint(with: [.reverse, .underline]) {
            line.append(" ")
            continue
          }
          if legend[look] == nil {
            legend[look] = Character(Unicode.Scalar(UInt8(97 + legend.count % 26)))
            names.append("\(legend[look] ?? "?") \(look.foreground) \(look.attributes.rawValue)")
          }
          line.append(legend[look] ?? "?")
        }
        while line.last == " " { line.removeLast() }
        lines.append(line)
      }
      lines += names
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(arguments: subjects)
  func theScreenLooksAsRecorded(screen: String, words: String) throws {
    let bed = try Bed()
    Self.bring(bed, to: screen)
    try #require(bed.text.contains(words), "this is another screen:\n\(bed.text)")
    for size in Self.sizes { try Self.compare(bed, screen, size) }
  }

  /// Holds a screen of some size against its recorded frame, or records it where that is asked for.
  static func compare(_ bed: Bed, _ name: String, _ size: Size) throws {
    bed.send(.resize(size))
    let found = dump(bed.frame.surface)
    let file = folder.appendingPathComponent("\(name)-\(size.columns)x\(size.rows).txt")
    if ProcessInfo.processInfo.environment["RECORD_FRAMES"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(found.utf8).write(to: file)
      return
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    guard found != recorded else { return }
    let rows = zip(
      found.split(separator: "\n", omittingEmptySubsequences: false),
      recorded.split(separator: "\n", omittingEmptySubsequences: false))
    let first = rows.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      "\(file.lastPathComponent) differs in line \((first?.offset ?? 0) + 1)\nfound    \(first?.element.0 ?? "")\nrecorded \(first?.element.1 ?? "")"
    )
  }

  /// What colour tells, mono tells too: no two states of a screen look the same without colours.
  @Test func statesDifferWithoutColour() throws {
    var seen: [String: String] = [:]
    for screen in Self.screens {
      let bed = try Bed()
      Self.bring(bed, to: screen)
      let surface = bed.frame.surface
      let mono = surface.cells.map { cell in
        "\(cell.glyph)\(cell.style.attributes.union(Theme.mono.appearance(cell.style.role).attributes).rawValue)"
      }.joined()
      if let other = seen[mono] { Issue.record("\(screen) looks like \(other)") }
      seen[mono] = screen
    }
  }

  @Test func asciiFramesAreASCII() throws {
    for screen in Self.screens {
      let bed = try Bed()
      Self.bring(bed, to: screen)
      let folded = bed.frame.surface.foldedToASCII()
      for cell in folded.cells { #expect(cell.glyph.isASCII) }
      // A question mark stands for a glyph without a counterpart, unless the screen itself asks.
      let questions = folded.cells.filter { $0.glyph == "?" }.count
      let own = bed.frame.surface.cells.filter { $0.glyph == "?" }.count
      #expect(questions == own, "\(screen)")
    }
  }

  @Test func theCursorStandsOnWhatIsFocused() throws {
    // Where nothing but text is shown, there is nothing to stand on.
    let texts: Set = ["feedback", "paused", "result", "answer", "compare"]
    for screen in Self.screens where !texts.contains(screen) {
      let bed = try Bed()
      Self.bring(bed, to: screen)
      #expect(bed.frame.surface.cursor != nil, "\(screen)")
    }
  }
}
