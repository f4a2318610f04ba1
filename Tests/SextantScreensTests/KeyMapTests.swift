import Foundation
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

@Suite struct KeyMapTests {
  static let screens = KeyTable.bindingsBySection

  @Test func theFileThatIsPrintedChangesNothingAndEveryLineOfItIsGood() {
    let template = KeyTable.template()
    #expect(KeyMap.read(template, screens: Self.screens).map.isEmpty)
    let lines = template.split(separator: "\n").filter { $0.hasPrefix("# ") && $0.contains(" = ") }
    #expect(lines.count > 100)
    for line in lines where !line.contains("screen command") {
      // Each line by itself: as shipped, no key has two meanings.
      let (_, mistakes) = KeyMap.read(String(line.dropFirst(2)), screens: Self.screens)
      #expect(mistakes.isEmpty, "\(line): \(mistakes)")
    }
  }

  @Test func keysArePutInPlaceOfTheShippedOnes() {
    let (map, mistakes) = KeyMap.read(
      "# mine\nplaces take = Z Y\n\neverywhere help = F9\n", screens: Self.screens)
    #expect(mistakes.isEmpty)
    let take = map.applied(to: Bindings.places, on: KeyMap.places).first { $0.command == .goTo(.take) }
    #expect(take?.keys == [.character("Z"), .character("Y")] && take?.shown == "Z")
    let global = map.applied(to: Bindings.global, on: KeyMap.everywhere)
    #expect(Bindings.command(for: .function(9), in: [], global: global) == .help)
    #expect(Bindings.command(for: .function(1), in: [], global: global) == nil)
  }

  @Test(arguments: [
    ("places take", 1, "screen command = key"), ("\nhoem drill = y", 2, "did you mean `home`?"),
    ("places tkae = n", 1, "did you mean `take`?"), ("home drill = nn", 1, "`nn` is no key"),
    ("home drill = q", 1, "`q` means"), ("places take = ctrl-c", 1, "always leaves"),
    ("places take = h", 1, "means"), ("places plan = n", 1, "`n` means"),
    ("gap-report export = e", 1, "`e` means"),
  ])
  func aMistakeNamesItsLineAndARemedyAndTheOthersHold(text: String, line: Int, words: String) {
    let (map, mistakes) = KeyMap.read(text + "\nbank report = R\n", screens: Self.screens)
    #expect(mistakes.count == 1 && mistakes.first?.line == line)
    #expect(mistakes.first?.text.contains(words) == true, "\(mistakes)")
    #expect(
      map.applied(to: [Binding(.report, [.character("!")], help: "")], on: "bank").first?.keys == [
        .character("R")
      ])
  }

  /// People's files of keys name these: a name may be added, and none may change or go.
  static let released: [(section: String, names: String)] = [
    ("everywhere", "up down page-up page-down top bottom back help palette quit redraw suspend"),
    ("places", "take gaps plan history settings evidence result map reviews notes bank glossary"),
    ("home", "confirm drill"), ("take", "confirm right left"),
    ("question", "choose-0 toggle raise unknown undo confirm rate-1 rate-4 flag note view"),
    ("mock-exam", "confirm previous map flag view"),
    ("exam-overview", "confirm hand-in next flag left right"),
    ("result", "confirm drill next previous filter explain search sort"),
    ("gap-summary", "confirm next drill focus copy search export-all raise lower"), ("links", "copy confirm"),
    (
      "gap-report",
      "confirm next drill focus sort filter search copy export export-all only-step-1 only-step-2 only-step-3 "
        + "only-step-4 only-domain clear undo left right"
    ),
    ("map-of-skills", "confirm right left drill focus"),
    (
      "plan",
      "confirm next previous filter drill set-date set-interview export set-artefact note copy search undo more-time less-time raise "
        + "lower only-step-1 only-step-2 only-step-3 only-step-4"
    ),
    (
      "evidence",
      "right left set-artefact unknown copy undo clear raise lower rate-0 rate-1 rate-2 rate-3 rate-4"
    ),
    ("history", "confirm next toggle compare right left search exclude delete"),
    ("reviews", "confirm drill raise lower"),
    ("bank", "confirm search filter report copy left right raise lower"), ("settings", "right confirm left"),
    ("flags-and-notes", "confirm toggle drill search filter sort copy report raise lower"),
    ("glossary", "search raise lower"), ("answer", "drill next copy report"),
  ]

  @Test func everyNameOfTheFileOfKeysStaysWhatItWas() {
    for (section, names) in Self.released {
      let known = Set((Self.screens[section] ?? []).map(\.command.name))
      let missing = names.split(separator: " ").map(String.init).filter { !known.contains($0) }
      #expect(missing.isEmpty, "\(section) lost \(missing)")
    }
    let listed = KeyTable.template().split(separator: "\n").compactMap { line -> String? in
      let words = line.split(separator: " ")
      return words.count > 4 && words[3] == "=" ? "\(words[1]) \(words[2])" : nil
    }
    let frozen = Self.released.flatMap { section, names in
      names.split(separator: " ").map { "\(section) \($0)" }
    }
    #expect(
      Set(listed) == Set(frozen), "a new name is released with its line here; a released one stays")
  }

  /// A name that stood for two commands of one screen would give both the keys that were meant for one.
  @Test func noTwoCommandsOfAScreenShareAName() {
    for (section, bindings) in Self.screens {
      var commands: [String: Command] = [:]
      for binding in bindings {
        let other = commands.updateValue(binding.command, forKey: binding.command.name)
        #expect(other == nil || other == binding.command, "\(binding.command.name) on \(section)")
      }
    }
  }

  @Test func theListsOfPlacesNameTheSameOnes() {
    let letters = Places.all.compactMap(\.signpost?.name)
    #expect(Set(Places.atFoot.compactMap(\.signpost?.name)) == Set(letters))
    #expect(Set(Places.inPalette.compactMap(\.signpost?.name)) == Set(letters))
    #expect(Set(letters).count == letters.count && Places.atFoot.count == letters.count)
  }

  @Test func namesOfKeysAreReadBack() {
    let keys: [Key] = [
      .character("x"), .character(" "), .enter, .escape, .tab, .backTab, .control("k"), .function(12),
      .pageUp,
      .delete, .backspace, .left, .character("é"),
    ]
    for key in keys { #expect(Key(name: key.writtenName) == key, "\(key)") }
    #expect(Key(name: "F25") == nil && Key(name: "ctrl-1") == nil && Key(name: "") == nil)
  }

  @Test func footHelpAndKeysFollowTheFile() throws {
    let app = try TestApp()
    app.introduce()
    let (map, mistakes) = KeyMap.read(
      "places history = Y\neverywhere help = F9\ngap-report export = W\n", screens: Self.screens)
    #expect(mistakes.isEmpty)
    app.state.keyMap = map
    app.press(.character("?"))
    #expect(!app.state.showsHelp)
    app.press(.function(9))
    #expect(app.state.showsHelp && app.text.contains("F9"))
    app.press(.escape)
    #expect(app.text.split(separator: "\n").last?.contains("F9 help") == true)
  }

  @Test func theFileIsReadWhenTheProgramOpens() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sextant-keys-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("keys.conf")
    try Data("places take = Y\nplaces tkae = m\n".utf8).write(to: file)
    let (keys, mistakes) = KeyMap.read(KeyFile(file.path))
    #expect(!keys.isEmpty && mistakes.count == 1)
    #expect(mistakes.first?.hasPrefix("\(file.path):2: ") == true)
    try Data([0xFF, 0xFE, 0x00]).write(to: file)
    #expect(KeyMap.read(KeyFile(file.path)).mistakes.count == 1)
    #expect(KeyFile(folder.appendingPathComponent("none").path) == nil)
  }
}

