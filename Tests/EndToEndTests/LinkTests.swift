import Foundation
import Testing

/// Links on a real terminal (OSC 8): what the terminal receives, in terminals that show links and in those that don't.
@Suite(.serialized) struct LinkTests {
  /// Opens the links of the plan's first action.
  private func links(_ environment: [String: String]) throws -> Pty {
    let terminal = try Pty(environment: environment)
    try terminal.wait(for: "An example, made up")
    // The last entry looks around without a placement.
    try terminal.type("G\r")
    try terminal.wait(for: "Start the placement")
    try terminal.type(":")
    try terminal.wait(for: "Commands")
    try terminal.type("plan\r")
    try terminal.wait(for: "This week")
    try terminal.type("j")
    terminal.forget()
    try terminal.type("y")
    try terminal.wait(for: "https://")
    while terminal.read(milliseconds: 200) {}
    return terminal
  }

  /// The addresses that are links in what the terminal received, with the text of each.
  private func marked(_ output: String) -> [(address: String, text: String)] {
    output.matches(of: /\x1B\]8;id=[^;]*;([^\x1B]+)\x1B\\(.*?)\x1B\]8;;\x1B\\/).map { match in
      let text = String(match.2).replacing(/\x1B\[[0-9;:]*[A-Za-z]|\x1B\(B/, with: "")
      return (address: String(match.1), text: text)
    }
  }

  @Test func aTerminalThatShowsLinksGetsEachAddressWithItsTitle() throws {
    let terminal = try links(["VTE_VERSION": "7600", "TMUX": "", "STY": ""])
    let found = marked(terminal.output)
    let addresses = Set(found.map(\.address))
    #expect(!addresses.isEmpty)
    for address in addresses {
      let texts = found.filter { $0.address == address }.map(\.text)
      #expect(address.hasPrefix("https://"))
      #expect(texts.joined().contains(address), "the address itself is a link: \(texts)")
      #expect(texts.contains { !$0.contains("://") && $0.count > 3 }, "so is its title: \(texts)")
    }
    // No link stays open, so that nothing drawn later becomes one.
    let begins = terminal.output.matches(of: /\x1B\]8;id=/).count
    #expect(terminal.output.matches(of: /\x1B\]8;;\x1B\\/).count == begins)
  }

  @Test(arguments: [["TMUX": "/tmp/tmux-0/default,1,0", "VTE_VERSION": "7600"], ["VTE_VERSION": "4800"]])
  func aTerminalThatMayNotShowLinksGetsThePlainAddress(environment: [String: String]) throws {
    let terminal = try links(["TMUX": "", "STY": ""].merging(environment) { $1 })
    #expect(terminal.output.contains("https://"))
    #expect(!terminal.output.contains("\u{1B}]8;"))
  }
}
