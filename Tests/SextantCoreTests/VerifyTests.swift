import Foundation
import Journal
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// Every start checks the whole journal.
@Suite struct VerifyTests {
  @Test func theScreensNoticeDamageAMomentAfterTheirStart() throws {
    let app = try TestApp()
    app.introduce()
    let item = try #require(app.workspace.bank.items.first?.id)
    _ = app.runner.run(.reportItem(item, "needle in a haystack"))
    let folder = app.folder.appendingPathComponent("copy")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in [Journal.fileName, Journal.fileName + "-wal"] {
      try FileManager.default.copyItem(
        at: app.folder.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    // Opening and closing it writes the log into the file.
    _ = try Journal.open(folder: folder, now: app.clock.date)
    let path = folder.appendingPathComponent(Journal.fileName)
    var bytes = try Data(contentsOf: path)
    // No longer UTF-8, in a place that no start reads.
    bytes[try #require(bytes.range(of: Data("needle".utf8))).lowerBound] = 0xFF
    try bytes.write(to: path)
    let space = Workspace(
      bank: app.workspace.bank, journal: try Journal.open(folder: folder, now: app.clock.date).journal,
      environment: app.workspace.environment)
    let runner = EffectRunner { space }
    _ = runner.run(.openWorkspace)
    #expect(space.takeNotices().isEmpty, "nothing waits for the check")
    runner.prepare()
    guard case .overview(_, let notices) = runner.run(.loadOverview).first else {
      Issue.record("no overview")
      return
    }
    #expect(notices.count == 1 && notices.first?.contains("has been rebuilt") == true, "\(notices)")
  }
}
