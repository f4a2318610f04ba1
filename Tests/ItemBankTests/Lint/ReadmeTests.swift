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
}
