import CTerminalGuard
import Foundation
import TerminalUI
import Testing
import TextLayout

@testable import NcursesTerminal

@Suite struct WidthTests {
  /// Where the cells of a picture and those of ncurses differ, everything to the right is shifted.
  @Test func widthsAreThoseThatNcursesMeasuresWith() {
    guard tg_set_locale() != 0 || setUTF8() else { return }
    var differing: [String] = []
    for value in (0x20...0x2FFFF as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let ours = CellText.cells(of: Character(scalar))
      // What is dropped, replaced or joined never reaches ncurses by itself.
      guard ours.count == 1, ours[0] == Character(scalar) else { continue }
      let theirs = tg_wcwidth(value)
      if theirs > 0, Int(theirs) != CellText.width(of: ours[0]) { differing.append(String(value, radix: 16)) }
    }
    #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(40).joined(separator: " "))")
  }

  private func setUTF8() -> Bool {
    setenv("LC_ALL", "C.UTF-8", 1)
    return tg_set_locale() != 0
  }
}

@Suite struct InputDecoderTests {
  func take(_ text: String) -> [Event] {
    var decoder = InputDecoder()
    var events = text.unicodeScalars.flatMap { decoder.take($0.value, isFunctionKey: false) }
    events += decoder.flush()
    return events
  }

  @Test func charactersAndControlsAreKeys() {
    #expect(take("aÄ\r\t") == [.key(.character("a")), .key(.character("Ä")), .key(.enter), .key(.tab)])
    #expect(take("\u{7F}\u{1A}") == [.key(.backspace), .key(.control("z"))])
  }

  @Test(arguments: ["[1", "[1;5", "[<0;3"])
  func aSequenceThatWasCutOffGivesNoKeys(start: String) {
    // Guards against: its letters and digits are taken for commands.
    #expect(take("\u{1B}" + start) == [])
  }

  @Test func anEscapeAloneIsAKey() {
    #expect(take("\u{1B}") == [.key(.escape)])
  }

  /// tmux sends these under the name of xterm, whose description knows others.
  @Test(arguments: [
    ("\u{1B}[1~", Key.home), ("\u{1B}[4~", .end), ("\u{1B}[7~", .home), ("\u{1B}[8~", .end),
    ("\u{1B}[H", .home),
    ("\u{1B}OF", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[3~", .delete),
    ("\u{1B}[A", .up), ("\u{1B}OB", .down),
  ])
  func keysThatTheDescriptionLacksAreKnown(text: String, key: Key) {
    #expect(take(text + "x") == [.key(key), .key(.character("x"))])
  }

  @Test(arguments: ["\u{1B}[99~", "\u{1B}[1;5A", "\u{1B}[<0;3;4M", "\u{1B}[?1;2c", "\u{1B}[12;40R"])
  func unknownSequencesGiveNoCommands(text: String) {
    #expect(take(text + "x") == [.key(.character("x"))])
  }

  @Test func anEscapeBeforeALetterIsBoth() {
    #expect(take("\u{1B}q") == [.key(.escape), .key(.character("q"))])
    #expect(take("\u{1B}Oz") == [.key(.escape), .key(.character("O")), .key(.character("z"))])
    #expect(take("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
  }

  @Test func aPasteIsOneEventWhateverItHolds() {
    #expect(
      take("\u{1B}[200~q\nq\u{1B}[A\u{3}\u{1B}[201~x") == [
        .paste("q\nq\u{1B}[A\u{3}"), .key(.character("x")),
      ])
  }

  @Test func aPasteMayArriveInParts() {
    var decoder = InputDecoder()
    var events: [Event] = []
    for part in ["\u{1B}[200~ab", "cd", "ef\u{1B}[20", "1~"] {
      events += part.unicodeScalars.flatMap { decoder.take($0.value, isFunctionKey: false) }
      events += decoder.flush()
    }
    #expect(events == [.paste("abcdef")])
  }

  @Test func anEndlessPasteIsCutAndStillEnds() {
    let events = take("\u{1B}[200~" + String(repeating: "x", count: 150_000) + "\u{1B}[201~")
    guard case .paste(let text)? = events.first else {
      Issue.record("no paste")
      return
    }
    #expect(events.count == 1 && text.count == 100_000)
  }

  /// In its own time this took half a minute: the text was copied for every character.
  @Test func aMillionPastedCharactersTakeNoTime() {
    let bytes = Array(("\u{1B}[200~" + String(repeating: "ä", count: 500_000) + "\u{1B}[201~").utf8)
    var decoder = InputDecoder()
    let start = processorSeconds()
    var events: [Event] = []
    for byte in bytes.prefix(6) { events += decoder.take(UInt32(byte), isFunctionKey: false) }
    for part in stride(from: 6, to: bytes.count, by: 4095) {
      events += decoder.takePasted(bytes[part..<min(bytes.count, part + 4095)])
    }
    #expect(events == [.paste(String(repeating: "ä", count: 100_000))])
    #expect(processorSeconds() - start < 1)
    #expect(!decoder.isPasting)
  }

  /// The time that this thread has worked, so that a busy machine does not matter.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test(arguments: 1...40)
  func aPasteIsTheSameInPartsOfAnySize(size: Int) {
    let bytes = Array("añ\u{1B}[201\u{1B}\u{1B}[20\u{1B}[201~x\u{1B}[A".utf8)
    var decoder = InputDecoder()
    var events: [Event] = "\u{1B}[200~".unicodeScalars.flatMap {
      decoder.take($0.value, isFunctionKey: false)
    }
    for part in stride(from: 0, to: bytes.count, by: size) {
      let slice = bytes[part..<min(bytes.count, part + size)]
      if decoder.isPasting {
        events += decoder.takePasted(slice)
      } else {
        events += slice.flatMap { decoder.take(UInt32($0), isFunctionKey: false) }
      }
    }
    #expect(events == [.paste("añ\u{1B}[201\u{1B}\u{1B}[20"), .key(.character("x")), .key(.up)])
  }

  @Test func aPasteWithoutAnEndLetsGoAfterAPauseOrAnEscape() {
    func begun(_ text: String) -> InputDecoder {
      var decoder = InputDecoder()
      for scalar in ("\u{1B}[200~" + text).unicodeScalars {
        _ = decoder.take(scalar.value, isFunctionKey: false)
      }
      return decoder
    }
    var paused = begun("abc")
    #expect(paused.flush() == [] && paused.isPasting)
    #expect(paused.flush(at: .now + .seconds(3)) == [.paste("abc")])
    #expect(paused.take(0x71, isFunctionKey: false) == [.key(.character("q"))])
    var left = begun("abc\u{1B}")
    // It may still be the beginning of the end mark.
    #expect(left.flush() == [] && left.isPasting)
    #expect(left.flush(at: .now + .seconds(1)) == [.paste("abc")])
    #expect(left.take(0x71, isFunctionKey: false) == [.key(.character("q"))])
  }
}

@Suite struct SupportTests {
  @Test func anObstacleNamesItsRemedy() {
    var support = TerminalSupport.probe(name: "dumb")
    support.isTerminal = true
    #expect(support.obstacle?.contains("dumb") == true)
    support = TerminalSupport.probe(name: nil)
    support.isTerminal = true
    #expect(support.obstacle?.contains("TERM") == true)
    support = TerminalSupport.probe(name: "no-such-terminal")
    support.isTerminal = true
    #expect(support.obstacle?.contains("unknown") == true)
    support = TerminalSupport.probe(name: "xterm-256color")
    support.isTerminal = true
    #expect(support.obstacle == nil)
  }
}
