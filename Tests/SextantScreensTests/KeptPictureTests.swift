import Foundation
import Psychometrics
import SextantCore
import SextantScreens
import TerminalUI
import Testing

@Suite struct KeptPictureTests {
  private static let glyphs = Array("abc ▏█─é日本e\u{301}")

  private func surface(_ random: inout SeededGenerator) -> Surface {
    let size = Size(
      columns: Int.random(in: 1...60, using: &random), rows: Int.random(in: 1...20, using: &random))
    var surface = Surface(size)
    for _ in 0..<30 {
      let text = String(
        (0..<Int.random(in: 1...12, using: &random)).map { _ in
          Self.glyphs.randomElement(using: &random) ?? "a"
        })
      let style = Style(
        Role.allCases.randomElement(using: &random) ?? .text,
        Style.Attributes(rawValue: UInt8.random(in: 0...15, using: &random)))
      surface.put(
        text,
        at: Point(
          column: Int.random(in: 0..<size.columns, using: &random),
          row: Int.random(in: 0..<size.rows, using: &random)), style)
    }
    if Bool.random(using: &random) { surface.cursor = Point(column: 0, row: size.rows - 1) }
    return surface
  }

  @Test func anyPictureComesBackAsItWas() {
    for seed in 0..<200 {
      var random = SeededGenerator(seed: UInt64(seed))
      let picture = surface(&random)
      let bytes = KeptPicture.encode(picture, stamp: "s")
      #expect(KeptPicture.decode(bytes[...], size: picture.size, stamp: "s") == picture, "seed \(seed)")
    }
  }

  @Test func aStaleResizedOrDamagedPictureIsNotShown() {
    var random = SeededGenerator(seed: 7)
    let picture = surface(&random)
    let bytes = KeptPicture.encode(picture, stamp: "one")
    #expect(KeptPicture.decode(bytes[...], size: picture.size, stamp: "two") == nil)
    let wider = Size(columns: picture.size.columns + 1, rows: picture.size.rows)
    #expect(KeptPicture.decode(bytes[...], size: wider, stamp: "one") == nil)
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(KeptPicture.decode(damaged[...], size: picture.size, stamp: "one") == nil)
      #expect(KeptPicture.decode(bytes[..<place], size: picture.size, stamp: "one") == nil)
    }
  }

  @Test func thePictureLapsesWithTheJournal() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kept-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let folders = Folders(assessment: folder, data: folder, cache: folder, state: folder)
    let journal = folder.appendingPathComponent("journal.sqlite")
    try Data("one".utf8).write(to: journal)
    let keeper = try #require(KeptPicture(folders: folders, salt: "today"))
    #expect(!keeper.isThere)
    let picture = Surface(Size(columns: 3, rows: 2))
    keeper.save(picture)
    #expect(keeper.isThere)
    #expect(keeper.load(size: picture.size) == picture)
    #expect(KeptPicture(folders: folders, salt: "tomorrow")?.load(size: picture.size) == nil)
    try Data("more".utf8).write(to: journal)
    #expect(keeper.load(size: picture.size) == nil)
    let mode =
      try FileManager.default.attributesOfItem(
        atPath: folder.appendingPathComponent("home.picture").path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