@Suite struct MouseTests {
  private func gaps() throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    app.press(.character("r"), .tab, .home)
    return app
  }

  private func focus(_ app: TestApp) -> Int? {
    guard let screen: GapsScreen = app.top(), let context = app.context
    else {
      return nil
    }
    return screen.rows(context).firstIndex(of: screen.focus)
  }

  @Test func theThumbOfABarIsDraggedThroughTheWholeList() throws {
    let app = try gaps()
    let bar = try #require(app.frame.bars.first)
    let place = { (row: Int) in Point(column: bar.area.column, row: row) }
    app.send(.mouse(MouseEvent(.press, at: place(bar.thumb.lowerBound))))
    for row in bar.thumb.lowerBound..<bar.area.endRow { app.send(.mouse(MouseEvent(.drag, at: place(row)))) }
    let far = try #require(focus(app))
    #expect(far >= 30)
    for row in (bar.area.row..<bar.area.endRow).reversed() {
      app.send(.mouse(MouseEvent(.drag, at: place(row))))
    }
    #expect(try #require(focus(app)) <= 2)
    app.send(.mouse(MouseEvent(.release, at: place(bar.area.row))))
    let rest = try #require(focus(app))
    app.send(.mouse(MouseEvent(.drag, at: place(bar.area.endRow - 1))))
    #expect(focus(app) == rest, "without a button nothing is dragged")
  }

  @Test func besideTheThumbThePaneTurns() throws {
    let app = try gaps()
    let bar = try #require(app.frame.bars.first)
    app.send(.mouse(MouseEvent(.press, at: Point(column: bar.area.column, row: bar.area.endRow - 1))))
    #expect(try #require(focus(app)) >= 8)
  }

  @Test func withReducedMotionTheClockTellsNoSeconds() throws {
    let app = try TestApp()
    app.introduce()
    app.state.overview?.settings.reducesMotion = true
    app.press(.character("t"), .down, .down, .enter, .enter)
    app.tick(milliseconds: 57 * 60_000)
    #expect(app.text.contains("3 min left") && app.text.firstMatch(of: /\d:\d\d left/) == nil)
    #expect((app.state.tickInterval ?? 0) > 1000)
  }
}
