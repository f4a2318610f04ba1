import Foundation
import ItemBank
import Psychometrics
import Roadmap
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// The same question gives the same rows in the same order on the screen and in plain mode.
@Suite struct OneListTests {
  private struct Chance {
    var generator: SeededGenerator
    init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }
    mutating func pick<Element>(_ list: [Element]) -> Element {
      list[Int(generator.uniform() * Double(list.count))]
    }

    /// A word of some texts, as a person may type it: in capitals, or with an accent that is not there.
    mutating func word(of texts: [String]) -> String {
      let word = pick(texts.flatMap { $0.split(separator: " ").map(String.init) })
      switch generator.uniform() {
      case ..<0.2: return word.uppercased()
      case ..<0.4: return word.replacing("e", with: "é")
      case ..<0.5: return String(word.prefix(3))
      case ..<0.55: return "no-such-word"
      default: return word
      }
    }
  }

  private func search(_ app: TestApp, _ query: String) {
    app.press(.character("/"))
    app.type(query)
    app.press(.enter)
  }

  @Test(arguments: [1, 2] as [UInt64]) func ofThePlan(seed: UInt64) throws {
    let app = try TestApp.busy()
    var chance = Chance(seed)
    let overview = try app.workspace.overview()
    let texts = overview.content.roadmap.actions.map { "\($0.title) \(PlanList(overview).helped(by: $0))" }
    let words: [(PlanList.Filter, String)] = [
      (.weeks, "weeks"), (.todo, "todo"), (.doing, "doing"), (.done, "done"),
    ]
    var found = 0
    for round in 0..<16 {
      let (filter, word) = words[round % words.count]
      let query = round % 3 == 0 ? "" : chance.word(of: texts)
      let step = chance.pick([nil, nil, 1, 2, 3])
      app.press(.character("p"))
      if !query.isEmpty { search(app, query) }
      while let plan: PlanScreen = app.top(), plan.list.criteria.filter != filter { app.press(.tab) }
      if let step { app.press(.character(Character("\(step)"))) }
      // The screen sums later weeks up until they are asked for.
      if filter == .weeks { app.press(.character("f")) }
      var dialogue = PlainPlan()
      app.tell(&dialogue, ["search \(query)", word, step.map { "step \($0)" } ?? "step"], overview)
      let plan: PlanScreen = try #require(app.top())
      let rows = plan.listed(try #require(app.context)).map(\.id)
      #expect(rows == dialogue.actions(overview).map(\.id), "\(filter) \(query) \(step ?? 0)")
      found += rows.count
      while app.top(PlanScreen.self) != nil { app.press(.escape) }
    }
    #expect(found > 50)
  }

  @Test(arguments: [1, 2] as [UInt64]) func ofTheGaps(seed: UInt64) throws {
    let app = try TestApp.busy()
    var chance = Chance(seed)
    let overview = try app.workspace.overview()
    let framework = overview.content.framework
    let texts = framework.skills.map { "\($0.name) \($0.about)" } + framework.domains.map(\.shortName)
    func group(_ skill: Int) -> [Int] {
      let id = framework.skills[skill].id
      return [
        framework.skills[skill].steps.first ?? 0,
        framework.domains.firstIndex { id.hasPrefix($0.id + ".") } ?? 0,
      ]
    }
    for round in 0..<16 {
      let query = round % 3 == 0 ? "" : chance.word(of: texts)
      let filter = chance.pick(["", "gaps only", "gaps"])
      let step = chance.pick([nil, nil, 1, 2, 3])
      let isFramework = chance.pick([false, true])
      app.press(.character("r"), .tab)
      // The only domain is that of the focused row.
      var domain: Int?
      if round % 4 == 0, let screen: GapsScreen = app.top(), case .skill(_, let skill) = screen.focus {
        domain = group(skill)[1]
        app.press(.character("F"))
      }
      if !query.isEmpty { search(app, query) }
      if filter != "" { app.press(.character("f")) }
      if filter == "gaps" { app.press(.character("f")) }
      if let step { app.press(.character(Character("\(step)"))) }
      if isFramework { app.press(.character("o")) }
      var dialogue = PlainGaps()
      app.tell(
        &dialogue,
        [
          "search \(query)", filter.isEmpty ? "all" : filter, filter.isEmpty ? "search \(query)" : "list",
          step.map { "step \($0)" } ?? "step", domain.map { "domain \($0 + 1)" } ?? "domain",
          isFramework ? "order" : "list",
        ], overview)
      let screen: GapsScreen = try #require(app.top())
      let onScreen = screen.rows(try #require(app.context)).compactMap { node -> Int? in
        if case .skill(_, let skill) = node { skill } else { nil }
      }
      let told = dialogue.listed(overview).map(\.skill)
      // The tree groups the rows by step and domain; plain mode lists them in one row. Within a group the order is the same.
      #expect(onScreen.sorted() == told.sorted(), "\(query) \(filter) \(step ?? 0)")
      for key in Set(told.map(group)) {
        #expect(
          onScreen.filter { group($0) == key } == told.filter { group($0) == key }, "\(query) \(filter)")
      }
      app.press(.character("0"))
      if isFramework { app.press(.character("o")) }
      while app.top(GapsScreen.self) != nil { app.press(.escape) }
    }
  }

  @Test(arguments: [1, 2] as [UInt64]) func ofTheAnswers(seed: UInt64) throws {
    let app = try TestApp.busy()
    var chance = Chance(seed)
    let overview = try app.workspace.overview()
    // The first attempt has more misses.
    let first = try #require(app.workspace.measuringAttempts().first)
    var result = try app.workspace.result(ofAttempt: first.id)
    let lastMiss = try #require(result.answers.lastIndex { $0.response.credit < 1 })
    (result.answers[lastMiss].response.credit, result.answers[lastMiss].response.confidence) = (0, 3)
    for place in result.answers.indices where place % 5 == 2 { result.answers[place].response.flagged = true }
    result.answers[4].response.note = "Ask Zoë"
    let texts =
      result.answers.compactMap { $0.item?.stem } + result.answers.compactMap { $0.item?.partsText }
      + ["zoe ask flagged right wrong certain lambda"]
    func open() { app.state.push(ResultScreen(result: result)) }
    func onScreen() throws -> [Int] {
      let screen: ResultScreen = try #require(app.top())
      return screen.listed(screen.view)
    }
    for (view, word) in [(ResultScreen.View.misses, "m"), (.all, "a"), (.flagged, "flagged")] {
      for isBySkill in [false, true] {
        open()
        while let screen: ResultScreen = app.top(), screen.view != view { app.press(.tab) }
        if isBySkill { app.press(.character("o")) }
        var dialogue = PlainResult(result)
        app.tell(&dialogue, [word] + (isBySkill ? ["order"] : []), overview)
        #expect(try onScreen() == dialogue.places, "\(view) \(isBySkill)")
        #expect(try !onScreen().isEmpty)
      }
    }
    let asked = result.domains.indices.filter { result.answersOfDomain[$0] > 0 }
    for domain in [nil] + asked.map(Optional.init) {
      open()
      app.press(.character("w"))
      while let screen: ResultScreen = app.top(), screen.subject != domain { app.press(.character("w")) }
      var dialogue = PlainResult(result)
      app.tell(&dialogue, [domain.map { "w \($0 + 1)" } ?? "w"], overview)
      #expect(try onScreen() == dialogue.places, "why \(domain ?? -1)")
    }
    for _ in 0..<24 {
      let query = chance.word(of: texts)
      open()
      app.press(.tab, .tab)
      search(app, query)
      var dialogue = PlainResult(result)
      app.tell(&dialogue, ["search \(query)"], overview)
      #expect(try onScreen() == dialogue.places, "\(query)")
    }
  }

  @Test func ofTheHistory() throws {
    let app = try TestApp.experienced()
    let overview = try app.workspace.overview()
    for query in ["", "placement", "attempt 1", "ATTEMPT 2", "2026", "may", "jul", "mock"] {
      app.press(.character("H"))
      if !query.isEmpty { search(app, query) }
      var dialogue = PlainHistory()
      let told = try app.talk(&dialogue, ["search \(query)"])
      let screen: HistoryScreen = try #require(app.top())
      let rows = screen.listed.map(\.id)
      if rows.isEmpty {
        #expect(
          told.contains("No attempt has all these words.") && app.text.contains("No attempt has these words.")
        )
      } else {
        #expect(rows == dialogue.listed(overview).map(\.id), "\(query)")
      }
      while app.top(HistoryScreen.self) != nil { app.press(.escape) }
    }
    // The attempt that was found stays selected when the search ends.
    app.press(.character("H"))
    search(app, "attempt 1")
    app.press(.escape)
    let screen: HistoryScreen = try #require(app.top())
    #expect(screen.list.selected(in: screen.listed)?.record.number == 1)
  }

  @Test(arguments: [1, 2] as [UInt64]) func ofTheBank(seed: UInt64) throws {
    let app = try TestApp.busy()
    var chance = Chance(seed)
    let listing = try app.workspace.bankListing()
    let overview = try app.workspace.overview()
    func onScreen() throws -> [String] {
      let screen: BankScreen = try #require(app.top())
      let nodes = screen.rows(TestApp.bank.content.framework)
      return nodes.compactMap { node in
        if case .item(let place) = node { screen.listing.rows[place].id } else { nil }
      }
    }
    app.press(.character("b"), .character("f"))
    var marked = PlainBank()
    _ = try app.talk(&marked, ["marked"])
    #expect(try onScreen() == marked.listed.map(\.id) && !marked.listed.isEmpty)
    app.press(.escape)
    for _ in 0..<20 {
      let query = chance.word(of: listing.rows.map(\.stem))
      search(app, query)
      var dialogue = PlainBank()
      _ = dialogue.take(.bank(listing), TestApp.bank.content, overview)
      app.tell(&dialogue, ["search \(query)"], overview)
      #expect(try onScreen() == dialogue.listed.map(\.id), "\(query)")
      app.press(.escape)
    }
    // A skill that is opened in the tree lists what plain mode prints under its number.
    app.press(.home, .right, .down, .right)
    var skill = PlainBank()
    _ = try app.talk(&skill, ["1", "1"])
    #expect(try onScreen() == skill.listed.map(\.id) && !skill.listed.isEmpty)
  }
}
