import Foundation

@testable import ItemBank

/// The small assessment of the fixtures, copied into a folder of its own for each test.
struct BankFixture: ~Copyable {
  static let aims = "items/plan/aims.yaml"

  let folder: URL
  let cache: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sextant-bank-\(UUID().uuidString)/teacher")
    cache = folder.deletingLastPathComponent().appendingPathComponent("cache")
    try FileManager.default.createDirectory(
      at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Fixtures.folder.appendingPathComponent("teacher"), to: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// Changes the first occurrence of a text in a file.
  func change(_ name: String, _ from: String, _ to: String) throws {
    let text = try text(name)
    guard text.contains(from) else { throw FixtureError(missing: from) }
    try write(name, text.replacing(from, with: to, maxReplacements: 1))
  }

  /// Gives every file a time long ago, so that its stamp is trusted.
  func age(to time: Double = 1_000_000_000) throws {
    for name in ContentFiles(folder: folder.path).names {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: time)],
        ofItemAtPath: folder.appendingPathComponent(name).path)
    }
  }

  func parse() -> (assessment: ParsedAssessment?, diagnostics: [Diagnostic]) {
    BankLoader.parse(assessment: folder)
  }

  func load() throws -> Bank { try BankLoader.load(folder: folder.path, cache: cache.path) }

  var index: IndexFile { IndexFile(cache: cache.path, assessment: folder.path) }
}

/// A test that would change nothing.
struct FixtureError: Error {
  var missing: String
}
