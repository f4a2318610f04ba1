import TerminalUI
import Testing

@testable import NcursesTerminal

@Suite struct BackgroundTests {
  private func feed(_ text: String, _ decoder: inout InputDecoder) -> [Event] {
    text.unicodeScalars.flatMap { decoder.take($0.value, isFunctionKey: false) }
  }

  @Test func theReplyIsNoKeys() {
    for end in ["\u{07}", "\u{1B}\\"] {
      var decoder = InputDecoder()
      decoder.expectsReply = true
      #expect(feed("\u{1B}]11;rgb:ffff/ffff/ffff" + end, &decoder).isEmpty)
      #expect(decoder.background == 1 && !decoder.expectsReply)
      #expect(feed("q", &decoder) == [.key(.character("q"))])
    }
  }

  @Test func aReplyInPiecesIsPutTogether() {
    var decoder = InputDecoder()
    decoder.expectsReply = true
    #expect(feed("\u{1B}]11;rgb:1e1e/", &decoder).isEmpty)
    #expect(decoder.flush().isEmpty)
    #expect(feed("1e1e/1e1e\u{07}", &decoder).isEmpty)
    #expect(abs((decoder.background ?? 1) - 0.118) < 0.01)
  }

  @Test func nothingIsSwallowedWhereNothingWasAsked() {
    var decoder = InputDecoder()
    let events = feed("\u{1B}]", &decoder)
    #expect(events == [.key(.escape), .key(.character("]"))])
  }

  @Test func keysComeBackAfterTheTimeOrTooLongAReply() {
    var decoder = InputDecoder()
    decoder.expectsReply = true
    _ = feed("\u{1B}]11;", &decoder)
    decoder.stopExpecting()
    #expect(feed("a", &decoder) == [.key(.character("a"))])
    decoder.expectsReply = true
    _ = feed("\u{1B}]" + String(repeating: "x", count: 80), &decoder)
    #expect(decoder.background == nil)
    #expect(feed("a", &decoder) == [.key(.character("a"))])
  }

  @Test func lightnessIsReadInEveryDepth() {
    #expect(InputDecoder.lightness("11;rgb:ff/ff/ff") == 1)
    #expect(InputDecoder.lightness("11;rgb:0/0/0") == 0)
    #expect(abs((InputDecoder.lightness("11;rgba:8000/8000/8000/ffff\u{07}") ?? 0) - 0.5) < 0.01)
    #expect(InputDecoder.lightness("10;rgb:ff/ff/ff") == nil)
    #expect(InputDecoder.lightness("11;rgb:zz/ff") == nil)
  }

  @Test func aCopyIsOneSequenceThatCannotEndEarly() {
    #expect(Terminal.copySequence(base64: "aGk=", terminal: "xterm-256color") == "\u{1B}]52;c;aGk=\u{1B}\\")
    #expect(Terminal.copySequence(base64: "aGk=\u{07}ls\n", terminal: "xterm") == nil)
    #expect(Terminal.copySequence(base64: String(repeating: "a", count: 70_001), terminal: "xterm") == nil)
    // The Linux console and unknown terminals would print it.
    #expect(Terminal.copySequence(base64: "aGk=", terminal: "linux") == nil)
  }
}
