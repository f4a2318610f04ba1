import Foundation
import Testing

/// The whole program in a real terminal, as a person uses it.
@Suite(.serialized) struct EndToEndJourneyTests {
  @Test func theWholeJourneyFromTheFirstRunToTheHistoryOfTwoAttempts() throws {
    let terminal = try Tmux()
    try terminal.start("--seed 5")
    try terminal.wait(for: "An example, made up")
    try terminal.keys("Enter")
    try terminal.wait(for: "Which role are you aiming for?")
    try terminal.keys("Enter", "Enter", "Enter", "Enter")
    try terminal.wait(for: "1 of at most 30")
    try terminal.takePlacement { $0 % 3 != 0 }
    let result = try terminal.wait(for: "the entry target of 500")
    #expect(result.contains("Your score today") && result.contains("30 questions"))
    try terminal.keys("r")
    let gaps = try terminal.wait(for: "Work on these first")
    #expect(gaps.contains("Looks fine") && gaps.contains("Not asked"))
    try terminal.keys("q", "q", "q")
    try terminal.expectSoundTerminal(status: "0")

    // Another day.
    try terminal.start("--seed 6", environment: "SEXTANT_CLOCK='2026-07-06T09:00:00Z*600'")
    try terminal.wait(for: "1 attempt")
    try terminal.keys("t")
    try terminal.wait(for: "Placement over all domains")
    try terminal.keys("Enter")
    try terminal.takePlacement { _ in true }
    try terminal.wait(for: "since your placement of 4 May")
    try terminal.keys("Escape")
    try terminal.wait(for: "2 attempts")
    try terminal.keys("H")
    let history = try terminal.wait(for: "over time")
    #expect(history.contains("6 Jul") && history.contains("4 May"))
    try terminal.keys("c")
    try terminal.wait(for: "placement 4 May and placement 6 Jul")
    // One level back with each, and from home out of the program.
    try terminal.keys("q", "q", "q")
    try terminal.expectSoundTerminal(status: "0")
  }

