import Foundation
import Testing

@testable import ItemBank

@Suite struct AuthoringTests {
  static let skill = Skill(
    id: "python.numpy", name: "NumPy arrays", about: "shapes", weight: 1, steps: [2], volatility: .low,
    bloom: .apply)

  /// A copy of the shipped assessment, thrown away at the end.
  private func withCopy(_ body: (URL) throws -> Void) throws {
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("authoring-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: Fixtures.shipped.appendingPathComponent("ml-engineer"), to: copy)
    try body(copy)
  }

  private func template(_ kind: ItemKind) -> String {
    ItemTemplate.text(
      skill: Self.skill, id: "python.numpy.brand-new", kind: kind, level: 2, month: (2026, 11))
  }

  @Test(arguments: ItemKind.allCases)
  func anUnfinishedTemplateIsRefusedAtItsEmptyFields(kind: ItemKind) throws {
    try withCopy { copy in
      let found = try ItemAddition(assessment: copy).check(
        draft: template(kind), name: "draft.yaml", skill: "python.numpy", today: (2026, 11))
      let errors = found.filter { $0.severity == .error }
      #expect(errors.contains { $0.message.contains("stem is empty") }, "\(found)")
      #expect(errors.allSatisfy { $0.location.file == "draft.yaml" && $0.location.line > 3 })
    }
  }

  private func filled() -> String {
    var text = template(.numeric)
    for (empty, full) in [
      (#"stem: """#, #"stem: "An array has 3 rows of 4 values. How many values has it?""#),
      (#"answer: {value: , tolerance: , unit: ""}"#, #"answer: {value: 12, tolerance: 0.1, unit: ""}"#),
      (#"- {answer: , why: ""}"#, #"- {answer: 7, why: "That adds rows and columns."}"#),
      (#"explanation: """#, "explanation: |\n      # not a hint\n      Three times four."),
      (#"source: """#, #"source: "NumPy documentation, ndarray.size""#),
      (#"verify: {python: ""}"#, #"verify: {python: "3*4"}"#),
    ] { text = text.replacingOccurrences(of: empty, with: full) }
    return text
  }

  @Test func aFinishedDraftJoinsItsFileWithoutTheHints() throws {
    try withCopy { copy in
      let addition = ItemAddition(assessment: copy)
      let before = BankLoader.parse(assessment: copy).assessment?.items.count ?? 0
      let draft = filled()
      #expect(
        try addition.check(draft: draft, name: "d", skill: "python.numpy", today: (2026, 11)).isEmpty)
      let file = try addition.add(draft: draft, skill: Self.skill)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains("nearly everyone knows") && !text.contains("# Two to five sentences"))
      #expect(text.contains("# not a hint"))
      let (parsed, found) = BankLoader.parse(assessment: copy)
      // An item that was revised after the judges ranked it is no fault of this one.
      #expect(found.allSatisfy { $0.rule == "stale-difficulty" }, "\(found.prefix(3))")
      #expect(parsed?.items.count == before + 1)
      #expect(parsed?.items.contains { $0.id == "python.numpy.brand-new" } == true)
    }
  }

  @Test func aFileTooLargeToReadIsLeftAlone() throws {
    try withCopy { copy in
      let addition = ItemAddition(assessment: copy)
      let place = addition.file(ofSkill: "python.numpy")
      let handle = try FileHandle(forWritingTo: place)
      // A hole takes no room on the disk.
      try handle.truncate(atOffset: 5 << 20)
      try handle.close()
      #expect(throws: FileFailure.self) { try addition.add(draft: filled(), skill: Self.skill) }
      #expect(try FileManager.default.attributesOfItem(atPath: place.path)[.size] as? Int == 5 << 20)
    }
  }

  @Test func aSkillWithoutAFileGetsOne() throws {
    try withCopy { copy in
      let addition = ItemAddition(assessment: copy)
      let place = addition.file(ofSkill: "python.numpy")
      try FileManager.default.removeItem(at: place)
      #expect(try addition.add(draft: filled(), skill: Self.skill) == place)
      let text = try String(contentsOf: place, encoding: .utf8)
      #expect(text.hasPrefix("# SPDX-License-Identifier: CC-BY-4.0\n"))
      let (parsed, found) = BankLoader.parse(assessment: copy)
      // The items of the lost file had difficulties, and variants where they were families.
      #expect(Set(found.map(\.rule)) == ["stale-difficulty", "family-variants"], "\(found.prefix(3))")
      #expect(parsed?.items.contains { $0.id == "python.numpy.brand-new" } == true)
    }
  }

  @Test func aTakenNameIsSeen() throws {
    try withCopy { copy in
      let taken = try #require(
        BankLoader.parse(assessment: copy).assessment?.items.first { $0.skill == "python.numpy" })
      let draft = filled().replacingOccurrences(of: "python.numpy.brand-new", with: taken.id)
      let found = try ItemAddition(assessment: copy).check(
        draft: draft, name: "d", skill: "python.numpy", today: (2026, 11))
      #expect(found.contains { $0.severity == .error && $0.message.contains(taken.id) }, "\(found)")
    }
  }
}
