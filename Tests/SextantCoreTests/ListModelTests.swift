import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Roadmap
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// The laws that every list keeps, over random filters, orders, searches and selections.
@Suite struct ListModelTests {
  // MARK: Search

  @Test func capitalLettersAndAccentsMakeNoDifference() {
    let text = SearchText("Précis of ÜBUNG 3", "naïve Bayes", "Ｇ", "数据")
    for query in ["precis", "PRÉCIS", "ubung", "Übung 3", "u\u{308}bung", "NAIVE bayes", "数据", "pre bay"] {
      #expect(SearchQuery(query).matches(text), "\(query)")
    }
    for query in ["precise", "ubung 4", "bayesian", "数拠"] {
      #expect(!SearchQuery(query).matches(text), "\(query)")
    }
    #expect(SearchQuery(" \t ").isEmpty && SearchQuery(" \t ").matches(text))
    #expect(SearchQuery("  a   b ").text == "a b")
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func foldingTwiceIsFoldingOnce(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let scalars = (0..<12).compactMap { _ in Unicode.Scalar(UInt32(generator.uniform() * 0x3000)) }
      let text = String(String.UnicodeScalarView(scalars))
      let folded = SearchText.folded(text)
      #expect(SearchText.folded(folded) == folded)
      #expect(SearchText.folded(text.decomposedStringWithCanonicalMapping) == folded)
    }
  }

  // MARK: Selection

  @Test(arguments: 0..<40 as Range<UInt64>) func theSelectionSurvivesWhereItsRowSurvives(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func number(_ limit: Int) -> Int { Int(generator.uniform() * Double(limit)) }
    var ids = Array(0..<(1 + number(30)))
    var selection = Selection<Int>()
    #expect(selection.place(in: ids) == 0)
    for _ in 0..<50 {
      let wanted = number(40) - 5
      selection.select(wanted, in: ids)
      let place = selection.place(in: ids)
      #expect(ids.isEmpty || place == min(max(0, wanted), ids.count - 1))
      let selected = ids.isEmpty ? nil : ids[place]
      // Rows come, go and change places.
      ids.removeAll { _ in generator.uniform() < 0.2 }
      ids += (0..<number(4)).map { 1000 + $0 + number(10_000) * 10 }
      if generator.uniform() < 0.5 { ids.shuffle(using: &generator) }
      let now = selection.place(in: ids)
      if let selected, ids.contains(selected) {
        #expect(ids[now] == selected)
      } else {
        #expect(now == min(place, max(0, ids.count - 1)), "the neighbour takes its place")
      }
    }
    selection.selectFirst()
    #expect(selection.place(in: ids) == 0)
    // The first row stays selected once it is held, wherever it goes.
    guard let first = ids.first else { return }
    selection.hold(in: ids)
    ids.reverse()
    #expect(ids[selection.place(in: ids)] == first)
    selection.hold(in: [])
    #expect(ids[selection.place(in: ids)] == first)
  }

  // MARK: Filters and search

