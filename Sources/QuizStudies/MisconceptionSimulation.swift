import ItemBank
import Psychometrics
import QuizEngine

/// Simulates people who hold one named misconception, to check whether it is named and no other one is.
///
/// Whenever a question offers an answer that the idea leads to, the person gives it with the probability
/// `consistency`. All other answers follow the response model; if one is wrong, each wrong option is as probable as
/// any other, and each listed wrong value has the probability that the rule takes it to have. People take two
/// placements, weeks apart, and then a drill. Explanations in between cure nobody.
public struct MisconceptionSimulation: Sendable {
  /// The drill after the placements.
  public enum Drill: String, Sendable, CaseIterable, Encodable {
    /// Every question looks for ideas, in the domain of most questions that can show the person's own.
    case domain
    /// Every question looks for ideas, of all domains.
    case misconceptions
    /// The usual drill, into which some such questions are mixed.
    case usual
  }

  /// Counts over people; those of parts add up.
  public struct Tally: Sendable {
    /// The number of people.
    public var people = 0
    /// People with an idea.
    public var holders = 0
    /// Holders whom the placements asked a question that could show the idea.
    public var reached = 0
    /// Holders of whom the drill asked such a question.
    public var probed = 0
    /// Holders whose idea is named after the placements.
    public var foundBefore = 0
    /// Holders whose idea is named after the drill.
    public var found = 0
    /// People of whom an idea is named that they don't hold, after the placements.
    public var misjudgedBefore = 0
    /// The same after the drill.
    public var misjudged = 0
    /// The ideas that are wrongly named after the drill.
    public var falseNames = 0
    /// The pairs of a person and an idea that they don't hold.
    public var falsePairs = 0
    /// The questions that could show the idea of holders, over all attempts.
    public var chances = 0
    /// Holders and those found, by the number of items that can show their idea.
    public var byItems: [Int: (holders: Int, found: Int)] = [:]

    /// Adds the counts of another part of the work.
    public mutating func add(_ other: Tally) {
      for path in [
        \Tally.people, \.holders, \.reached, \.probed, \.foundBefore, \.found, \.misjudgedBefore, \.misjudged,
        \.falseNames, \.falsePairs, \.chances,
      ] { self[keyPath: path] += other[keyPath: path] }
      byItems.merge(other.byItems) { ($0.holders + $1.holders, $0.found + $1.found) }
    }
  }

  /// The placements' settings, items and answers.
  public var placements: PlacementStudy
  /// The ideas.
  public let search: MisconceptionSearch
  /// The questions of the items that can show an idea: one, or the variants of a family.
  public let questions: [String: [Item]]
  /// How often a holder gives an answer that the idea leads to; nil if nobody holds an idea.
  public var consistency: Double?
  /// The drill after the placements.
  public var drill: Drill
  /// The number of questions of the drill.
  public var drillItems: Int
  /// The number of placements.
  public var placementCount: Int
  /// The days between attempts, longer than questions rest.
  public static let gap = 42

  /// Creates a simulation.
  public init(
    placements: PlacementStudy, misconceptions: [NamedMisconception], questions: [String: [Item]],
    consistency: Double?, drill: Drill = .domain,
    drillItems: Int = MisconceptionProbes.usualLength, placementCount: Int = 2
  ) {
    self.placements = placements
    self.search = MisconceptionSearch(misconceptions)
    self.questions = questions
    self.consistency = consistency
    self.drill = drill
    self.drillItems = drillItems
    self.placementCount = placementCount
  }

  /// Simulates a range of the people, each drawn from the seed and their own number.
  public func run(people: Range<Int>) -> Tally {
    var tally = Tally()
    for person in people { simulate(person, &tally) }
    return tally
  }

  /// What a person has answered, and the idea that they hold.
  private struct Life {
    let person: PlacementStudy.Person
    let idea: Int?
    var ruler: PlacementStudy.Ruler
    var generator: SeededGenerator
    /// The answers to items that can show an idea.
    var responses: [MisconceptionSearch.Response] = []
    /// The answers that could show the person's own idea.
    var chances = 0
  }

  private func simulate(_ number: Int, _ tally: inout Tally) {
    let pool = placements.pool
    var generator = SeededGenerator(seed: placements.seed, stream: UInt64(number))
    let person = PlacementStudy.Person(structure: pool.structure, using: &generator)
    let ideas = search.misconceptions
    var life = Life(
      person: person, idea: consistency == nil ? nil : number % max(1, ideas.count),
      ruler: PlacementStudy.Ruler(placements, person: number), generator: generator)
    var resting: [String] = []
    for index in 0..<placementCount {
      let plan = AttemptPlan(
        mode: .placement, itemLimit: placements.itemLimit, seed: life.generator.next() >> 1,
        profile: placements.profile, resting: resting)
      resting += take(plan, day: index * Self.gap, &life)
    }
    let reached = life.chances
    let before = named(life)
    // People without an idea drill one domain after the other.
    let scope: Scope =
      drill == .domain ? .domain(life.idea.map(domain) ?? domains[number % domains.count]) : .all
    let open = Set(pool.indices(in: scope).map { pool.entries[$0].id }).subtracting(resting)
    let probes = MisconceptionProbes(
      search, responses: life.responses,
      items: questions.keys.filter(open.contains).sorted().compactMap { questions[$0]?.first },
      extent: drill == .usual ? .some : .all, pool: pool, profile: placements.profile)
    let plan = AttemptPlan(
      mode: .drill, scope: scope, itemLimit: drillItems, seed: life.generator.next() >> 1,
      profile: placements.profile,
      resting: resting, probes: probes)
    _ = take(plan, day: (placementCount - 1) * Self.gap, &life)
    let after = named(life)
    tally.people += 1
    tally.misjudgedBefore += before.contains { $0 != life.idea } ? 1 : 0
    tally.misjudged += after.contains { $0 != life.idea } ? 1 : 0
    tally.falseNames += after.count { $0 != life.idea }
    tally.falsePairs += ideas.count - (life.idea == nil ? 0 : 1)
    guard let idea = life.idea else { return }
    let isFound = after.contains(idea)
    tally.holders += 1
    tally.reached += reached > 0 ? 1 : 0
    tally.probed += life.chances > reached ? 1 : 0
    tally.foundBefore += before.contains(idea) ? 1 : 0
    tally.found += isFound ? 1 : 0
    tally.chances += life.chances
    tally.byItems[Set(ideas[idea].signs.map(\.item)).count, default: (0, 0)].holders += 1
    if isFound { tally.byItems[Set(ideas[idea].signs.map(\.item)).count, default: (0, 0)].found += 1 }
  }

