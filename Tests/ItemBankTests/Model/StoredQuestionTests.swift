import Foundation
import Testing

@testable import ItemBank

/// A question that is stored comes back as it was shown.
@Suite struct StoredQuestionTests {
  private static let tasks: [ItemTask] = [
    .singleChoice(
      options: [
        Option(text: "a/b", isKey: true, rationale: "Why \"a\""), Option(text: "ü\n", rationale: ""),
      ], shuffled: false),
    .multipleChoice(options: [Option(text: "x", isKey: true, rationale: "r")], shuffled: true),
    .numeric(NumericKey(value: 0.1 + 0.2, tolerance: 1e-12, unit: "ms")),
    .numeric(NumericKey(value: -1e300, tolerance: 0)),
    .shortText(answers: ["['b', 'a']", "b, a"], ignoresCase: true),
    .ordering(steps: ["one", "two", "three"]),
    .matching(pairs: [MatchingPair(left: "l", right: "r")], extras: ["e"]),
    .linePick(lines: [2, 3], notes: [LineNote(line: 1, rationale: "sound")]),
    .situational(options: [Option(text: "do", effectiveness: 4, rationale: "good")]),
  ]

  private static func item(_ task: ItemTask) -> Item {
    Item(
      id: "x.y.z", revision: 3, skill: "x.y", level: 4, bloom: .analyse, stem: "What?\nReally?",
      code: CodeBlock(language: "python", text: "print('a')\n  # b"), task: task, explanation: "Because.",
      source: "https://example.org/a?b=c", checked: "2026-11",
      misconceptions: [Misconception(answer: "0", rationale: "none")])
  }

  @Test(arguments: tasks.indices)
  func everyKindOfQuestionComesBackAsItWas(_ index: Int) throws {
    let item = Self.item(Self.tasks[index])
    let text = StoredQuestion(item).text
    let stored = try #require(StoredQuestion(text: text))
    #expect(stored.item(id: "x.y.z", revision: 3) == item)
    #expect(stored.text == text, "equal questions have equal texts")
  }

  @Test func whateverIsShownChangesTheDigest() {
    let item = Self.item(Self.tasks[0])
    let digest = StoredQuestion.digest(ofText: StoredQuestion(item).text)
    let changes: [(inout Item) -> Void] = [
      { $0.stem += "!" }, { $0.level = 5 }, { $0.explanation += "!" }, { $0.source += "!" },
      { $0.code = nil },
      { $0.task = Self.tasks[1] }, { $0.misconceptions = [] }, { $0.skill = "x.w" }, { $0.bloom = .apply },
    ]
    for change in changes {
      var other = item
      change(&other)
      #expect(StoredQuestion.digest(ofText: StoredQuestion(other).text) != digest)
    }
    var moved = item
    moved.location = SourceLocation(file: "f", line: 1, column: 1)
    moved.requirements = ["numpy"]
    #expect(StoredQuestion.digest(ofText: StoredQuestion(moved).text) == digest, "not shown, so not kept")
  }

  /// The format is read for as long as there are journals: these texts were written by the first program that did.
  @Test func textsOfTheFirstFormatAreStillRead() throws {
    let text = """
      {"bloom":"apply","explanation":"E","kind":"matching","extras":["x"],"level":2,\
      "pairs":[{"left":"l","right":"r"}],"skill":"a.b","source":"S","stem":"Q"}
      """
    let item = try #require(StoredQuestion(text: text)?.item(id: "a.b.c", revision: 1))
    #expect(item.task == .matching(pairs: [MatchingPair(left: "l", right: "r")], extras: ["x"]))
    #expect(StoredQuestion(item).text == StoredQuestion(text: text)?.text)
    #expect(StoredQuestion(text: "{}") == nil)
    #expect(
      StoredQuestion(text: text.replacing("matching", with: "essay"))?.item(id: "a", revision: 1) == nil)
  }
}
