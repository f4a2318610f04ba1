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
        $0.contains("  \(number) of ") && $0.contains("stops at")
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
    try again.wait("the same item") { $0.contains("stops at") && $0.prefix(400).contains(before.prefix(120)) }
    try again.keys("F4")
    try again.wait(for: "why so?")
  }

  @Test(arguments: ["ctrl-c", "TERM", "HUP", "closed window"])
  func theClockOfAnExamGoesOnFromWhereItStood(way: String) throws {
    let terminal = try Tmux()
    try terminal.start("--seed 5")
    try terminal.wait(for: "Which target do you aim at?")
    try terminal.keys("Down", "Down", "Down", "Down", "Enter", "t")
    try terminal.wait(for: "Placement over all domains")
    try terminal.keys("Down", "Down", "Enter")
    try terminal.wait(for: "Ready?")
    try terminal.keys("Enter")
    // The clock of the test runs 600 times as fast.
    try terminal.wait(for: "58 min left")
    try end(terminal, by: way)
    let again = way == "closed window" ? try Tmux(home: terminal.home) : terminal
    try again.start("resume")
    let text = try again.wait("the exam") { $0.contains(" min left") || $0.contains("Ready?") }
    #expect(!text.contains("Ready?") && !text.contains("60 min left") && !text.contains("59 min left"))
  }
}
