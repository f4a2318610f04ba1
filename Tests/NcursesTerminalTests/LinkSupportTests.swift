import Testing

@testable import NcursesTerminal

/// Links are sent to terminals that announce themselves, and to no other unless it is asked for.
@Suite struct LinkSupportTests {
  private func isKnown(_ variables: [String: String]) -> Bool { LinkSupport.isKnown { variables[$0] } }

  @Test(arguments: [
    ["TERM": "xterm-kitty"], ["TERM": "foot"], ["TERM": "alacritty"],
    ["TERM": "xterm-256color", "VTE_VERSION": "7600"],
    ["TERM": "xterm-256color", "KONSOLE_VERSION": "230804"],
    ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], ["TERM": "xterm-256color", "WT_SESSION": "1"],
  ])
  func terminalsThatAnnounceThemselvesAreKnown(variables: [String: String]) {
    #expect(isKnown(variables))
    for multiplexer in ["TMUX", "STY"] {
      #expect(!isKnown(variables.merging([multiplexer: "1"]) { $1 }), "within it nobody knows")
    }
    #expect(!isKnown(variables.merging(["TERM": "linux"]) { $1 }), "a console may print the sequence")
  }

  @Test(arguments: [
    [:], ["TERM": "xterm-256color"], ["TERM": "tmux-256color", "VTE_VERSION": "7600", "TMUX": "/tmp/x"],
    ["TERM": "xterm-256color", "VTE_VERSION": "4601"], ["TERM": "xterm-256color", "VTE_VERSION": "new"],
    ["TERM": "vt100"], ["TERM": "dumb"],
  ])
  func othersAreNot(variables: [String: String]) { #expect(!isKnown(variables)) }

  @Test func whereItMayBePrintedItCantBeSwitchedOn() {
    for name in ["linux", "vt100", "ansi", "dumb", "", "sun"] { #expect(!LinkSupport.isHarmless(name)) }
    for name in ["xterm", "xterm-256color", "tmux-256color", "screen"] {
      #expect(LinkSupport.isHarmless(name))
    }
  }

  @Test func theSequenceIsTheOneThatIsSpecified() {
    #expect(LinkSupport.start("https://a.b", number: 3) == "\u{1B}]8;id=sextant3;https://a.b\u{1B}\\")
    #expect(LinkSupport.end == "\u{1B}]8;;\u{1B}\\")
  }
}
