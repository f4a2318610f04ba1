import Foundation
import Testing

@testable import ItemBank

/// A small assessment whose only item file holds a family.
struct FamilyFixture: ~Copyable {
  static let file = "items/plan/aims.yaml"
  static let variants = "items/plan/variants.jsonl"

  let bank: BankFixture

  init(_ items: String = FamilyFixture.product) throws {
    let fixture = try BankFixture()
    try fixture.write(Self.file, "skill: plan.aims\nitems:\n" + items)
    bank = fixture
  }

  /// A number to type.
  static let product = """
      - id: plan.aims.product
        type: numeric
        level: 2
        bloom: apply
        stem: "{{name}} plans {{weeks}} weeks with {{lessons}} lessons each. How many lessons are that?"
        answer: {value: "{{total}}", tolerance: 0, unit: lessons}
        misconceptions:
          - {answer: "{{added}}", why: "That adds {{weeks}} and {{lessons}}."}
        explanation: "{{weeks}} times {{lessons}} is {{total}}, and {{share:.2f}} of a year."
        source: Arithmetic
        verify: {python: "sum([{{lessons}}] * {{weeks}})"}
        family:
          draw:
            name: {pick: [Ada, Ben]}
            weeks: {from: 5, to: 20}
            lessons: {from: 3, to: 9}
          where: weeks != lessons
          compute: |
            total = weeks * lessons
            added = weeks + lessons
            share = weeks / 52

    """

  /// Numbers to choose from, more than are shown.
  static let choice = """
      - id: plan.aims.choice
        type: single-choice
        level: 3
        bloom: analyse
        stem: What does this program print?
        code:
          language: python
          text: |
            print(sum(range({{low}}, {{high}}, {{step}})))
        shuffle: false
        options:
          - {text: "{{right}}", key: true, why: "The stop isn't included."}
          - {text: "{{all}}", why: "That takes {{high}} in."}
          - {text: "{{late}}", why: "That leaves {{low}} out."}
          - {text: "{{dense}}", why: "That has a step of 1."}
          - {text: "{{half}}", why: "That stops half way."}
          - {text: "{{double}}", why: "That counts each twice."}
        explanation: The range goes from {{low}} in steps of {{step}} and ends before {{high}}.
        source: Python documentation
        verify: {run: python, stdout: key}
        family:
          draw:
            low: {from: 2, to: 9}
            high: {from: 20, to: 60}
            step: {from: 2, to: 5}
          show: 4
          compute: |
            right = int(run(code()))
            all = int(run(code(high=high + step)))
            late = int(run(code(low=low + step)))
            dense = int(run(code(step=1)))
            half = int(run(code(high=high // 2)))
            double = 2 * right
          where: (high - low) % step == 0

    """

  static func builder() throws -> FamilyBuilder {
    FamilyBuilder(interpreter: try #require(SystemPython.path))
  }

  /// Computes the variants, and writes them unless something is wrong.
  @discardableResult
  func build(all: Bool = false) throws -> FamilyBuilder.Outcome {
    let outcome = try Self.builder().build(folder: bank.folder.path, all: all)
    if !outcome.isBroken { try outcome.write() }
    return outcome
  }

  func family(_ id: String) throws -> Family {
    try #require(bank.parse().assessment?.families[id])
  }
}
