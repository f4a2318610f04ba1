import Foundation
import ItemBank
import QuizEngine

/// A small assessment in several versions: from one to the next, questions are changed, removed and added.
struct LifeBank: Sendable {
  let bank: Bank
  let pool: ItemPool
  let items: [String: Item]
  /// Each question as the journal is to keep it.
  let texts: [String: String]

  /// The versions, oldest first.
  static let versions: [LifeBank] = {
    var items = first
    var versions = [LifeBank(items, version: 0)]
    var chance = LifeChance(2026)
    for version in 1...7 {
      items = changed(items, version: version, &chance)
      versions.append(LifeBank(items, version: version))
    }
    return versions
  }()

  private init(_ items: [Item], version: Int) {
    bank = Bank(
      ParsedAssessment(
        content: AssessmentContent(framework: Self.framework, roadmap: Self.roadmap), items: items,
        contentKey: "version-\(version)"))
    pool = ItemPool(items: bank.items, framework: Self.framework)
    self.items = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    texts = self.items.mapValues { StoredQuestion($0).text }
  }

  /// The assessment's identity.
  static let assessment = "life"

  static let framework = Framework(
    id: assessment, name: "Life", version: 1,
    domains: (0..<3).map { domain in
      let weight = [50.0, 30, 20][domain]
      return Domain(
        id: "d\(domain)", name: "Domain \(domain)", shortName: "D\(domain)", weight: weight,
        skills: (0..<2).map { skill in
          Skill(
            id: "d\(domain).s\(skill)", name: "Skill \(domain) \(skill)", about: "", weight: weight / 2,
            steps: [1 + domain % 2], volatility: .low, bloom: .apply)
        })
    },
    profiles: [
      Profile(id: "entry", name: "Entry", target: 0, weights: ["d0": 50, "d1": 30, "d2": 20]),
      Profile(id: "senior", name: "Senior", target: 1, weights: ["d0": 20, "d1": 30, "d2": 50]),
    ],
    evidence: (0..<2).map { scale in
      EvidenceScale(
        id: "evidence.e\(scale)", name: "Evidence \(scale)", about: "", weight: 50, steps: [1 + scale],
        anchors: ["none", "some", "much", "most"])
    })

  private static let roadmap = RoadmapContent(
    phases: [
      RoadmapPhase(
        name: "All of it",
        steps: (1...2).map { RoadmapStep(number: $0, name: "Step \($0)", shortName: "S\($0)", about: "") })
    ],
    actions: (0..<6).map { action in
      RoadmapAction(
        id: "action-\(action)", title: "Do thing \(action)", details: "", step: 1 + action % 2,
        closes: [action == 5 ? "evidence.e0" : "d\(action % 3).s\(action % 2)"],
        hours: 1 + Double(action) * 3,
        proof: "It is there", levels: 1...5)
    })

  // MARK: The questions

  /// The kinds of answers, each in a form that is changed by its number.
  private static func task(_ kind: Int, _ form: Int) -> ItemTask {
    switch kind {
    case 0, 1:
      .singleChoice(
        options: (0..<4).map {
          Option(text: "option \($0) of \(form)", isKey: $0 == form % 4, rationale: "Reason \($0).")
        }, shuffled: kind == 0)
    case 2:
      .multipleChoice(
        options: (0..<4).map {
          Option(text: "statement \($0)", isKey: $0 == form % 4 || $0 == 0, rationale: "Reason \($0).")
        }, shuffled: true)
    case 3: .numeric(NumericKey(value: 0.5 + Double(form), tolerance: 0.01, unit: form % 2 == 0 ? "ms" : ""))
    case 4: .shortText(answers: ["True", "yes \(form)"], ignoresCase: true)
    case 5: .ordering(steps: (0..<4).map { "step \($0) of \(form)" })
    case 6:
      .matching(
        pairs: (0..<3).map { MatchingPair(left: "left \($0)", right: "right \($0) of \(form)") },
        extras: form % 2 == 0 ? [] : ["none of them"])
    case 7: .linePick(lines: [1 + form % 3], notes: [])
    default:
      .situational(
        options: (0..<3).map {
          Option(text: "Do \($0)", effectiveness: 1 + ($0 + form) % 4, rationale: "Reason \($0).")
        })
    }
  }

  private static func item(_ id: String, skill: String, level: Int, kind: Int) -> Item {
    Item(
      id: id, skill: skill, level: level, bloom: .apply, stem: "Which one holds for \(id)?",
      code: kind == 7 ? CodeBlock(language: "python", text: "a = 1\nb = a\nprint(b)\n") : nil,
      task: task(kind, 0), explanation: "Because it is so.", source: "A document")
  }

  private static let first: [Item] = framework.skills.enumerated().flatMap { place, skill in
    (0..<6).map { number in
      item("\(skill.id).i\(number)", skill: skill.id, level: 1 + number % 5, kind: (place * 6 + number) % 9)
    }
  }

  private static func changed(_ items: [Item], version: Int, _ chance: inout LifeChance) -> [Item] {
    var items = items
    for place in items.indices where chance.happens(oneIn: 4) {
      switch chance.below(4) {
      case 0: items[place].stem += " (in other words, \(version))"
      case 1:
        items[place].level = 1 + items[place].level % 5
        items[place].revision += 1
      case 2:
        let kind = Int(items[place].id.utf8.reduce(0) { $0 + Int($1) }) % 9
        guard kind != 7 || items[place].code != nil else { continue }
        items[place].task = task(kind, version)
        items[place].revision += 1
      default: items[place].explanation = "Because it is so, as of \(version)."
      }
    }
    for _ in 0..<chance.below(4) { items.remove(at: chance.below(items.count)) }
    for number in 0..<chance.below(4) {
      let skill = framework.skills[chance.below(framework.skills.count)]
      items.append(
        item(
          "\(skill.id).n\(version)-\(number)", skill: skill.id, level: 1 + chance.below(5),
          kind: chance.below(9)))
    }
    // A question comes back in a later version.
    if version == 5, let old = first.first(where: { old in !items.contains { $0.id == old.id } }) {
      items.append(old)
    }
    return items
  }
}
