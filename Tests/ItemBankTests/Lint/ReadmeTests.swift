import Foundation
import Testing

@testable import ItemBank

/// The page for authors shows good and bad items; what it says of them is what the lint says.
@Suite struct ReadmeTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var text: String
    /// The rules that the example breaks, or none where it is good.
    var rules: Set<String>
    var testDescription: String { text.split(separator: "\n").dropFirst().first.map(String.init) ?? "" }
  }

  static let examples: [Example] = {
    let page = try? String(contentsOf: Fixtures.shipped.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = (page ?? "").split(separator: "```yaml\n").dropFirst().compactMap {
      $0.split(separator: "```").first
    }
    return blocks.compactMap { block in
      let first = block.prefix { $0 != "\n" }
      if first == "# good" { return Example(text: String(block), rules: []) }
      guard first.hasPrefix("# bad: ") else { return nil }
      return Example(
        text: String(block), rules: Set(first.dropFirst(7).split(separator: ", ").map(String.init)))
    }
  }()

  @Test func everyTypeHasAGoodAndABadExample() {
    for kind in ItemKind.allCases {
      let own = Self.examples.filter { $0.text.contains("type: \(kind.rawValue)\n") }
      #expect(own.count == 2 && own.count { $0.rules.isEmpty } == 1, "\(kind.rawValue)")
    }
  }

  @Test(arguments: examples)
  func anExampleBreaksWhatItSays(example: Example) throws {
    let fixture = try BankFixture()
    for name in ["assessment.yaml", "roadmap.yaml"] {
      let file = Fixtures.shipped.appendingPathComponent("ml-engineer/" + name)
      try fixture.write(name, try Data(contentsOf: file))
    }
    try FileManager.default.removeItem(at: fixture.folder.appendingPathComponent("items"))
    let id = try #require(
      example.text.firstRange(of: "id: ").map { example.text[$0.upperBound...].prefix { $0 != "\n" } })
    let skill = id.split(separator: ".").dropLast().joined(separator: ".")
    try fixture.write("items/any/one.yaml", "skill: \(skill)\nitems:\n" + example.text)
    let found = LintTests.findings(fixture)
    #expect(Set(found.map(\.rule)).isSuperset(of: example.rules), "\(found)")
    if example.rules.isEmpty { #expect(found.isEmpty, "\(found)") }
  }

  /// The family's examples: one can be built, and has no finding; the other is refused.
  @Test(.enabled(if: SystemPython.canRunCode), arguments: ["# good family", "# bad family: family"])
  func aFamilyIsBuiltOrRefused(first line: String) throws {
    let page = try String(
      contentsOf: Fixtures.shipped.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(
      page.split(separator: "```yaml\n").first { $0.hasPrefix(line + "\n") }?.split(separator: "```").first)
    let fixture = try FamilyFixture(String(block))
    for name in ["assessment.yaml", "roadmap.yaml"] {
      let file = Fixtures.shipped.appendingPathComponent("ml-engineer/" + name)
      try fixture.bank.write(name, try Data(contentsOf: file))
    }
    try FileManager.default.removeItem(at: fixture.bank.folder.appendingPathComponent("items"))
    try fixture.bank.write("items/any/one.yaml", "skill: ml.evaluation\nitems:\n" + block)
    let outcome = try fixture.build()
    let found = outcome.diagnostics + LintTests.findings(fixture.bank)
    if line.hasPrefix("# good") {
      #expect(found.isEmpty, "\(found)")
    } else {
      #expect(outcome.isBroken && found.map(\.rule).contains("family"), "\(found)")
    }
  }
}
