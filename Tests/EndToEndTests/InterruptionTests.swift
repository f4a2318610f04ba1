import Foundation
import Testing

/// What comes from outside at any moment: signals, a terminal that takes nothing, pastes of any size.
@Suite(.serialized) struct InterruptionTests {
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGUSR1])
  func aTerminalThatTakesNothingIsNoReasonToStay(signal: Int32) throws {
    let terminal = try Pty("take", "--seed", "5", columns: 300, rows: 100)
    try terminal.wait(for: "1 of at most 30")
    try terminal.blockOutput()
    kill(terminal.program, signal)
    // It takes 0.4 s; a busy machine takes longer, and without the guard it is for ever.
    #expect(terminal.ending(within: 5) == signal)
    #expect(terminal.isCooked)
  }

  /// Here Ctrl-S is the person's own, and what would be said cannot be.
  @Test func aStoppedPlainDialogueEndsWhenItIsAskedTo() throws {
    let terminal = try Pty("--plain")
    try terminal.wait(for: "Menu: a number")
    try terminal.type("\u{13}")
    kill(terminal.program, SIGINT)
    #expect(terminal.ending(within: 5) == SIGINT)
  }

  @Test func controlSStopsNothing() throws {
    let terminal = try Pty("take", "--seed", "5")
    try terminal.wait(for: "1 of at most 30")
    try terminal.type("\u{13}")
    terminal.forget()
    try terminal.type("?")
    try terminal.wait(for: "Keys", seconds: 5)
  }

  @Test func afterAStopFromOutsideAllModesAreSetAgain() throws {
    let terminal = try Pty("take", "--seed", "5")
    try terminal.wait(for: "1 of at most 30")
    kill(terminal.program, SIGSTOP)
    terminal.forget()
    terminal.cook()
    terminal.resize(100, 30)
    kill(terminal.program, SIGCONT)
    try terminal.wait("modes of the screens", seconds: 5) { !terminal.isCooked }
    // The alternate screen, bracketed paste, keypad, mouse with its movement, and the whole picture.
    for mode in [
      "\u{1B}[?1049h", "\u{1B}[?2004h", "\u{1B}[?1h", "1000h", "\u{1B}[?1002h", "1 of at most 30",
    ] {
      try terminal.wait("\(mode.debugDescription)", seconds: 5) { terminal.output.contains(mode) }
    }
    kill(terminal.program, SIGTERM)
    #expect(terminal.ending(within: 5) == SIGTERM)
  }

  @Test func aCrashLeavesNoModeOn() throws {
    let terminal = try Pty("take", "--seed", "5")
    try terminal.wait(for: "1 of at most 30")
    terminal.forget()
    kill(terminal.program, SIGSEGV)
    try terminal.wait(for: "a fault ended the program")
    let tail = terminal.output
    for mode in ["\u{1B}[?1l", "\u{1B}>", "\u{1B}[?2004l", "\u{1B}[?1049l", "\u{1B}[?25h", "\u{1B}[?1002l"] {
      #expect(tail.contains(mode), "\(mode.debugDescription)")
    }
    #expect(terminal.isCooked)
  }

  @Test func aMegabyteIsPastedInLessThanASecond() throws {
    let terminal = try Pty("take", "--seed", "5")
    try terminal.wait(for: "1 of at most 30")
    try terminal.type("n")
    try terminal.wait(for: "note")
    terminal.forget()
    let start = try terminal.processorSeconds()
    try terminal.type(
      "\u{1B}[200~" + String(repeating: "hello world ", count: 1_000_000 / 12) + "\u{1B}[201~")
    try terminal.wait("the pasted text") { terminal.output.contains("hello world") }
    // The program's own time, so that a busy machine does not matter.
    let time = try terminal.processorSeconds() - start
    #expect(time < 1, "\(time) s")
  }

  @Test(arguments: ["", "\u{1B}"])
  func aPasteWithoutAnEndDoesNotSwallowKeysForEver(leaving: String) throws {
    let terminal = try Pty("take", "--seed", "5")
    try terminal.wait(for: "1 of at most 30")
    try terminal.type("n")
    try terminal.wait(for: "note")
    terminal.forget()
    try terminal.type("\u{1B}[200~half a paste" + leaving)
    try terminal.wait("what was pasted", seconds: leaving.isEmpty ? 10 : 1.9) {
      terminal.output.contains("half a paste")
    }
    terminal.forget()
    try terminal.type(", and more")
    try terminal.wait("what is typed", seconds: 5) { terminal.output.contains("more") }
  }

  @Test func aSizeThatNoTerminalHasIsNotBelieved() throws {
    let terminal = try Pty("take", "--seed", "5", environment: ["COLUMNS": "99999999", "LINES": "-3"])
    try terminal.wait(for: "1 of at most 30", seconds: 10)
  }
}
