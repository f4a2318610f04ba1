import Foundation
import Testing

/// Links in a real terminal: those that know them get them, and no other sees anything of them.
@Suite(.serialized) struct LinkJourneyTests {
  /// Opens the links of the plan's first action.
  private func openLinks(_ terminal: Pty) throws {
    try terminal.wait(for: "Which target")
    for _ in 0..<4 { try terminal.type("\u{1B}[B") }
    try terminal.type("\r")
    try terminal.wait(for: "Start the placement")
    try terminal.type("p")
    try terminal.wait(for: "This week")
    terminal.forget()
    try terminal.type("y")
    try terminal.wait(for: "open resource")
    while terminal.read(milliseconds: 200) {}
  }

  @Test func aTerminalThatKnowsLinksGetsThem() throws {
    let terminal = try Pty(environment: ["VTE_VERSION": "7600", "TMUX": "", "STY": ""])
    try openLinks(terminal)
    let begins = terminal.output.matches(of: /\u{1B}\]8;id=sextant\d+;(https?:[^\u{1B}]+)\u{1B}\\/)
    #expect(!begins.isEmpty, "\(terminal.output.suffix(300).debugDescription)")
    let ends = terminal.output.components(separatedBy: "\u{1B}]8;;\u{1B}\\").count - 1
    #expect(begins.count == ends)
  }

  @Test(arguments: ["xterm-256color", "linux", "vt100", "screen"])
  func othersGetNothing(name: String) throws {
    let terminal = try Pty(environment: ["TERM": name])
    try openLinks(terminal)
    #expect(!terminal.output.contains("]8;"))
  }

  /// tmux 3.3 ignores the sequence, so the screen must look the same with it, to the cell and the colour.
  @Test func linksChangeNoCell() throws {
    let terminal = try Tmux()
    try terminal.start()
    try terminal.wait(for: "Which target do you aim at?")
    try terminal.keys("Down", "Down", "Down", "Down", "Enter")
    try terminal.wait(for: "Start the placement")
    func links(_ state: String, presses: Int) throws -> String {
      try terminal.keys("s")
      try terminal.wait(for: "Target and attempts")
      try terminal.keys("G", "Up", "Up")
      try terminal.wait(for: "▸ Links")
      for _ in 0..<presses { try terminal.keys("Right") }
      try terminal.wait(for: "‹ \(state) ›")
      try terminal.keys("Escape", "p")
      try terminal.wait(for: "This week")
      try terminal.keys("y")
      try terminal.wait(for: "open resource")
      // Every link is drawn as the focused one and as another.
      try terminal.keys("Down", "Down", "Up")
      _ = try terminal.wait("the focus on the second link") { text in
        text.split(separator: "\n").filter { $0.contains("▸") }.count == 1
      }
      let picture = try terminal.run(["capture-pane", "-p", "-e"])
      let cursor = try terminal.run(["display-message", "-p", "#{cursor_x},#{cursor_y},#{cursor_flag}"])
      try terminal.keys("Escape", "Escape")
      try terminal.wait(for: "Start the placement")
      return picture + cursor
    }
    let off = try links("off", presses: 2)
    let on = try links("on", presses: 2)
    #expect(off == on)
  }
}
