import TerminalUI
import Testing

@testable import SextantApp

/// One table of keys drives everything; here it is held to mean one thing at a time.
@Suite struct BindingTests {
  @Test(arguments: FrameTests.screens)
  func noKeyHasTwoMeaningsOnAScreen(screen: String) throws {
    let bed = try Bed()
    FrameTests.bring(bed, to: screen)
    var meaning: [Key: Command] = [:]
    for binding in bed.state.bindings {
      for key in binding.keys {
        if let other = meaning[key], other != binding.command {
          Issue.record("\(key.name) means \(other) and \(binding.command) on \(screen)")
        }
        meaning[key] = binding.command
      }
    }
  }

  /// What every screen shares is not redefined, except where letters are text or `q` leaves with a question.
  @Test(arguments: FrameTests.screens)
  func helpAndTheWayOutHoldEverywhere(screen: String) throws {
    let bed = try Bed()
    FrameTests.bring(bed, to: screen)
    for key in [Key.function(1), .control("l"), .control("z")] {
      let own = bed.state.bindings.first { $0.keys.contains(key) }?.command
      let shared = Bindings.global.first { $0.keys.contains(key) }?.command
      #expect(own == nil || own == shared, "\(key.name) on \(screen)")
    }
    bed.press(.control("c"))
    #expect(bed.hasQuit)
  }

  @Test func everyBindingTellsWhatItDoes() throws {
    for screen in FrameTests.screens {
      let bed = try Bed()
      FrameTests.bring(bed, to: screen)
      for binding in bed.state.bindings + Bindings.global {
        #expect(!binding.help.isEmpty, "\(binding.command) on \(screen)")
      }
    }
  }

  @Test func keysTypedAheadAreMeantForTheScreenThatComes() throws {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 4, share: 0.5)
    bed.press(.escape)
    var state = bed.state
    let moment = Moment(date: bed.clock.date, clock: bed.clock.clock)
    #expect(state.handle(.key(.character("b")), at: moment).count == 1)
    // The bank is not there yet: Enter must not do what it does on the home screen.
    #expect(state.handle(.key(.right), at: moment).isEmpty)
    #expect(state.handle(.key(.enter), at: moment).isEmpty)
    #expect(state.isAtHome)
    let effects = state.handle(.bank(try bed.workspace.bankListing()), at: moment)
    #expect(!state.isAtHome && effects.count == 1)
  }
}

@Suite struct KeyTableTests {
  /// `sextant keys --markdown` makes the table; here it is held to what the README shows.
  @Test func theReadmeShowsTheKeysThatHold() throws {
    let text = try String(contentsOf: Bed.root.appendingPathComponent("README.md"), encoding: .utf8)
    let table = KeyTable.markdown(Bed.bank.content)
    #expect(text.contains("<!-- keys -->\n" + table + "<!-- /keys -->"))
  }

  @Test func theManualPageHasEverySectionAndNoStrayRequest() {
    let page = KeyTable.manual(Bed.bank.content)
    for section in KeyTable.sections(Bed.bank.content) where !section.rows.isEmpty {
      #expect(page.contains(".SS \(section.name)\n"))
    }
    let requests = Set(
      page.split(separator: "\n").filter { $0.hasPrefix(".") }.map { $0.prefix { $0 != " " } })
    #expect(requests == [".SH", ".SS", ".TP", ".B"])
  }
}