  /// Holds a list to its laws: no row may depend on another.
  private func check<Content: ListContent>(
    _ content: Content, _ criteria: [Content.Criteria], words: [String], seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    func word() -> String { words[Int(generator.uniform() * Double(words.count))] }
    for criteria in criteria {
      let all = content.rows(criteria)
      #expect(Set(all.map(\.id)).count == all.count, "each row once")
      for _ in 0..<12 {
        let (one, two) = (SearchQuery(word()), SearchQuery(word()))
        let found = content.rows(criteria, matching: one).map(\.id)
        let searchFirst = content.ordered(criteria).filter { one.matches(content.searchText(of: $0)) }
        #expect(found == searchFirst.filter { content.keeps($0, criteria) }.map(\.id), "they commute")
        #expect(found == all.filter { one.matches(content.searchText(of: $0)) }.map(\.id), "in one order")
        let both = SearchQuery(one.text + " " + two.text)
        let second = Set(content.rows(criteria, matching: two).map(\.id))
        #expect(content.rows(criteria, matching: both).map(\.id) == found.filter { second.contains($0) })
        let loud = SearchQuery(one.text.uppercased())
        #expect(content.rows(criteria, matching: loud).map(\.id) == found)
        // What is selected stays selected while its row is listed.
        var list = ListModel<Content>(criteria)
        guard !all.isEmpty else { continue }
        list.select(Int(generator.uniform() * Double(all.count)), in: all)
        let selected = list.selected(in: all)?.id
        list.query = one
        let rows = list.rows(of: content)
        if let selected, found.contains(selected) { #expect(list.selected(in: rows)?.id == selected) }
      }
    }
  }

  private static func words(_ texts: [String]) -> [String] {
    Set(texts.flatMap { $0.split(separator: " ").map(String.init) }).sorted() + ["no-such-word", "", "e"]
  }

  @Test(arguments: [1, 2] as [UInt64]) func thePlanKeepsTheLaws(seed: UInt64) throws {
    let overview = try TestApp.busy().workspace.overview()
    let content = PlanList(overview)
    let criteria = PlanList.Filter.allCases.flatMap { filter in
      [nil, 1, 2, 9].map { PlanList.Criteria(filter, step: $0) }
    }
    let words = Self.words(overview.content.roadmap.actions.prefix(30).map(\.title) + ["Zoë", "notes.md"])
    check(content, criteria, words: words, seed: seed)
    func ids(_ filter: PlanList.Filter) -> [String] { content.rows(PlanList.Criteria(filter)).map(\.id) }
    #expect(Set(ids(.left)) == Set(ids(.todo)).union(ids(.doing)))
    #expect(Array(ids(.left).prefix(ids(.weeks).count)) == ids(.weeks))
    #expect(ids(.left).count + ids(.done).count == overview.content.roadmap.actions.count)
    #expect(!ids(.doing).isEmpty && !ids(.done).isEmpty)
    let helped = try #require(
      content.rows(PlanList.Criteria(.left)).first { !content.helped(by: $0.action).isEmpty })
    let skill = SearchQuery(content.helped(by: helped.action))
    #expect(content.rows(PlanList.Criteria(.left), matching: skill).contains { $0.id == helped.id })
  }

  @Test(arguments: [1, 2] as [UInt64]) func theGapsKeepTheLaws(seed: UInt64) throws {
    let app = try TestApp.busy()
    // After four years without answers, and with a higher target, verdicts are open again.
    app.clock.pass(days: 1460)
    var settings = try app.workspace.settings()
    settings.profile = try #require(
      app.workspace.framework.profiles.max { $0.target < $1.target }?.id)
    try app.workspace.save(settings)
    let overview = try app.workspace.overview()
    let content = GapList(overview)
    var criteria: [GapList.Criteria] = []
    for filter in GapList.Filter.allCases {
      for step in [nil, 1, 3] {
        for domain in [nil, 0, 4] {
          for order in [GapList.Order.priority, .framework] {
            var one = GapList.Criteria()
            (one.filter, one.step, one.domain, one.order) = (filter, step, domain, order)
            criteria.append(one)
          }
        }
      }
    }
    let skills = overview.content.framework.skills
    check(content, criteria, words: Self.words(skills.map(\.name)), seed: seed)
    let rows = content.rows(GapList.Criteria())
    let isFound = { (gap: Gap) in gap.answers > 0 && gap.status != .atTarget }
    #expect(rows.count == skills.count && rows.contains(where: isFound))
    func rank(_ gap: Gap) -> Int { gap.status == .atTarget ? 3 : GapSummary.priority(gap).rank }
    for (one, two) in zip(rows, rows.dropFirst()) {
      #expect(rank(one) <= rank(two))
      if rank(one) == rank(two), rank(one) < 3 { #expect(isFound(one) || !isFound(two)) }
    }
    // The tree has every row once, and each group keeps the order of the list.
    let groups = overview.content.roadmap.steps.flatMap {
      content.groups(of: rows, inStep: $0.number, .priority)
    }
    #expect(groups.flatMap(\.skills).sorted() == skills.indices.filter { content.step(of: $0) != nil })
    for group in groups {
      let members = Set(group.skills)
      #expect(group.skills == rows.map(\.skill).filter { members.contains($0) })
    }
  }

