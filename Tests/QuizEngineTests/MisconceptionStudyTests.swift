import Foundation
import ItemBank
import Testing

@testable import QuizEngine
@testable import QuizStudies

/// A small run of `sextant simulate --misconceptions`.
@Suite struct MisconceptionStudyTests {
  static func tally(
    consistency: Double?, drill: MisconceptionSimulation.Drill, people: Range<Int> = 0..<99,
    items: Int = MisconceptionProbes.usualLength
  ) throws -> MisconceptionSimulation.Tally {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appendingPathComponent("Assessments/ml-engineer").path
    let bank = try BankLoader.load(folder: folder, cache: nil)
    let ideas = MisconceptionFile.read(folder: folder).misconceptions
    var questions: [String: [Item]] = [:]
    for id in Set(ideas.flatMap { $0.signs.map(\.item) }) {
      questions[id] = try bank.family(id: id)?.items ?? bank.item(id: id).map { [$0] }
    }
    let study = PlacementStudy(
      pool: ItemPool(items: bank.items, framework: bank.content.framework), profile: "entry")
    return MisconceptionSimulation(
      placements: study, misconceptions: ideas, questions: questions, consistency: consistency, drill: drill,
      drillItems: items
    ).run(people: people)
  }

  @Test func theDrillFindsIdeasAndSeldomNamesOthers() throws {
    let tally = try Self.tally(consistency: 1, drill: .domain)
    #expect(tally.people == 99 && tally.holders == 99)
    #expect(tally.found > tally.foundBefore, "\(tally)")
    #expect(Double(tally.misjudged) <= 0.1 * Double(tally.people), "\(tally)")
    // A person who shows it seldom is found less often; without an idea nothing is found.
    let seldom = try Self.tally(consistency: 0.4, drill: .domain)
    #expect(seldom.found < tally.found, "\(seldom)")
    let none = try Self.tally(consistency: nil, drill: .usual)
    #expect(none.holders == 0 && none.found == 0 && none.misjudged <= 9, "\(none)")
  }
}
