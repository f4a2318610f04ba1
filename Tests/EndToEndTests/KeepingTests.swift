import Foundation
import Testing

/// What is on the screen and not finished survives the end of the program, in a real terminal.
@Suite(.serialized) struct KeepingTests {
  /// Ends the program in one of the ways in which programs are ended.
  private func end(_ terminal: Tmux, by way: String) throws {
    switch way {
    case "ctrl-c":
      try terminal.keys("C-c")
      try terminal.expectSoundTerminal(status: "130")
    case "TERM", "HUP":
      try terminal.run(["run-shell", "kill -\(way) \(try terminal.programID())"])
      try terminal.expectSoundTerminal(status: way == "TERM" ? "143" : "129")
    default:
      let program = try terminal.programID()
      try terminal.run(["kill-server"])
      let end = Date().addingTimeInterval(10)
      while kill(program, 0) == 0, Date() < end { usleep(20_000) }
      #expect(kill(program, 0) != 0, "the program outlived its terminal")
    }
  }

  @Test(arguments: ["ctrl-c", "TERM", "HUP", "closed window"])
  func aHalfAnswerAndANoteAreThereAgain(way: String) throws {
    let terminal = try Tmux()
    try terminal.start("take --seed 5")
    try terminal.wait(for: "  1 of ")
    for number in 1...30 {
      let text = try terminal.wait("item \(number)") {
        $0.contains("  \(number) of ") && Tmux.isAsking($0)
      }
      if text.contains("n note") { break }
      try terminal.answerItem(number, knowing: false)
    }
    try terminal.keys("F4")
    try terminal.wait(for: "keep the note")
    try terminal.run(["send-keys", "-l", "why so?"])
    let before = try terminal.wait(for: "why so?")
    try end(terminal, by: way)
    let again = way == "closed window" ? try Tmux(home: terminal.home) : terminal
    try again.start("resume")
    try again.wait("the same item") { Tmux.isAsking($0) && $0.prefix(400).contains(before.prefix(120)) }
    try again.keys("F4")
    try again.wait(for: "why so?")
  }

  /// A clock that takes a second for a minute of the exam.
  private static let fastClock = "SEXTANT_CLOCK='2026-05-04T09:00:00Z*60'"

  /// The minutes that the exam's header says are left; nil where there is none.
  private func minutesLeft(_ text: String) -> Int? {
    text.firstMatch(of: /(\d+) min left/).flatMap { Int($0.1) }
  }

  @Test(arguments: ["ctrl-c", "TERM", "HUP", "closed window"])
  func theClockOfAnExamGoesOnFromWhereItStood(way: String) throws {
    let terminal = try Tmux()
    try terminal.start("--seed 5", environment: Self.fastClock)
    try terminal.wait(for: "An example, made up")
    try terminal.keys("Down", "Enter", "t")
    try terminal.wait(for: "Placement over all domains")
    try terminal.keys("Down", "Down", "Enter")
    try terminal.wait(for: "Ready?")
    try terminal.keys("Enter")
    let begun = try terminal.wait("the exam's clock") { minutesLeft($0) != nil }
    let first = try #require(minutesLeft(begun))
    // A key draws the header again; without one it is drawn once a minute of real time.
    let later = try terminal.wait("two minutes later") {
      if let minutes = minutesLeft($0), minutes <= first - 2 { return true }
      try? terminal.keys("Down")
      return false
    }
    let left = try #require(minutesLeft(later))
    try end(terminal, by: way)
    let again = way == "closed window" ? try Tmux(home: terminal.home) : terminal
    try again.start("resume", environment: Self.fastClock)
    let text = try again.wait("the exam") { minutesLeft($0) != nil || $0.contains("Ready?") }
    let found = try #require(minutesLeft(text), "the exam started over")
    #expect(found <= left)
  }
}
