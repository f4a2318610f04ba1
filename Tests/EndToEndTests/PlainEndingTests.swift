import Foundation
import Testing

/// The plain dialogue on a terminal: what is not finished outlives its end, and nothing is saved before it is.
@Suite(.serialized) struct PlainEndingTests {
  /// Brings a placement to an answer that waits for its confidence.
  private func answered() throws -> Pty {
    let terminal = try Pty("take", "--plain", "--seed", "5")
    try terminal.wait(for: "Question 1 of at most 30")
    try terminal.type("dunno\n")
    try terminal.wait(for: "Enter or yes keeps that")
    return terminal
  }

  @Test(arguments: ["ctrl-c", "ctrl-d", "TERM", "HUP", "ctrl-s"])
  func anAnswerThatWaitsForItsConfidenceIsThereAgain(way: String) throws {
    let terminal = try answered()
    switch way {
    case "ctrl-c": try terminal.type("\u{3}")
    case "ctrl-d": try terminal.type("\u{4}")
    case "ctrl-s":
      // The terminal takes nothing more, and the program is in the middle of telling the question again.
      try terminal.type("\u{13}")
      try terminal.type("again\n")
      kill(terminal.program, SIGTERM)
    default: kill(terminal.program, way == "TERM" ? SIGTERM : SIGHUP)
    }
    let endings = ["ctrl-c": SIGINT, "ctrl-d": 0, "TERM": SIGTERM, "HUP": SIGHUP, "ctrl-s": SIGTERM]
    #expect(terminal.ending(within: 10) == endings[way])
    let again = try Pty(
      "resume", "--plain", startsIn: { try FileManager.default.copyItem(at: terminal.home, to: $0) })
    try again.wait(for: "It is not saved yet; an empty line saves it.")
    try again.type("\n")
    try again.wait(for: "Enter or yes keeps that")
    try again.type("\n")
    try again.wait(for: "Saved.")
  }

  /// Does something while the journal is held as by another program that writes.
  private func holdingTheJournal(of terminal: Pty, _ body: () throws -> Void) throws {
    let files = FileManager.default.enumerator(at: terminal.home, includingPropertiesForKeys: nil)
    let shared = try #require(files?.compactMap { $0 as? URL }.first { $0.path.hasSuffix("-shm") })
    let file = open(shared.path, O_RDWR | O_CLOEXEC)
    defer { close(file) }
    // The lock of a writer (sqlite.org/walformat.html, 2.3.1).
    var lock = flock()
    (lock.l_type, lock.l_whence, lock.l_start, lock.l_len) = (Int16(F_WRLCK), Int16(SEEK_SET), 120, 1)
    try #require(file >= 0 && fcntl(file, F_SETLK, &lock) == 0)
    try body()
    lock.l_type = Int16(F_UNLCK)
    try #require(fcntl(file, F_SETLK, &lock) == 0)
  }

  @Test func whatCannotBeSavedWhileLeavingIsTriedAgain() throws {
    let terminal = try answered()
    try holdingTheJournal(of: terminal) {
      try terminal.type("\u{3}")
      try terminal.wait(for: "Your last change isn't saved yet:")
    }
    try terminal.type("\n")
    #expect(terminal.ending(within: 10) == SIGINT)
    let again = try Pty(
      "resume", "--plain", startsIn: { try FileManager.default.copyItem(at: terminal.home, to: $0) })
    try again.wait(for: "It is not saved yet; an empty line saves it.")
  }

  @Test func whileTheJournalIsHeldNothingIsSaidToBeSaved() throws {
    let terminal = try answered()
    try holdingTheJournal(of: terminal) {
      try terminal.type("yes\n")
      try terminal.wait(for: "That is not saved:")
      #expect(!terminal.output.contains("Saved."))
    }
    try terminal.type("yes\n")
    try terminal.wait(for: "Question 2 of at most 30")
    #expect(terminal.output.contains("Saved."))
  }
}
