import Foundation
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

@Suite struct KeyMapTests {
  static let screens = KeyTable.bindingsBySection(Bed.bank.content)

  @Test func theFileThatIsPrintedChangesNothingAndEveryLineOfItIsGood() {
    let template = KeyTable.template(Bed.bank.content)
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
      "# mine\nplaces take = Z N\n\neverywhere help = F6\n", screens: Self.screens)
    #expect(mistakes.isEmpty)
    let take = map.applied(to: Bindings.places, on: KeyMap.places).first { $0.command == .take }
    #expect(take?.keys == [.character("Z"), .character("N")] && take?.shown == "Z")
    let global = map.applied(to: Bindings.global, on: KeyMap.everywhere)
    #expect(Bindings.command(for: .function(6), in: [], global: global) == .help)
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
    let bed = try Bed()
    bed.introduce()
    let (map, mistakes) = KeyMap.read(
      "places history = Y\neverywhere help = F9\ngap-report export = W\n", screens: Self.screens)
    #expect(mistakes.isEmpty)
    bed.state.keyMap = map
    bed.press(.character("?"))
    #expect(!bed.state.showsHelp)
    bed.press(.function(9))
    #expect(bed.state.showsHelp && bed.text.contains("F9"))
    bed.press(.escape)
    #expect(bed.text.split(separator: "\n").last?.contains("F9 help") == true)
  }

  @Test func theFileIsReadWhenTheProgramOpens() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sextant-keys-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("keys.conf")
    try Data("places take = y\nplaces tkae = m\n".utf8).write(to: file)
    let (keys, mistakes) = KeyMap.read(KeyFile(file), Bed.bank.content)
    #expect(!keys.isEmpty && mistakes.count == 1)
    #expect(mistakes.first?.hasPrefix("\(file.path):2: ") == true)
    try Data([0xFF, 0xFE, 0x00]).write(to: file)
    #expect(KeyMap.read(KeyFile(file), Bed.bank.content).mistakes.count == 1)
    #expect(KeyFile(folder.appendingPathComponent("none")) == nil)
  }
}

@Suite struct MouseTests {
  private func gaps() throws -> Bed {
    let bed = try Bed()
    bed.introduce()
    bed.takePlacement(seed: 4, share: 0.45)
    bed.press(.enter, .home)
    return bed
  }

  private func focus(_ bed: Bed) -> Int? {
    guard case .gaps(let screen)? = bed.state.screens.last, let context = bed.state.context(bed.clock.date)
    else {
      return nil
    }
    return screen.rows(context).firstIndex(of: screen.focus)
  }

  @Test func theThumbOfABarIsDraggedThroughTheWholeList() throws {
    let bed = try gaps()
    let bar = try #require(bed.frame.bars.first)
    let place = { (row: Int) in Point(column: bar.area.column, row: row) }
    bed.send(.mouse(MouseEvent(.press, at: place(bar.thumb.lowerBound))))
    for row in bar.thumb.lowerBound..<bar.area.endRow { bed.send(.mouse(MouseEvent(.drag, at: place(row)))) }
    let far = try #require(focus(bed))
    #expect(far >= 30)
    for row in (bar.area.row..<bar.area.endRow).reversed() {
      bed.send(.mouse(MouseEvent(.drag, at: place(row))))
    }
    #expect(try #require(focus(bed)) <= 2)
    bed.send(.mouse(MouseEvent(.release, at: place(bar.area.row))))
    let rest = try #require(focus(bed))
    bed.send(.mouse(MouseEvent(.drag, at: place(bar.area.endRow - 1))))
    #expect(focus(bed) == rest, "without a button nothing is dragged")
  }

  @Test func besideTheThumbThePaneTurns() throws {
    let bed = try gaps()
    let bar = try #require(bed.frame.bars.first)
    bed.send(.mouse(MouseEvent(.press, at: Point(column: bar.area.column, row: bar.area.endRow - 1))))
    #expect(try #require(focus(bed)) >= 8)
  }

  @Test func withReducedMotionTheClockTellsNoSeconds() throws {
    let bed = try Bed()
    bed.introduce()
    bed.state.overview?.settings.reducesMotion = true
    bed.press(.character("t"), .down, .down, .enter, .enter)
    bed.tick(milliseconds: 57 * 60_000)
    #expect(bed.text.contains("3 min left") && bed.text.firstMatch(of: /\d:\d\d left/) == nil)
    #expect((bed.state.patience ?? 0) > 1000)
  }
}
