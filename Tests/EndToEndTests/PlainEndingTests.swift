import Foundation
import Testing

/// The plain dialogue on a terminal: what is not finished outlives its end, and nothing is saved before it is.
@Suite(.serialized) struct PlainEndingTests {
  /// Brings a placement to an answer that waits for its confidence.
  private func answered() throws -> Pty {
    let terminal = try Pty("take", "--plain", "--seed", "5")
    try terminal.wait(for: "Item 1 of at most 30")
    try terminal.type("dunno\n")
    try terminal.wait(for: "Enter or yes keeps that")
    return terminal
  }

  @Test(arguments: ["ctrl-c", "ctrl-d", "TERM", "HUP"])
  func anAnswerThatWaitsForItsConfidenceIsThereAgain(way: String) throws {
    let terminal = try answered()
    switch way {
    case "ctrl-c": try terminal.type("\u{3}")
    case "ctrl-d": try terminal.type("\u{4}")
    default: kill(terminal.program, way == "TERM" ? SIGTERM : SIGHUP)
    }
    let endings = ["ctrl-c": SIGINT, "ctrl-d": 0, "TERM": SIGTERM, "HUP": SIGHUP]
    #expect(terminal.ending(within: 10) == endings[way])
    let again = try Pty(
      "resume", "--plain", startsIn: { try FileManager.default.copyItem(at: terminal.home, to: $0) })
    try again.wait(for: "It is not saved yet; an empty line saves it.")
    try again.type("\n")
    try again.wait(for: "Enter or yes keeps that")
    try again.type("\n")
    try again.wait(for: "Saved.")
  }

  @Test func whileTheJournalIsHeldNothingIsSaidToBeSaved() throws {
    let terminal = try answered()
    let files = FileManager.default.enumerator(at: terminal.home, includingPropertiesForKeys: nil)
    let shared = try #require(files?.compactMap { $0 as? URL }.first { $0.path.hasSuffix("-shm") })
    let file = open(shared.path, O_RDWR | O_CLOEXEC)
    defer { close(file) }
    // The lock of whoever writes (sqlite.org/walformat.html, 2.3.1), as another program would hold it.
    var lock = flock()
    (lock.l_type, lock.l_whence, lock.l_start, lock.l_len) = (Int16(F_WRLCK), Int16(SEEK_SET), 120, 1)
    try #require(file >= 0 && fcntl(file, F_SETLK, &lock) == 0)
    try terminal.type("yes\n")
    try terminal.wait(for: "That is not saved:")
    #expect(!terminal.output.contains("Saved."))
    lock.l_type = Int16(F_UNLCK)
    try #require(fcntl(file, F_SETLK, &lock) == 0)
    try terminal.type("yes\n")
    try terminal.wait(for: "Item 2 of at most 30")
    #expect(terminal.output.contains("Saved."))
  }
}
