import Foundation
import Interchange
import ItemBank
import Testing

@Suite struct DraftTests {
  /// A draft of some texts in a folder of its own.
  private func draft(_ text: String, _ body: (URL) throws -> Void) throws {
    var conversion = ItemConversion(ItemConversion.Choices())
    var converted: [ItemConversion.Converted] = []
    for entry in try Reading.entries(text) {
      var entry = entry
      if let item = conversion.item(for: &entry) { converted.append(item) }
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("draft-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var skills: [DraftAssessment.DraftSkill] = []
    var files: [String: String] = [:]
    for item in converted {
      let skill = item.item.skill
      if files[skill] == nil {
        skills.append(DraftAssessment.DraftSkill(id: skill, name: item.skillName))
        files[skill] = DraftAssessment.itemHead(skill: skill)
      }
      files[skill, default: ""] += ItemText.entry(item.item, assumed: item.assumed, origin: "quiz:1")
    }
    for (skill, text) in files {
      let parts = skill.split(separator: ".")
      let place = folder.appendingPathComponent("items/\(parts[0])/\(parts[1]).yaml")
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
    let assessment = DraftAssessment(id: "draft", name: "a: draft", skills: skills)
    try Data(assessment.assessment.utf8).write(to: folder.appendingPathComponent("assessment.yaml"))
    try Data(assessment.roadmap.utf8).write(to: folder.appendingPathComponent("roadmap.yaml"))
    try body(folder)
  }

  @Test func aDraftOpensAndLintSaysWhatIsMissing() throws {
    let text = """
      $CATEGORY: top/Nets

      Which? {=a ~b}

      $CATEGORY: top/Nets/Loss

      How much? {#3:1}

      $CATEGORY: top/Other

      Which: [word]? {=yes =\\: no}
      """
    try draft(text) { folder in
      let bank = try BankLoader.load(folder: folder.path, cache: nil)
      #expect(
        bank.items.map(\.id) == [
          "imported.nets.which", "imported.nets-loss.how-much", "imported.other.which-word",
        ])
      let (parsed, found) = BankLoader.parse(assessment: folder)
      let assessment = try #require(parsed)
      #expect(found.filter { $0.severity == .error } == [])
      let lint = BankLint.check(assessment, today: (2026, 12))
      #expect(lint.allSatisfy { $0.severity == .warning })
      #expect(
        Set(lint.map(\.rule)).isSuperset(of: [
          "no-source", "no-explanation", "no-why", "misconceptions", "entry-count",
        ]))
    }
  }

  @Test func itemsOfADraftAreTheOnesThatWereWritten() throws {
    var generator = TextChance(seed: 3)
    let items = (0..<200).map { RoundTripTests.item($0, &generator) }
    var text = DraftAssessment.itemHead(skill: "test.random")
    for item in items { text += ItemText.entry(item, assumed: ["level"], origin: "here") }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("draft-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appendingPathComponent("items/test/random.yaml")
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place)
    let draft = DraftAssessment(id: "d", name: "d", skills: [.init(id: "test.random", name: "r")])
    try Data(draft.assessment.utf8).write(to: folder.appendingPathComponent("assessment.yaml"))
    try Data(draft.roadmap.utf8).write(to: folder.appendingPathComponent("roadmap.yaml"))
    let (parsed, found) = BankLoader.parse(assessment: folder)
    #expect(found == [])
    let read = (parsed?.items ?? []).map { item in
      var item = item
      item.location = nil
      return item
    }
    #expect(read == items)
  }

  @Test func categoriesMapToSkills() throws {
    let map = try CategoryMap("category,skill\nNets,ml.nets\nNets/Loss,ml.loss\n", file: "m")
    var conversion = ItemConversion(.init(skill: "ml.rest", level: 2, map: map))
    let text =
      "$CATEGORY: Nets/Deep\n\nWhich? {=a ~b}\n\n$CATEGORY: Nets/Loss\n\nWhich? {=a ~b}\n\n$CATEGORY: X\n\nWhich? {=a ~b}\n\nWhich? {=a ~b}"
    let items = try Reading.entries(text).compactMap { entry in
      var entry = entry
      return conversion.item(for: &entry)?.item
    }
    #expect(items.map(\.id) == ["ml.nets.which", "ml.loss.which", "ml.rest.which", "ml.rest.which-2"])
    #expect(items.allSatisfy { $0.level == 2 })
    #expect(throws: ImportFailure.self) { try CategoryMap("Nets,Bad Skill", file: "m") }
  }

  @Test func theReportCountsAndNames() throws {
    var report = ImportReport()
    var conversion = ItemConversion(.init())
    var lines: [String] = []
    for entry in try Reading.entries("Which? {~=a ~b}\n\nExplain. {}\n\n::n::Which? {=a ~b}\n") {
      var entry = entry
      let item = conversion.item(for: &entry)?.item
      lines += report.add(entry, item: item).lines
    }
    #expect(report.counts.sentence == "3 questions read: 2 kept, 1 of them changed, 1 not kept.")
    #expect(lines.contains("f:1:1: kept as imported.general.which"))
    #expect(lines.contains("f:3:1: not kept: Explain. {}: it is an essay, which only a person can mark"))
    #expect(lines.contains("  assumed: level 3 and bloom understand, which the source doesn't say"))
  }
}
