import Foundation
import Testing

/// People read "question"; "item" is a word of authors and of code.
@Suite struct QuestionWordTests {
  /// Where the texts for people are.
  private static let folders = [
    "SextantScreens", "SextantPlain", "SextantCore", "Reporting", "QuizEngine", "Roadmap", "TerminalUI",
    "NcursesTerminal", "sextant",
  ]
  /// What authors and researchers use: their commands speak of items.
  private static let ofAuthors = ["Bank", "Calibration", "Simulate", "Ranking"]
  /// What isn't shown: names in files and data, and words that are understood when typed.
  private static let kept = [
    "AttemptPlan.swift: item-limit", "SelectionRule.swift: per-item", "Command+Name.swift: to-item-…",
    "HistoryTable.swift: items", "PlainExam.swift: item", "TakeCommand.swift: items",
    "BankScreen.swift: items browse report", "ExportCommand.swift: item",
  ]

  /// The texts of a source that say "item" or "items", each with the name of its file.
  static func texts(of source: String, in file: String) throws -> [String] {
    let word = try NSRegularExpression(pattern: "\\bitems?\\b", options: .caseInsensitive)
    return SwiftLiterals.texts(of: source).filter {
      word.firstMatch(in: $0, range: NSRange($0.startIndex..., in: $0)) != nil
    }.map { "\(file): \($0)" }
  }

  @Test func textsForPeopleSayQuestion() throws {
    var found: [String] = []
    for folder in Self.folders {
      let place = ImportTests.root.appendingPathComponent("Sources/\(folder)")
      for file in ImportTests.swiftFiles(in: place) where !Self.isOfAuthors(file) {
        found += try Self.texts(
          of: String(contentsOf: file, encoding: .utf8), in: file.lastPathComponent)
      }
    }
    #expect(found.filter { !Self.kept.contains($0) } == [])
    #expect(Self.kept.filter { !found.contains($0) } == [], "an exception without a use")
  }

  private static func isOfAuthors(_ file: URL) -> Bool {
    let parts = file.pathComponents.drop { $0 != "Commands" }.dropFirst()
    return parts.contains { part in ofAuthors.contains { part.hasPrefix($0) } }
  }

  @Test func framesSayQuestion() throws {
    let folder = ImportTests.root.appendingPathComponent("Tests/SextantScreensTests/Frames")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count > 100)
    var found: [String] = []
    for name in names {
      let frame = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      found += frame.split(separator: "\n").filter {
        $0.range(of: "\\bitems?\\b", options: [.regularExpression, .caseInsensitive]) != nil
      }.map { "\(name): \($0)" }
    }
    #expect(found == [])
  }

  @Test func itemsAreFoundInTextsAlone() throws {
    let source = """
      // an item
      let items = Words.count(item, "item") + "one \\(items) Items of"
      let other = "itemised"
      """
    #expect(try Self.texts(of: source, in: "A") == ["A: item", "A: one … Items of"])
    #expect(try Self.texts(of: "count(2, \"item\")", in: "A") == ["A: item"])
  }
}
