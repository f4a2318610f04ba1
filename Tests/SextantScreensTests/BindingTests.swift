import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// One table of keys drives everything; here it is held to mean one thing at a time.
@Suite struct BindingTests {
  @Test(arguments: FrameTests.screens)
  func noKeyHasTwoMeaningsOnAScreen(screen: String) throws {
    let app = try TestApp()
    FrameTests.bring(app, to: screen)
    var meaning: [Key: Command] = [:]
    for binding in app.state.bindings {
      for key in binding.keys {
        if let other = meaning[key], other != binding.command {
          Issue.record("\(key.name) means \(other) and \(binding.command) on \(screen)")
        }
        meaning[key] = binding.command
      }
    }
  }

  /// At the foot of home, a place is left out only if there is no room for it.
  @Test func theFootNamesEveryPlaceThatThereIsRoomFor() throws {
    let app = try TestApp.experienced()
    for columns in 60...220 {
      app.send(.resize(Size(columns: columns, rows: 30)))
      let foot = app.text.split(separator: "\n").last.map(String.init) ?? ""
      let places = app.state.places(beside: app.state.screenBindings)
      #expect(places.count == 12 && places.allSatisfy { !$0.label.isEmpty })
      if let missing = places.first(where: { !foot.contains("\($0.shown) \($0.label)") }) {
        let free = columns - foot.count
        #expect(
          free < missing.shown.count + missing.label.count + 4, "\(missing.label) at \(columns): \(foot)")
        #expect(columns < 160)
      }
      if columns >= 140 {
        #expect(foot.contains("m map") && foot.contains("v reviews") && foot.contains("b bank"))
      }
    }
  }

  /// A letter means one thing wherever nothing is answered and nothing typed.
  @Test func aLetterMeansTheSameOnEveryScreen() {
    var meaning: [Key: (Command, String)] = [:]
    // To measure what is focused is to take an attempt: the letter is the same on purpose.
    // So is the next view that lies to the right.
    let kinds: [Command: Command] = [.focus: .goTo(.take), .next: .right, .previous: .left]
    func kind(_ command: Command) -> Command { kinds[command] ?? command }
    let sections = KeyTable.bindingsBySection.filter { !KeyMap.attemptSections.contains($0.key) }
    #expect(sections.count > 10)
    for (section, bindings) in sections.sorted(by: { $0.key < $1.key }) {
      for binding in bindings {
        for case .character(let letter) in binding.keys where letter.isLetter {
          let key = Key.character(letter)
          if let (other, place) = meaning[key], other != kind(binding.command) {
            Issue.record("\(letter) means \(other) on \(place) and \(binding.command) on \(section)")
          }
          meaning[key] = (kind(binding.command), section)
        }
      }
    }
    #expect(meaning.count > 25)
  }

  @Test func lettersLeadToTheirPlaceFromEveryList() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.5)
    let titles: [(Character, String)] = [
      ("r", "Gaps to the entry target"), ("p", "Plan"), ("e", "Evidence"), ("m", "Map of skills"),
      ("s", "Settings"),
      ("H", "Overall over time"), ("v", "Reviews"), ("b", "Bank"), ("L", "Placement finished"), ("t", "Take"),
    ]
    for (first, _) in titles where first != "t" {
      for (letter, title) in titles where !(letter == "t" && "rm".contains(first)) {
        app.press(.character(first), .character(letter))
        #expect(app.text.hasPrefix(" " + title), "\(letter) from \(first): \(app.text.prefix(40))")
      }
    }
    // Places never pile up: what is open is gone back to.
    #expect(app.state.screens.count <= titles.count + 1)
    for _ in 0..<12 { app.press(.escape) }
    #expect(app.state.isAtHome)
  }

  /// What every screen shares is not redefined, except where letters are text or `q` leaves with a question.
  @Test(arguments: FrameTests.screens)
  func helpAndTheWayOutHoldEverywhere(screen: String) throws {
    let app = try TestApp()
    FrameTests.bring(app, to: screen)
    for key in [Key.function(1), .control("l"), .control("z")] {
      let own = app.state.bindings.first { $0.keys.contains(key) }?.command
      let shared = Bindings.global.first { $0.keys.contains(key) }?.command
      #expect(own == nil || own == shared, "\(key.name) on \(screen)")
    }
    app.press(.control("c"))
    #expect(app.hasQuit)
  }

  @Test func everyBindingTellsWhatItDoes() throws {
    for screen in FrameTests.screens {
      let app = try TestApp()
      FrameTests.bring(app, to: screen)
      for binding in app.state.bindings + Bindings.global {
        #expect(!binding.help.isEmpty, "\(binding.command) on \(screen)")
      }
    }
  }

  @Test func keysTypedAheadAreMeantForTheScreenThatComes() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.5)
    app.press(.escape)
    var program = app.driver.program
    let job = try #require(program.handle(.input(.key(.character("b"))), at: app.moment).first)
    // The bank is not there yet: Enter must not do what it does on the home screen.
    #expect(program.handle(.input(.key(.right)), at: app.moment).isEmpty)
    #expect(program.handle(.input(.key(.enter)), at: app.moment).isEmpty)
    #expect(program.face.isAtHome)
    let listing = Outcome.bank(try app.workspace.bankListing())
    _ = program.handle(.finished(job: job.id, [listing], done: 1), at: app.moment)
    let bank = try #require(program.face.screens.last as? BankScreen)
    #expect(bank.unfolded == [.domain(0)] || bank.unfolded.isEmpty, "Enter folds what right unfolded")
    #expect(!program.face.isAtHome && !program.isHolding)
  }
}

@Suite struct KeyTableTests {
  /// `sextant keys --markdown` makes the table; here it is held to what the README shows.
  @Test func theReadmeShowsTheKeysThatHold() throws {
    let text = try String(contentsOf: TestApp.root.appendingPathComponent("README.md"), encoding: .utf8)
    let table = KeyTable.markdown()
    #expect(text.contains("<!-- keys -->\n" + table + "<!-- /keys -->"))
  }

  @Test func theManualPageHasEverySectionAndNoStrayRequest() {
    let page = KeyTable.manual()
    for section in KeyTable.sections() where !section.rows.isEmpty {
      #expect(page.contains(".SS \(section.name)\n"))
    }
    let requests = Set(
      page.split(separator: "\n").filter { $0.hasPrefix(".") }.map { $0.prefix { $0 != " " } })
    #expect(requests == [".SH", ".SS", ".TP", ".B"])
  }
}
