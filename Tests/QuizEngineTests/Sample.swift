import ItemBank
import Psychometrics

@testable import QuizEngine

/// A bank in memory: domains with skills, and items of every type and level.
enum Sample {
  static let framework = Framework(
    id: "sample", name: "Sample", version: 1,
    domains: (0..<4).map { d in
      Domain(
        id: "d\(d)", name: "Domain \(d)", shortName: "D\(d)", weight: [40.0, 30, 20, 10][d],
        skills: (0..<3).map { s in
          Skill(
            id: "d\(d).s\(s)", name: "Skill \(d) \(s)", about: "", weight: [40.0, 30, 20, 10][d] / 3,
            steps: [2],
            volatility: .low, bloom: .apply)
        })
    },
    profiles: [
      Profile(id: "entry", name: "entry", target: 0, weights: ["d0": 40, "d1": 30, "d2": 20, "d3": 10])
    ], evidence: [])

  static func item(_ id: String, skill: String, level: Int, task: ItemTask) -> Item {
    Item(
      id: id, skill: skill, level: level, bloom: .apply, stem: "Which one is right?", task: task,
      explanation: "Because.", source: "A document")
  }

  static let choice = ItemTask.singleChoice(
    options: (0..<4).map { Option(text: "option \($0)", isKey: $0 == 1, rationale: "why") }, shuffled: true)

  static let tasks: [ItemTask] = [
    choice,
    .multipleChoice(
      options: (0..<4).map { Option(text: "o\($0)", isKey: $0 < 2, rationale: "w") }, shuffled: true),
    .numeric(NumericKey(value: 0.8, tolerance: 0.005)), .shortText(answers: ["[2, 2]"], ignoresCase: false),
    .ordering(steps: ["a", "b", "c", "d"]),
    .situational(options: (0..<4).map { Option(text: "act \($0)", effectiveness: $0 + 1, rationale: "w") }),
  ]

  static let items: [Item] = framework.skills.flatMap { skill in
    (0..<10).map { n in
      item("\(skill.id).i\(n)", skill: skill.id, level: n % 5 + 1, task: tasks[n % tasks.count])
    }
  }

  static let pool = ItemPool(
    items: items.map { item in
      ItemSummary(item, skillIndex: framework.skills.firstIndex { $0.id == item.skill } ?? 0)
    }, framework: framework)

  static func task(_ id: String) -> ItemTask { items.first { $0.id == id }?.task ?? choice }

  /// A person with an ability: answers by the items' own response models.
  struct Person {
    var ability: Double
    var generator: SeededGenerator

    init(ability: Double, seed: UInt64) {
      self.ability = ability
      generator = SeededGenerator(seed: seed)
    }

    mutating func score(entry: Int, pool: ItemPool) -> Score {
      let model = pool.tables[pool.entries[entry].table].model
      var rest = generator.uniform()
      for category in 0..<model.categoryCount {
        rest -= model.probability(of: category, at: ability)
        if rest < 0 { return Score(category: category, of: model.categoryCount) }
      }
      return Score(category: model.categoryCount - 1, of: model.categoryCount)
    }
  }

  /// Runs an attempt to its end.
  static func run(_ attempt: inout Attempt, ability: Double, seed: UInt64, milliseconds: Int = 20_000) {
    var person = Person(ability: ability, seed: seed)
    while let served = attempt.current {
      let score = person.score(entry: served.entry, pool: attempt.pool)
      _ = attempt.handle(.answered(.choice(0), score: score, confidence: nil, milliseconds: milliseconds))
    }
  }

  static func plan(_ seed: UInt64, mode: Mode = .placement, scope: Scope = .all, limit: Int = 20)
    -> AttemptPlan
  {
    AttemptPlan(mode: mode, scope: scope, itemLimit: limit, seed: seed, profile: "entry")
  }
}
