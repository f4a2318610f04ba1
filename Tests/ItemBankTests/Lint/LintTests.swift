import Foundation
import Testing

@testable import ItemBank

/// Every rule against a file in which `# <- rule` marks each line that it must find, and nothing else.
@Suite struct LintTests {
  struct Mark: Hashable, Comparable, CustomStringConvertible {
    var line: Int
    var rule: String
    var description: String { "\(line) \(rule)" }
    static func < (left: Mark, right: Mark) -> Bool { (left.line, left.rule) < (right.line, right.rule) }
  }

  static let today = (year: 2026, month: 11)

  /// The rules marked in a text, by line.
  static func marks(in text: String) -> [Mark] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      number, line -> [Mark] in
      guard let start = line.range(of: "# <- ") else { return [] }
      return line[start.upperBound...].split(separator: ", ").map { Mark(line: number + 1, rule: String($0)) }
    }
  }

  static func findings(_ fixture: borrowing BankFixture) -> [Diagnostic] {
    let (assessment, diagnostics) = fixture.parse()
    return diagnostics + (assessment.map { BankLint.check($0, today: today) } ?? [])
  }

  @Test(arguments: Fixtures.names(in: "lint"))
  func aRuleFindsWhatIsMarkedAndNothingElse(name: String) throws {
    let fixture = try BankFixture()
    let text = try Fixtures.text("lint/" + name)
    try fixture.write(BankFixture.aims, text)
    let found = Self.findings(fixture).filter { $0.location.file.hasSuffix(BankFixture.aims) }
    let wanted = Self.marks(in: text)
    #expect(!wanted.isEmpty)
    #expect(found.map { Mark(line: $0.location.line, rule: $0.rule) }.sorted() == wanted.sorted(), "\(found)")
    for finding in found {
      #expect(finding.location.column >= 3 || finding.rule == "unknown-skill")
      #expect(finding.message.first?.isUppercase == false && !finding.remedy.isEmpty)
    }
  }

  @Test func everyRuleHasItsFixture() {
    let fixtures = Set(Fixtures.names(in: "lint").map { String($0.dropLast(".yaml".count)) })
    #expect(fixtures == Set(BankLint.rules.map(\.id)))
    #expect(Set(BankLint.rules.map(\.id)).count == BankLint.rules.count)
  }

  @Test func theSmallAssessmentBreaksNoRule() throws {
    let fixture = try BankFixture()
    #expect(Self.findings(fixture).isEmpty)
  }

  @Test func errorsKeepAnItemOutAndWarningsDoNot() throws {
    for rule in BankLint.rules {
      let fixture = try BankFixture()
      try fixture.write(BankFixture.aims, Fixtures.text("lint/\(rule.id).yaml"))
      let errors = fixture.parse().diagnostics.filter { $0.severity == .error }
      #expect(errors.isEmpty == (rule.severity == .warning), "\(rule.id)")
      let ids = Set(fixture.parse().assessment?.items.map(\.id) ?? [])
      if rule.id != "duplicate-id" {
        #expect(errors.compactMap(\.item).allSatisfy { !ids.contains($0) }, "\(rule.id)")
      }
    }
  }

  @Test func itemsFromMemoryAreHeldToTheSameRules() throws {
    let fixture = try BankFixture()
    var parsed = try #require(fixture.parse().assessment)
    parsed.places = [:]
    parsed.items[0].explanation = ""
    parsed.items[0].stem = "Which \u{1B}[2J verb?"
    parsed.items[1].id = parsed.items[0].id
    let found = BankLint.check(parsed, today: Self.today)
    #expect(Set(found.map(\.rule)) == ["no-explanation", "control-character", "duplicate-id"])
    #expect(found.allSatisfy { $0.location.line > 1 })
    #expect(BankLint.check(parsed, year: 2026, month: 11) == found)
  }
}
