import Foundation
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// Remarks on the bank are kept for a month of the same bank, and never believed for another.
@Suite struct RemarkCacheTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "sextant-remarks-\(UUID().uuidString)")

  private func cache(bank: String = "b", month: Int = 5) -> RemarkCache {
    RemarkCache(folder: folder, assessment: "ml", bank: bank, year: 2026, month: month)
  }

  @Test func whatIsKeptIsFoundAgain() {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(cache().load() == nil)
    let remarks = ["python.a": ["says how often in no number", "another"], "ml.b": []]
    cache().save(remarks)
    #expect(cache().load() == remarks)
    cache().save([:])
    #expect(cache().load() == [:])
  }

  @Test func anotherBankOrMonthOrADamagedFileIsNotBelieved() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    cache().save(["python.a": ["one"]])
    #expect(cache(bank: "c").load() == nil)
    #expect(cache(month: 6).load() == nil)
    let file = folder.appendingPathComponent("ml.remarks")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 0x40
    try bytes.write(to: file)
    #expect(cache().load() == nil)
  }

  @Test func theWorkspaceAsksTheRulesOnce() throws {
    let app = try TestApp()
    var space = app.workspace
    space.folder = TestApp.root.appendingPathComponent("Assessments/ml-engineer")
    space.cache = folder
    defer { try? FileManager.default.removeItem(at: folder) }
    let found = space.remarks()
    #expect(found.isEmpty == false && found.count < space.pool.entries.count)
    space.folder = nil
    #expect(space.remarks() == found)
  }
}
