import Foundation

/// Adds drafted items to an assessment's files, if they break no rule.
public struct ItemAddition {
  /// The assessment's folder.
  public let assessment: URL

  /// Creates an addition to an assessment.
  public init(assessment: URL) { self.assessment = assessment }

  /// The file of a skill.
  public func file(ofSkill skill: String) -> URL {
    let parts = skill.split(separator: ".", maxSplits: 1)
    return assessment.appendingPathComponent("items/\(parts[0])/\(parts.last ?? "").yaml")
  }

  /// Checks a draft as if it were in the assessment; the diagnostics refer to lines of the draft.
  ///
  /// - Parameters:
  ///   - draft: The text of a file with one skill and its items.
  ///   - name: The draft's name for the messages.
  /// - Throws: File errors if no copy can be made.
  public func check(draft: String, name: String, skill: String, today: (year: Int, month: Int)) throws
    -> [Diagnostic]
  {
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sextant-draft-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: assessment, to: copy)
    let own = ItemAddition(assessment: copy).file(ofSkill: skill)
    // In its own file, the draft keeps its line numbers.
    let place = own.deletingLastPathComponent().appendingPathComponent("sextant-draft.yaml")
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(draft.utf8).write(to: place)
    var (parsed, found) = BankLoader.parse(assessment: copy)
    // A draft changes no variant of the others, and to check them all takes seconds.
    parsed?.families = [:]
    let all = found + (parsed.map { BankLint.check($0, today: today) } ?? [])
    return all.filter { $0.location.file.hasSuffix("sextant-draft.yaml") }.sorted().map {
      var diagnostic = $0
      diagnostic.location.file = name
      return diagnostic
    }
  }

  /// The skill's file with the draft's items at its end, without the template's hints.
  public func merged(draft: String, skill: Skill, into existing: String?) -> String {
    let lines = ItemTemplate.withoutHints(draft, skill: skill).split(
      separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.hasPrefix("items:") }) else { return existing ?? draft }
    var block = lines[(start + 1)...].drop { $0.isEmpty }.joined(separator: "\n")
    while block.hasSuffix("\n") { block.removeLast() }
    if let existing {
      return (existing.hasSuffix("\n") ? existing : existing + "\n") + block + "\n"
    }
    return """
      # SPDX-License-Identifier: CC-BY-4.0
      # yaml-language-server: $schema=../../../schema/items.schema.json
      skill: \(skill.id)
      items:
      \(block)

      """
  }

  /// Adds a draft to its skill's file; the file is replaced completely or not at all.
  ///
  /// - Returns: The file.
  /// - Throws: File errors; the file is then unchanged.
  public func add(draft: String, skill: Skill) throws -> URL {
    let place = file(ofSkill: skill.id)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard FileManager.default.fileExists(atPath: place.path) else {
      try Data(merged(draft: draft, skill: skill, into: nil).utf8).write(to: place, options: .atomic)
      return place
    }
    let bytes = try FileText.read(place.path, limit: AssessmentParser.largestFile).get()
    guard let existing = String(validating: bytes, as: UTF8.self) else {
      throw FileFailure(reason: "the file is not UTF-8 text")
    }
    try FileText.rewrite(place.path, with: Array(merged(draft: draft, skill: skill, into: existing).utf8))
    return place
  }
}
