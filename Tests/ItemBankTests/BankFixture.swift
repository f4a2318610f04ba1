import Foundation

@testable import ItemBank

/// A small assessment of another role, written into a folder of its own for each test.
struct BankFixture: ~Copyable {
  let folder: URL
  let cache: URL

  static let assessment = """
    id: teacher
    name: Data teacher
    version: 1
    profiles:
      - {id: entry, name: entry, target: 0, weights: {plan: 60, teach: 40}}
    domains:
      - id: plan
        name: Planning
        short: Plan
        weight: 60
        skills:
          - {id: plan.aims, name: Aims, about: Set aims., weight: 60, steps: [1], volatility: low, bloom: apply}
      - id: teach
        name: Teaching
        short: Teach
        weight: 40
        skills:
          - {id: teach.ask, name: Asking, about: Ask well., weight: 40, steps: [2, 1], volatility: high, bloom: evaluate}
    evidence:
      - {id: evidence.lessons, name: Lessons, about: Lessons held., weight: 10, steps: [2], anchors: [none, some, many]}
    """

  static let roadmap = """
    phases:
      - name: Begin
        steps:
          - {number: 1, name: Learn, short: Learn, about: Learn it.}
          - {number: 2, name: Do, short: Do, about: Do it.}
    actions:
      - {id: one, step: 1, hours: 2, levels: [1, 3], closes: [plan.aims], title: Write aims, details: Write three., proof: Three aims}
      - {id: two, step: 2, hours: 3, levels: [2, 5], closes: [teach.ask, evidence.lessons], title: Hold a lesson, details: Hold one., proof: A plan}
    """

  static let items = """
    skill: plan.aims
    items:
      - id: plan.aims.verb
        type: single-choice
        level: 2
        bloom: apply
        stem: Which verb makes an aim measurable?
        options:
          - {text: list, key: true, why: It can be counted.}
          - {text: know, why: Nobody sees it.}
          - {text: value, why: Nobody sees it either.}
        explanation: An aim names what can be seen.
        source: A textbook
        verify: {python: "'list'"}
      - id: plan.aims.count
        type: numeric
        level: 3
        bloom: apply
        stem: How many aims for six lessons at two each?
        answer: {value: 12, tolerance: 0, unit: aims}
        misconceptions: [{answer: 8, why: That adds.}]
        explanation: Six times two.
        source: Arithmetic
      - id: plan.aims.order
        type: ordering
        level: 4
        bloom: analyse
        stem: Put the steps in order.
        steps: [Find the need, Write the aim, Choose the task, Check it]
        explanation: Each needs the one before.
        source: A textbook
    """

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sextant-bank-\(UUID().uuidString)/teacher")
    cache = folder.deletingLastPathComponent().appendingPathComponent("cache")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("items/plan"), withIntermediateDirectories: true)
    try write("assessment.yaml", Self.assessment)
    try write("roadmap.yaml", Self.roadmap)
    try write("items/plan/aims.yaml", Self.items)
  }

  deinit { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func parse() -> (assessment: ParsedAssessment?, diagnostics: [Diagnostic]) {
    BankLoader.parse(assessment: folder)
  }
}