  @Test func killedInTheMiddleItGoesOnAtExactlyTheNextItem() throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5")
    for number in 1...7 { try terminal.answerItem(number, knowing: number % 2 == 0) }
    let before = try terminal.wait("item 8") { $0.contains("  8 of ") && Tmux.isAsking($0) }
    kill(try terminal.programID(), SIGKILL)
    try terminal.wait("the shell") { $0.replacing("\n", with: "").contains("Killed") }
    try terminal.line("reset")
    try terminal.start()
    try terminal.wait(for: "Go on with your placement")
    try terminal.keys("Enter")
    let after = try terminal.wait("item 8 again") { $0.contains("  8 of ") && Tmux.isAsking($0) }
    func body(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains("known to ±") }.prefix(14).map { $0 }
    }
    #expect(body(before) == body(after))
    try terminal.keys("Escape")
    let leaving = try terminal.wait(for: "7 answers are saved")
    if !leaving.contains("▸ Stop for now") { try terminal.keys("Down") }
    try terminal.keys("Enter")
    try terminal.wait(for: "Go on with your placement")
    try terminal.keys("q")
    try terminal.expectSoundTerminal(status: "0")
  }

  @Test(arguments: [
    ("INT", "130"), ("TERM", "143"), ("HUP", "129"), ("SEGV", "139"), ("ILL", "132"), ("TRAP", "133"),
    ("ABRT", "134"), ("SYS", "159"), ("USR1", "138"), ("USR2", "140"), ("ALRM", "142"), ("VTALRM", "154"),
    ("PROF", "155"), ("XCPU", "152"), ("IO", "157"), ("PWR", "158"), ("RTMIN", "162"),
  ])
  func aSignalLeavesTheTerminalAsItWas(signal: String, status: String) throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5")
    try terminal.answerItem(1, knowing: false)
    try terminal.wait(for: "  2 of ")
    #expect(terminal.isAlternate)
    try terminal.run(["run-shell", "kill -\(signal) \(try terminal.programID())"])
    try terminal.expectSoundTerminal(status: status)
    try terminal.start("resume")
    try terminal.wait(for: "  2 of ")
  }

  @Test func controlCLeavesWith130() throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5")
    try terminal.wait(for: "  1 of ")
    try terminal.keys("C-c")
    try terminal.expectSoundTerminal(status: "130")
  }

  @Test func controlZStopsAndForegroundComesBack() throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5")
    let before = try terminal.wait(for: "  1 of ")
    try terminal.keys("C-z")
    try terminal.wait(for: "Stopped")
    #expect(!terminal.isAlternate)
    try terminal.line("fg")
    let after = try terminal.wait("the item again") { $0.contains("  1 of ") && Tmux.isAsking($0) }
    #expect(after == before)
    try terminal.keys("C-c")
    try terminal.expectSoundTerminal(status: "130")
  }

  /// Nobody asks the program before it is stopped so, and the shell takes the terminal as it finds it.
  @Test func aProgramStoppedFromOutsideTakesTheTerminalAgain() throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5")
    let before = try terminal.wait(for: "  1 of ")
    try terminal.run(["run-shell", "kill -STOP \(try terminal.programID())"])
    try terminal.wait(for: "Stopped")
    try terminal.line("fg")
    let after = try terminal.wait("the item again") { $0.contains("  1 of ") && !$0.contains("Stopped") }
    #expect(after == before)
    // Keys count at once, and are not echoed.
    try terminal.keys("?")
    try terminal.wait(for: "Keys")
    try terminal.keys("C-c")
    try terminal.expectSoundTerminal(status: "130")
  }

  @Test func aClosedTerminalSavesTheAttempt() throws {
    let home: URL
    do {
      let terminal = try Tmux()
      home = terminal.home
      try terminal.start("take --seed 5")
      try terminal.answerItem(1, knowing: false)
      try terminal.wait(for: "  2 of ")
      let program = try terminal.programID()
      try terminal.run(["kill-server"])
      let end = Date().addingTimeInterval(10)
      while kill(program, 0) == 0, Date() < end { usleep(20_000) }
      #expect(kill(program, 0) != 0, "the program outlived its terminal")
    }
    let terminal = try Tmux(home: home)
    try terminal.start("resume")
    try terminal.wait(for: "  2 of ")
  }

  @Test func theScreenFollowsTheSizeOfTheTerminal() throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5")
    try terminal.wait(for: "  1 of ")
    for size in [("40", "12"), ("140", "45"), ("30", "8"), ("80", "24")] {
      try terminal.run(["resize-window", "-x", size.0, "-y", size.1])
      if size.0 == "30" {
        try terminal.wait(for: "Sextant needs")
      } else {
        try terminal.wait("the footer in the last row") { text in
          let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
          return rows.count >= (Int(size.1) ?? 0) && rows[(Int(size.1) ?? 1) - 1].contains("? help")
        }
      }
    }
    try terminal.keys("C-c")
    try terminal.expectSoundTerminal(status: "130")
  }

  /// Sizes come faster than frames, between keys, down to nothing and up to 300x100; then all is as before.
  @Test(arguments: 1...3)
  func aStormOfSizesLeavesNothingBehind(seed: Int) throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5")
    try terminal.wait(for: "  1 of ")
    try terminal.keys("Down", "Down")
    let before = try terminal.wait(for: "⏎ confirm")
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for step in 0..<60 {
      let (columns, rows) = step % 10 == 9 ? (300, 100) : (1 + below(160), 1 + below(60))
      try terminal.run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
      if step % 4 == 0 { try terminal.keys("Up", "Down") }
    }
    try terminal.run(["resize-window", "-x", "80", "-y", "24"])
    let after = try terminal.wait("the screen of before") { $0 == before }
    #expect(after == before)
    try terminal.run(["resize-window", "-x", "300", "-y", "100"])
    try terminal.wait("a screen of 300x100") { text in
      let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
      return rows.count >= 100 && rows[99].contains("⏎ confirm")
    }
    try terminal.keys("C-c")
    try terminal.expectSoundTerminal(status: "130")
  }

  /// Terminals of no, 8, 256 and 16,777,216 colours get what they understand, and nothing else.
  @Test(arguments: [
    ("vt100", "", "\u{1B}\\[[0-9;]*(3[0-7]|38)"), ("xterm", "\u{1B}\\[[0-9;]*3[0-7]m", "38[;:]"),
    ("xterm-256color", "38;5;117", "38;2;"), ("sextant-direct", "38;2;135;215;255", "38;5;"),
  ])
  func theColoursSuitTheTerminal(name: String, present: String, absent: String) throws {
    let terminal = try Tmux()
    // No terminal of direct colours is described on every machine, so the test brings one of its own.
    let folder = terminal.home.appendingPathComponent("terminfo")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = folder.appendingPathComponent("source")
    try Data(
      """
      sextant-direct|a terminal whose numbers are colours,
      \tRGB, colors#0x1000000, pairs#0x10000, ccc@, initc@, op=\\E[39;49m,
      \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
      \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
      \tuse=xterm-256color,

      """.utf8
    ).write(to: source)
    try terminal.line("tic -x -o \(folder.path) \(source.path); printf '%s\\n' .to''ld")
    try terminal.wait(for: ".told")
    try terminal.start("", environment: "NO_COLOR= TERMINFO_DIRS=\(folder.path):/lib/terminfo: TERM=\(name)")
    try terminal.wait(for: "An example, made up")
    let coloured = try terminal.run(["capture-pane", "-p", "-e"])
    func holds(_ pattern: String) -> Bool {
      pattern.isEmpty || coloured.range(of: pattern, options: .regularExpression) != nil
    }
    #expect(holds(present), "\(coloured)")
    #expect(!holds(absent), "\(coloured)")
    try terminal.keys("C-c")
    try terminal.expectSoundTerminal(status: "130")
  }

  @Test(arguments: ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "ansi", "xterm"])
  func everyTerminalGetsAScreen(name: String) throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5", environment: "TERM=\(name)")
    try terminal.wait(for: "1 of at most 30")
    try terminal.keys("C-c")
    try terminal.expectSoundTerminal(status: "130")
  }

  @Test func aLocaleWithoutUTF8GetsASCII() throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5", environment: "LC_ALL=C")
    let text = try terminal.wait(for: "1 of at most 30")
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII }, "\(text)")
    try terminal.keys("C-c")
  }

  @Test func aDumbTerminalGetsThePlainDialogue() throws {
    let terminal = try Tmux()
    try terminal.start("", environment: "TERM=dumb")
    try terminal.wait(for: "1 take a placement")
    #expect(!terminal.isAlternate)
    try terminal.line("q")
    try terminal.expectSoundTerminal(status: "0")
  }

  @Test func thePlainDialogueWrapsBetweenWordsAndAnInterruptionSaysHowToGoOn() throws {
    let terminal = try Tmux(size: "44x60")
    try terminal.start("--plain")
    let greeting = try terminal.wait(for: "Menu: a number")
    #expect(greeting.contains("It finds out where you stand, with its\n"), "\(greeting)")
    #expect(greeting.contains("\n  uncertainty, and what to do next."))
    try terminal.line("1")
    try terminal.wait(for: "Enter begins")
    try terminal.line("")
    try terminal.wait(for: "dunno,")
    try terminal.keys("C-c")
    func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    let text = try terminal.wait("the way to go on") { words($0).contains("goes on. $") }
    #expect(
      words(text).contains("Everything answered is saved; `sextant resume --plain --home"), "\(text)")
    try terminal.expectSoundTerminal(status: "130")
  }

  @Test func aBankCannotWriteEscapeSequences() throws {
    let terminal = try Tmux()
    let folder = terminal.home.appendingPathComponent("evil/ml-engineer")
    try FileManager.default.createDirectory(
      at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Tmux.root.appendingPathComponent("Assessments/ml-engineer"), to: folder)
    // This file has no family, whose variants would be older than the text.
    let file = folder.appendingPathComponent("items/cs/design.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let stem = try #require(text.split(separator: "\n").first { $0.contains(/stem: [^|>]/) })
    try Data(text.replacing(stem, with: "    stem: \"\\e]0;owned\\a\\e[2JWhich?\"", maxReplacements: 1).utf8)
      .write(to: file)
    try terminal.line("\(Tmux.binary) bank lint --assessments \(folder.path); echo status=$?")
    let shown = try terminal.wait(for: "status=65")
    #expect(shown.contains("control-character"))
  }
}