  /// The domains, in the order of the framework.
  private var domains: [String] { placements.pool.framework.domains.map(\.id) }

  /// The domain of most questions that can show an idea; the first of several.
  private func domain(ofIdea idea: Int) -> String {
    var counts: [String: Int] = [:]
    for item in Set(search.misconceptions[idea].signs.map(\.item)) {
      guard let entry = placements.pool.index(of: item) else { continue }
      counts[domains[placements.pool.entries[entry].domain], default: 0] += 1
    }
    return domains.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? domains[0]
  }

  /// The ideas that the program names, as indices.
  private func named(_ life: Life) -> [Int] {
    // The last answer to each item counts.
    var last: [String: MisconceptionSearch.Response] = [:]
    for response in life.responses { last[response.row.item] = response }
    let names = Set(
      search.findings(
        of: last.values.sorted { $0.row.item < $1.row.item }, pool: placements.pool,
        profile: placements.profile
      ).filter(\.isNamed).map(\.misconception.id))
    return search.misconceptions.indices.filter { names.contains(search.misconceptions[$0].id) }
  }

  /// Takes an attempt; returns the items that it asked.
  private func take(_ plan: AttemptPlan, day: Int, _ life: inout Life) -> [String] {
    let pool = placements.pool
    var attempt = Attempt(plan: plan, pool: pool, rule: plan.mode == .placement ? placements.rule : nil)
    while let served = attempt.current {
      let model = life.ruler.model(of: served.entry)
      var category = life.generator.index(
        weightedBy: model.probabilities(at: life.person.skills[pool.entries[served.entry].skill]))
      var answer = Answer.unknown
      if let asked = questions[served.id], !asked.isEmpty {
        let item = asked[min(asked.count - 1, Int(life.generator.uniform() * Double(asked.count)))]
        let own = life.idea.map { search.wrongAnswers(of: $0, to: item) } ?? []
        if !own.isEmpty { life.chances += 1 }
        if !own.isEmpty, let consistency, life.generator.uniform() < consistency {
          answer = item.answer(own[0])
          category = 0
        } else {
          let isRight = category == model.categoryCount - 1
          answer = isRight ? item.rightAnswer : item.wrongAnswer(using: &life.generator)
        }
        life.responses.append(
          .init(
            row: .init(
              attempt: "\(day)", mode: .placement, isOpen: false, item: served.id, category: category,
              categoryCount: model.categoryCount, answeredAt: Double(day) * 86_400),
            item: item, answer: answer))
      }
      _ = attempt.handle(
        .answered(
          answer, score: Score(category: category, of: model.categoryCount), confidence: nil,
          milliseconds: 600_000))
    }
    return attempt.responses.map(\.item)
  }
}

extension Item {
  /// The answer that gives a wrong option or a listed wrong value.
  fileprivate func answer(_ wrong: String) -> Answer {
    let place = task.options.firstIndex { NamedMisconception.bare($0.template ?? $0.text) == wrong }
    switch task {
    case .singleChoice: return place.map { .choice($0) } ?? .unknown
    // Beside the correct ones, which the idea doesn't touch.
    case .multipleChoice(let options, _):
      return .choices(options.indices.filter { options[$0].isKey || $0 == place })
    default:
      let listed = misconceptions.first { NamedMisconception.bare($0.template ?? $0.answer) == wrong }
      return listed.map { .typed($0.answer) } ?? .unknown
    }
  }

  /// A correct answer.
  fileprivate var rightAnswer: Answer {
    switch task {
    case .singleChoice(let options, _): .choice(options.firstIndex(where: \.isKey) ?? 0)
    case .multipleChoice(let options, _): .choices(options.indices.filter { options[$0].isKey })
    case .numeric(let key): .typed("\(key.value)")
    case .shortText(let answers, _): .typed(answers.first ?? "")
    default: .unknown
    }
  }

  /// A wrong answer of somebody who holds no idea.
  fileprivate func wrongAnswer(using generator: inout SeededGenerator) -> Answer {
    switch task {
    case .singleChoice(let options, _):
      let wrong = options.indices.filter { !options[$0].isKey }
      return .choice(wrong[generator.index(weightedBy: wrong.map { _ in 1 })])
    case .multipleChoice(let options, _):
      let right = options.indices.filter { options[$0].isKey }
      while true {
        let chosen = options.indices.filter { _ in generator.uniform() < 0.5 }
        if chosen != right { return .choices(chosen) }
      }
    default:
      let place = Int(generator.uniform() / MisconceptionSearch.shareOfListedValue)
      return .typed(misconceptions.indices.contains(place) ? misconceptions[place].answer : "another")
    }
  }
}