  @Test(arguments: [1, 2] as [UInt64]) func theAnswersKeepTheLaws(seed: UInt64) throws {
    let app = try TestApp.busy()
    // The first attempt has more misses.
    let first = try #require(try app.workspace.measuringAttempts().first)
    var result = try app.workspace.result(ofAttempt: first.id)
    result.answers[3].response.flagged = true
    result.answers[7].response.note = "Ask Zoë"
    let lastMiss = try #require(result.answers.lastIndex { $0.response.credit < 1 })
    (result.answers[lastMiss].response.credit, result.answers[lastMiss].response.confidence) = (0, 3)
    let content = AnswerList(result)
    let filters: [AnswerList.Filter] = [.all, .misses, .flagged, .moved(domain: nil), .moved(domain: 0)]
    let criteria = filters.flatMap { [AnswerList.Criteria($0), AnswerList.Criteria($0, order: .skill)] }
    let words = Self.words(result.answers.compactMap { $0.item?.stem } + ["right", "flagged", "zoe"])
    check(content, criteria, words: words, seed: seed)
    func places(_ filter: AnswerList.Filter) -> [Int] { content.rows(AnswerList.Criteria(filter)).map(\.id) }
    #expect(places(.all) == Array(result.answers.indices) && places(.flagged) == [3])
    let misses = places(.misses).map { result.answers[$0].isMisconception }
    #expect(misses == misses.sorted { $0 && !$1 } && misses.count == result.misses.count)
    #expect(misses.first == true && misses.last == false, "a misconception comes before the other misses")
    #expect(content.rows(AnswerList.Criteria(), matching: SearchQuery("zoe")).map(\.id) == [7])
    // The largest effect comes first, by the points that are shown.
    let explanation = try #require(result.explanation)
    for domain in [nil, 0] as [Int?] {
      let points = Dictionary(
        zip(explanation.effects.map(\.row), explanation.points(domain: domain)),
        uniquingKeysWith: { first, _ in first })
      let shown = places(.moved(domain: domain)).compactMap { points[$0].map(abs) }
      #expect(shown == shown.sorted(by: >) && !shown.isEmpty)
    }
  }

  @Test(arguments: [1, 2] as [UInt64]) func theAttemptsKeepTheLaws(seed: UInt64) throws {
    let app = try TestApp.busy()
    let data = try app.workspace.history()
    let content = AttemptList(data, days: .utc)
    check(
      content, [NoCriteria()], words: ["placement", "1", "attempt", "2026", "may", "jul", "x"], seed: seed)
    #expect(content.rows(NoCriteria()).map(\.record.number) == data.entries.map(\.record.number).reversed())
    let first = try #require(data.entries.first)
    for query in [
      "attempt 1", LocalDays.utc.day(of: first.date).iso, "PLACEMENT \(LocalDays.utc.long(first.date))",
    ] {
      #expect(content.rows(NoCriteria(), matching: SearchQuery(query)).last?.id == first.id, "\(query)")
    }
  }

  @Test(arguments: [1, 2] as [UInt64]) func theBankKeepsTheLaws(seed: UInt64) throws {
    let listing = try TestApp.busy().workspace.bankListing()
    let content = BankList(listing)
    let criteria = [false, true].flatMap { marked in
      [nil, 0, 5].map { BankList.Criteria(onlyMarked: marked, skill: $0) }
    }
    check(content, criteria, words: Self.words(listing.rows.prefix(60).map(\.stem)), seed: seed)
    let marked = content.rows(BankList.Criteria(onlyMarked: true))
    #expect(!marked.isEmpty && marked.allSatisfy { $0.report != nil })
    #expect(content.rows(BankList.Criteria(skill: 5)).allSatisfy { $0.skill == 5 })
    #expect(content.rows(BankList.Criteria()) == listing.rows)
    // The filters of `bank list`.
    let one = try #require(listing.rows.last)
    let alike = content.rows(BankList.Criteria(domain: one.domain, level: one.level, kind: one.kind))
    #expect(alike.contains { $0.id == one.id } && alike.count < listing.rows.count)
    #expect(alike.allSatisfy { $0.domain == one.domain && $0.level == one.level && $0.kind == one.kind })
    let kinds = ItemKind.allCases.map { content.rows(BankList.Criteria(kind: $0)).count }
    #expect(kinds.reduce(0, +) == listing.rows.count)
  }
}
