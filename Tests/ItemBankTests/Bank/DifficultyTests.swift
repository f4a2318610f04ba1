import Foundation
import Testing

@testable import ItemBank

/// The files of measured difficulties beside a bank.
@Suite struct DifficultyTests {
  static func calibration(_ bank: Bank, difficulty: Double = 1.25, revision: Int = 1) -> CalibrationFile {
    CalibrationFile(
      bank: bank.fingerprint, people: 300, answers: 9000, levelSD: 0.7, abilityMean: -0.25, abilitySD: 1.1,
      entries: [
        CalibrationFile.Entry(
          id: "plan.aims.verb", revision: revision, difficulty: .init(difficulty, error: 0.2),
          discrimination: .init(1.5, error: 0.25), guessing: 0.25, answers: 40, right: 22),
        CalibrationFile.Entry(
          id: "plan.aims.order", revision: 1, difficulty: .init(-0.5, error: 0.3), discrimination: nil,
          guessing: 0, answers: 31, right: 9),
      ])
  }

  @Test func theCalibrationComesBeforeTheRankingAndTheLevel() throws {
    let fixture = try BankFixture()
    let bank = try fixture.load()
    #expect(bank.items.allSatisfy { $0.measured == nil })
    try fixture.write(CalibrationFile.name, Self.calibration(bank).text)
    try fixture.write(
      "difficulty.yaml",
      "items:\n  - {id: plan.aims.verb, b: -2, sd: 0.4}\n  - {id: plan.aims.count, b: 0.75, sd: 0.4, judges: 3, sets: 6}\n"
    )
    // Once from the files, once from the compiled index.
    for _ in 0..<2 {
      let measured = Dictionary(
        try fixture.load().items.map { ($0.id, $0.measured) }, uniquingKeysWith: { first, _ in first })
      #expect(
        measured["plan.aims.verb"]
          == MeasuredDifficulty(
            source: .calibration, difficulty: 1.25, standardError: 0.2, discrimination: 1.5, guessing: 0.25))
      #expect(
        measured["plan.aims.order"]
          == MeasuredDifficulty(
            source: .calibration, difficulty: -0.5, standardError: 0.3, guessing: 0))
      #expect(
        measured["plan.aims.count"]
          == MeasuredDifficulty(source: .comparison, difficulty: 0.75, standardError: 0.4))
      #expect(measured["teach.ask.match"] == .some(nil))
    }
    #expect(fixture.parse().diagnostics.isEmpty)
    try FileManager.default.removeItem(at: fixture.folder.appendingPathComponent(CalibrationFile.name))
    let after = try fixture.load()
    #expect(after.items.first { $0.id == "plan.aims.verb" }?.measured?.source == .comparison)
    #expect(after.fingerprint == bank.fingerprint && after.contentKey != bank.contentKey)
  }

  /// A ranking measures how far levels are off; a calibration only repeats what it assumed.
  @Test func aFileSaysHowFarLevelsAreOff() throws {
    let fixture = try BankFixture()
    let bank = try fixture.load()
    #expect(bank.content.framework.levelDeviation == nil)
    try fixture.write(CalibrationFile.name, Self.calibration(bank).text)
    #expect(try fixture.load().content.framework.levelDeviation == 0.7)
    try fixture.write(
      "difficulty.yaml", "level_sd: 0.55\nitems:\n  - {id: plan.aims.verb, b: -2, sd: 0.4}\n")
    // Once from the files, once from the compiled index.
    for _ in 0..<2 { #expect(try fixture.load().content.framework.levelDeviation == 0.55) }
    try fixture.write(
      "difficulty.yaml", "level_sd: 30\nitems:\n  - {id: plan.aims.verb, b: -2, sd: 0.4}\n")
    #expect(fixture.parse().diagnostics.map(\.rule) == ["range"])
  }

  @Test func aRevisedItemKeepsItsLevel() throws {
    let fixture = try BankFixture()
    let bank = try fixture.load()
    try fixture.write(CalibrationFile.name, Self.calibration(bank, revision: 7).text)
    #expect(try fixture.load().items.first { $0.id == "plan.aims.verb" }?.measured == nil)
    let warning = try #require(fixture.parse().diagnostics.first)
    #expect(warning.severity == .warning && warning.rule == "stale-difficulty")
    #expect(warning.message.contains("1 of 2 items were revised"), "\(warning)")
  }

  @Test func anotherBankIsNoticed() throws {
    let fixture = try BankFixture()
    let text = Self.calibration(try fixture.load()).text
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("bank:") })
    try fixture.write(CalibrationFile.name, text.replacing(line, with: "bank: 0123456789abcdef"))
    let found = fixture.parse().diagnostics
    #expect(found.map(\.rule) == ["stale-difficulty"] && found.first?.message.contains("added") == true)
    // The difficulties of items that are the same still count.
    #expect(try fixture.load().items.contains { $0.measured != nil })
  }

  @Test func theFingerprintFollowsWhatAnAnswerMeans() throws {
    let fixture = try BankFixture()
    let before = try fixture.load().fingerprint
    try fixture.change(BankFixture.aims, "Which verb makes", "Which word makes")
    #expect(try fixture.load().fingerprint == before)
    try fixture.change(BankFixture.aims, "level: 2", "level: 3")
    #expect(try fixture.load().fingerprint != before)
  }

  @Test(arguments: [
    ("items:\n  - {id: plan.aims.verb, b: hard, b_se: 0.2}\n", "b must be a number"),
    ("items:\n  - {id: plan.aims.verb, b: 400, b_se: 0.2}\n", "b must be from -10"),
    ("items:\n  - {id: plan.aims.verb, b: 1}\n", "has no b_se"),
    ("items:\n  - {id: plan.aims.verb, b: 1, b_se: 1, z: 2}\n", "has no field z"),
    ("people: 3\n", "has no items"), ("", "the file is empty"),
    ("items:\n  - {id: a.b.c, b: 1, b_se: 1}\n  - {id: a.b.c, b: 1, b_se: 1}\n", "listed twice"),
  ])
  func mistakesAreReportedWithTheirPlace(text: String, message: String) throws {
    let fixture = try BankFixture()
    try fixture.write(CalibrationFile.name, text)
    let found = fixture.parse().diagnostics.filter { $0.severity == .error }
    #expect(found.contains { $0.message.contains(message) }, "\(found)")
    #expect(found.allSatisfy { $0.location.file.hasSuffix(CalibrationFile.name) && !$0.remedy.isEmpty })
  }
}
