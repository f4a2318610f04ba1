import Foundation
import ItemBank
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Pictures of every screen in four sizes and three themes, compared cell by cell with recorded ones.
///
/// `RECORD_FRAMES=1 swift test --filter FrameTests` records them again; `FRAMES=history,result` limits it to some screens.
@Suite struct FrameTests {
  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 140, rows: 45),
    Size(columns: 100, rows: 30),
  ]
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Frames")
  static let screens = subjects.map(\.screen)
  /// The screens to look at: those named in `FRAMES`, such as `FRAMES=history,result`, or all.
  static let chosen = subjects.filter { subject in
    ProcessInfo.processInfo.environment["FRAMES"].map {
      $0.split(separator: ",").contains(subject.screen[...])
    }
      ?? true
  }

  /// Brings the program to a screen, by keys alone.
  static func bring(_ app: TestApp, to screen: String) {
    if screen == "welcome" { return }
    if screen == "first-run" { return app.press(.enter) }
    app.introduce()
    switch screen {
    case "home-empty": return
    case "waiting":
      app.press(.character("t"), .down, .enter)
      app.answer(correctly: false)
      app.press(.escape, .enter, .character("t"), .enter)
    case "start": app.press(.character("t"), .down, .down)
    case "question", "rating", "leaving", "paused":
      app.press(.character("t"), .enter)
      // Without an answer there is nothing to ask on leaving.
      if screen == "leaving" { app.answer(correctly: false) }
      while let sitting = app.sitting, sitting.item.code == nil { app.answer(correctly: false) }
      app.press(.character("b"))
      if screen == "rating" { app.press(.enter) }
      if screen == "leaving" { app.press(.escape) }
      if screen == "paused" { app.press(.character("z")) }
    case "question-typed":
      app.press(.character("t"), .enter)
      while let sitting = app.sitting, sitting.item.task.kind != .numeric { app.answer(correctly: false) }
      app.type("0.75")
    case "question-several", "question-order", "question-match", "question-rate":
      let kind: ItemKind =
        switch screen {
        case "question-several": .multipleChoice
        case "question-order": .ordering
        case "question-match": .matching
        default: .situational
        }
      app.press(.character("t"), .enter)
      for _ in 0..<4 {
        // Right answers lead to other items than wrong ones.
        while let sitting = app.sitting, sitting.item.task.kind != kind {
          app.answer(correctly: kind == .ordering)
        }
        if app.sitting != nil { break }
        // No item of this kind was drawn; another placement has other items.
        app.press(.escape, .escape, .character("t"), .enter)
      }
      app.press(.character("2"), .down, kind == .multipleChoice ? .character(" ") : .right)
    case "exam-ready", "exam", "exam-overview", "exam-hand-in":
      app.press(.character("t"), .down, .down, .enter)
      if screen == "exam-ready" { break }
      app.press(.enter)
      for number in 0..<9 {
        app.clock.pass(milliseconds: 70_000)
        if number % 4 != 2 { app.answerInExam() }
        app.press(number % 4 == 2 ? .tab : .enter)
      }
      while let exam = app.exam, exam.item.task.kind != .singleChoice { app.press(.tab) }
      app.press(.character("f"), .character("b"))
      if screen != "exam" { app.press(.character("o")) }
      if screen == "exam-overview" { app.press(.down, .right) }
      if screen == "exam-hand-in" { app.press(.character("s"), .down) }
    case "exam-result", "exam-result-few", "exam-history", "exam-compare":
      let lengths = ["exam-result": [32], "exam-history": [32, 3], "exam-compare": [30, 40]]
      for (number, length) in (lengths[screen] ?? [3]).enumerated() {
        if number > 0 { app.clock.pass(days: 61) }
        takeExam(app, answering: length)
        if screen != "exam-result", screen != "exam-result-few" { app.press(.escape) }
      }
      if screen == "exam-history" || screen == "exam-compare" { app.press(.character("H")) }
      if screen == "exam-compare" { app.press(.character("c")) }
    case "feedback":
      // A drill of one skill has an item of every kind.
      app.press(.character("r"), .tab, .down, .down, .character("d"))
      while let sitting = app.sitting, sitting.item.task.kind != .singleChoice {
        app.answer(correctly: false)
        app.press(.enter)
      }
      app.clock.pass(milliseconds: 9_000)
      app.press(.character("b"), .enter, .character("3"))
    default:
      app.takePlacement(seed: 4, share: 0.45)
      app.press(.escape)
      app.clock.pass(days: 61)
      app.takePlacement(seed: 5, share: 0.75)
      switch screen {
      case "result": return
      case "misses": app.press(.character("f"))
      case "answer": app.press(.character("f"), .enter)
      case "drill-end":
        app.press(.character("d"))
        for number in 0..<10 {
          app.answer(correctly: number % 3 > 0)
          for _ in 0..<3 where app.sitting != nil { app.press(.enter) }
        }
      case "gap-report": app.press(.character("r"))
      case "gaps": app.press(.character("r"), .tab)
      case "answer-search":
        app.press(.character("f"), .character("f"), .character("o"), .character("/"))
        app.type("data")
      case "gap-filter":
        app.press(.character("r"), .tab, .character("2"), .character("/"))
        app.type("ml theory")
        app.press(.enter)
      case "gap-export": app.press(.character("r"), .tab, .left, .character("x"))
      case "gap-actions":
        app.press(.character("r"), .tab, .tab)
        app.goToAnAction()
      case "history": app.press(.character("H"))
      case "compare": app.press(.character("H"), .character("c"))
      case "help": app.press(.character("?"))
      case "why": app.press(.character("w"), .down)
      case "plan": app.press(.escape, .character("p"), .down, .character(" "))
      case "plan-note":
        app.press(.escape, .character("p"), .character("n"))
        app.type("ask for data")
      case "evidence": app.press(.escape, .character("e"), .down, .right, .right)
      case "settings": app.press(.escape, .character("s"), .down, .right)
      case "reviews":
        app.clock.pass(days: 2)
        app.press(.escape, .character("v"), .down)
      case "notes":
        app.press(.escape, .character("d"))
        for number in 0..<10 {
          app.answer(correctly: number % 3 == 0)
          if number % 4 == 1 { app.press(.character("f")) }
          for _ in 0..<3 where app.sitting != nil { app.press(.enter) }
        }
        app.press(.escape, .escape)
        app.clock.pass(days: 2)
        app.press(.character("t"), .enter)
        while let sitting = app.sitting, sitting.item.task.kind != .singleChoice {
          app.answer(correctly: false)
        }
        app.press(.character("n"))
        app.type("closures again")
        app.press(.enter)
        app.answer(correctly: true)
        app.press(.escape, .down, .down, .enter)
        for _ in 0..<4 where !app.state.isAtHome { app.press(.escape) }
        app.press(.character("N"))
      case "glossary": app.press(.escape, .character("M"), .down, .down, .down)
      case "bank": app.press(.escape, .character("b"), .right, .down, .right, .down)
      case "bank-key": app.press(.escape, .character("b"), .right, .down, .right, .down, .enter)
      case "bank-search":
        app.press(.escape, .character("b"), .character("/"))
        app.type("numpy")
      case "map": app.press(.escape, .character("m"), .down, .down, .right)
      case "palette":
        app.press(.escape, .character(":"))
        app.type("go")
      default: app.press(.escape)
      }
    }
  }

  /// Takes a mock exam of 40 questions and hands it in with some of them unanswered.
  static func takeExam(_ app: TestApp, answering count: Int) {
    app.press(.character("t"), .down, .down, .enter, .enter)
    for _ in 0..<count {
      app.clock.pass(milliseconds: 50_000)
      app.answerInExam()
      app.press(.enter)
    }
    app.press(.function(2), .character("s"), .down, .down, .down, .enter)
  }

  /// A colour as frames name it; of the basic colours, only those that need or refuse bold say so.
  private static func name(_ colour: Colour) -> String {
    guard case .palette(let index, let fallback) = colour else { return "\(colour)" }
    let basic =
      switch fallback {
      case .standard: "standard"
      case .either(let number): "\(number)"
      case .bright(let number): "\(number) bright"
      case .plain(let number): "\(number) plain"
      }
    return "palette(\(index), fallback: \(basic))"
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
            names.append("\(legend[look] ?? "?") \(Self.name(look.foreground)) \(look.attributes.rawValue)")
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

  @Test(arguments: chosen)
  func theScreenLooksAsRecorded(subject: Subject) throws {
    let app = try TestApp()
    Self.bring(app, to: subject.screen)
    for size in Self.sizes { try Self.compare(app, subject.screen, size, says: subject.words(at: size)) }
  }

  /// A frame that no test compares shows a screen that is gone, and nobody notices.
  @Test func everyRecordedFrameIsCompared() throws {
    let compared =
      Self.names(Self.screens, Self.sizes)
      + Self.names(WideTextTests.subjects.map { "wide-" + $0.screen }, WideTextTests.sizes)
      + Self.names([GlossaryScreenTests.frame], Self.sizes)
    let recorded = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(recorded).symmetricDifference(compared).sorted() == [])
  }

  private static func names(_ screens: [String], _ sizes: [Size]) -> [String] {
    screens.flatMap { screen in sizes.map { name(of: screen, $0) } }
  }

  private static func name(of screen: String, _ size: Size) -> String {
    "\(screen)-\(size.columns)x\(size.rows).txt"
  }

  /// A text on one row: rows, rules and scroll bars don't part its words.
  private static func unwrapped(_ text: String) -> String {
    text.split { $0.isWhitespace || "│┃".contains($0) }.joined(separator: " ")
  }

  /// Holds a screen of some size against its recorded frame, or records it where that is asked for.
  ///
  /// - Parameter words: What the screen must say before its cells are compared or recorded.
  static func compare(_ app: TestApp, _ name: String, _ size: Size, says words: String) throws {
    app.send(.resize(size))
    try #require(
      unwrapped(app.text).contains(unwrapped(words)),
      "“\(words)” is missing; is this another screen?\n\(app.text)")
    let found = dump(app.frame.surface)
    let file = folder.appendingPathComponent(self.name(of: name, size))
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
      let app = try TestApp()
      Self.bring(app, to: screen)
      let surface = app.frame.surface
      let mono = surface.cells.map { cell in
        "\(cell.glyph)\(cell.style.attributes.union(Theme.mono.appearance(cell.style.role).attributes).rawValue)"
      }.joined()
      if let other = seen[mono] { Issue.record("\(screen) looks like \(other)") }
      seen[mono] = screen
    }
  }

  @Test func asciiFramesAreASCII() throws {
    for screen in Self.screens {
      let app = try TestApp()
      Self.bring(app, to: screen)
      let folded = app.frame.surface.foldedToASCII()
      for cell in folded.cells { #expect(cell.glyph.isASCII) }
      // A question mark stands for a glyph without a counterpart, unless the screen itself asks.
      let questions = folded.cells.filter { $0.glyph == "?" }.count
      let own = app.frame.surface.cells.filter { $0.glyph == "?" }.count
      #expect(questions == own, "\(screen)")
    }
  }

  @Test func theCursorStandsOnWhatIsFocused() throws {
    // Where nothing but text is shown, there is nothing to stand on.
    let texts: Set = [
      "feedback", "paused", "result", "drill-end", "answer", "compare", "exam-result", "exam-result-few",
      "exam-compare",
    ]
    for screen in Self.screens where !texts.contains(screen) {
      let app = try TestApp()
      Self.bring(app, to: screen)
      #expect(app.frame.surface.cursor != nil, "\(screen)")
    }
  }
}
