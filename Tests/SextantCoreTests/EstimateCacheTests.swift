import Foundation
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// What finished attempts say is kept, and never believed where anything else has changed.
@Suite struct EstimateCacheTests {
  /// An app with two placements, and a folder to keep in.
  private static func app() throws -> (app: TestApp, space: Workspace, folder: URL) {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 1, share: 0.5)
    app.press(.escape)
    app.clock.pass(days: 40)
    app.takePlacement(seed: 2, share: 0.7)
    var space = app.workspace
    let folder = app.folder.appendingPathComponent("cache")
    space.cache = folder
    return (app, space, folder)
  }

  private static func cache(_ space: Workspace, _ folder: URL) throws -> EstimateCache {
    try #require(space.estimateCache(try space.settings()))
  }

  private static func numbers(_ data: HistoryData) -> [[Double]] {
    data.entries.map { entry in
      [entry.overall?.mean ?? 0, entry.overall?.sd ?? 0] + entry.domains.flatMap { [$0.mean, $0.sd] }
        + entry.answersOfDomain.map(Double.init)
    }
  }

  @Test func theHistoryIsTheSameWithAndWithoutIt() throws {
    let (app, space, folder) = try Self.app()
    let plain = Self.numbers(try app.workspace.history())
    #expect(plain.count == 2)
    #expect(Self.numbers(try space.history()) == plain)
    let kept = try Self.cache(space, folder).load()
    #expect(kept.count == 2 && kept.values.allSatisfy { $0.responseCount > 0 })
    #expect(Self.numbers(try space.history()) == plain)
  }

  @Test func itIsFilledAheadOfTheFirstLook() throws {
    let (app, space, folder) = try Self.app()
    let opened = space
    let runner = EffectRunner { opened }
    runner.prepare()
    #expect(try Self.cache(space, folder).load().isEmpty, "nothing before the journal is open")
    _ = runner.run(.openWorkspace)
    runner.prepare()
    #expect(try Self.cache(space, folder).load().count == 2)
    #expect(Self.numbers(try space.history()) == Self.numbers(try app.workspace.history()))
  }

  @Test func whatIsKeptSavesTheReading() throws {
    let (_, space, folder) = try Self.app()
    _ = try space.history()
    let cache = try Self.cache(space, folder)
    var entries = cache.load()
    let id = try #require(entries.keys.first)
    entries[id]?.overall = .init(mean: 9, sd: 0.1, margin: 0.2)
    cache.save(entries)
    #expect(try space.history().entries.contains { $0.overall?.mean == 9 }, "it is read, not computed")
    entries[id]?.responseCount += 1
    cache.save(entries)
    #expect(
      try space.history().entries.allSatisfy { $0.overall.map { $0.mean < 5 } ?? false },
      "another number of answers")
  }

  @Test func aDamagedFileCostsOnlyTime() throws {
    let (app, space, folder) = try Self.app()
    let plain = Self.numbers(try app.workspace.history())
    _ = try space.history()
    let file = try #require(
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).first {
        $0.pathExtension == "standings"
      })
    let sound = try Data(contentsOf: file)
    for place in stride(from: 0, to: sound.count, by: 7) {
      var bytes = sound
      bytes[place] ^= 0x40
      try bytes.write(to: file)
      #expect(Self.numbers(try space.history()) == plain)
      #expect(try Data(contentsOf: file) == sound, "and it is mended")
    }
    for length in [0, 7, 15, 16, 40, sound.count - 1] {
      try sound.prefix(length).write(to: file)
      #expect(Self.numbers(try space.history()) == plain)
    }
  }

  @Test func anotherProfileOrBankIsComputedAnew() throws {
    let (app, space, folder) = try Self.app()
    _ = try space.history()
    var settings = try space.settings()
    let other = try #require(space.framework.profiles.first { $0.id != settings.profile })
    settings.profile = other.id
    try space.save(settings)
    let fresh = Self.numbers(try app.workspace.history())
    #expect(Self.numbers(try space.history()) == fresh)
    #expect(
      EstimateCache(
        folder: folder, assessment: space.framework.id, bank: "other", settings: settings,
        journal: space.journal.fileIdentity
      ).load().isEmpty)
  }

  @Test func aFolderThatCannotBeWrittenIsNoFault() throws {
    let (app, _, _) = try Self.app()
    var space = app.workspace
    space.cache = URL(fileURLWithPath: "/proc/nothing/here")
    #expect(Self.numbers(try space.history()) == Self.numbers(try app.workspace.history()))
  }
}
