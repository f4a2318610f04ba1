import Foundation
import Journal
import Psychometrics
import QuizEngine
import Testing

@testable import ItemBank
@testable import SextantCore
@testable import SextantTestSupport

/// Which variant of a family a person is asked, and what is kept of it.
@Suite struct VariantTests {
  private static let parsed = BankLoader.parse(
    assessment: TestApp.root.appendingPathComponent("Assessments/ml-engineer")
  ).assessment

  /// A family of sums, or its first variant as a plain item.
  private static func family(_ skill: Skill, _ number: Int, variants: Int) -> Family {
    let template = Item(
      id: "\(skill.id).sum-\(number)", revision: 2, skill: skill.id, level: number % 5 + 1, bloom: .apply,
      stem: "What is {{a}} plus {{b}}?", task: .numeric(NumericKey(value: 0, tolerance: 0)),
      explanation: "It is {{k}}.", source: "Arithmetic",
      misconceptions: [Misconception(answer: "{{s}}", rationale: "A slip.")])
    let columns = ["a", "b", "k", "s"]
    return Family(
      template: template, numbers: .init(value: "{{k}}", tolerance: "0"), columns: columns,
      variants: (0..<variants).map { index in
        Family.Variant(
          seed: index, columns: columns,
          values: ["\(index + 7)", "\(number + 3)", "\(index + number + 10)", "\(index + number + 9)"])
      })
  }

  /// A bank of which every item is a family, or none.
  private static func bank(variants: Int = 40, areFamilies: Bool = true, perSkill: Int = 3) throws -> Bank {
    let content = try #require(parsed).content
    let families = content.framework.skills.flatMap { skill in
      (0..<perSkill).map { family(skill, $0, variants: variants) }
    }
    let items = families.map { family -> Item in
      var item = family.items[0]
      if !areFamilies { (item.variant, item.revision) = (nil, 1) }
      return item
    }
    let table = Dictionary(uniqueKeysWithValues: families.map { ($0.template.id, $0) })
    return Bank(
      ParsedAssessment(
        content: content, items: items, contentKey: "families-\(areFamilies)-\(variants)",
        families: areFamilies ? table : [:]))
  }

  /// Answers an attempt to its end, and returns its items as they were asked.
  @discardableResult
  private static func take(
    _ app: TestApp, mode: Mode = .placement, length: Int = 20, seed: UInt64, asking: [String]? = nil,
    answer: (Item) -> Answer
  ) throws -> [Item] {
    let session = try app.workspace.startAttempt(
      mode: mode, scope: .all, length: length, seed: seed, asking: asking)
    var (attempt, next, items) = (session.attempt, session.item, [Item]())
    while attempt.current != nil {
      let item = try #require(next)
      items.append(item)
      app.clock.pass(milliseconds: 20_000)
      let given = answer(item)
      let effects = attempt.handle(
        .answered(
          given, score: Scoring.score(given, to: item.task), confidence: nil, milliseconds: 20_000))
      for case .record(let response, let position, let following) in effects {
        next = try app.workspace.record(
          Recording(
            attempt: session.record.id, response: response, skill: item.skill, position: position,
            next: following, activeMilliseconds: 1, isFlagged: false, note: "", finish: attempt.stopReason,
            variant: item.variant)
        ).next
      }
    }
    return items
  }

  private static func key(_ item: Item) -> Answer { Rehearsal.key(of: item) }

  @Test(arguments: 1...12) func noTwoPlacementsShowTheSameVariant(seed: UInt64) throws {
    let app = try TestApp(seed: seed, bank: try Self.bank())
    var seen: Set<String> = []
    for round in 0..<6 {
      for item in try Self.take(app, seed: seed &* 100 + UInt64(round), answer: Self.key) {
        let variant = try #require(item.variant)
        #expect(seen.insert(item.id + variant).inserted, "\(item.id) \(variant) again in round \(round)")
      }
      app.clock.pass(days: Double(seed % 4) * 20)
    }
    // Nor do drills and exams, even what was left unanswered.
    for item in try Self.take(app, mode: .drill, length: 8, seed: seed, answer: Self.key) {
      #expect(seen.insert(item.id + (item.variant ?? "")).inserted)
    }
    let exam = try app.workspace.startExam(length: 30, minutes: 0, seed: seed)
    try app.workspace.end(attempt: exam.record.id)
    let shown = try app.workspace.journal.shownVariants(
      ofAttempt: exam.record.id, assessment: app.workspace.framework.id)
    #expect(shown.count == 30)
    for (item, variant) in shown { #expect(seen.insert(item + variant).inserted) }
  }

  /// Lists of answers name the question that was asked, not the template's first one.
  @Test func aHeadlineIsThatOfTheVariantWhichWasAsked() throws {
    let app = try TestApp(bank: try Self.bank())
    let asked = try Self.take(app, seed: 3, answer: Self.key)
    let headlines = try app.workspace.headlines(asked.map(\.id))
    for item in asked { #expect(headlines[item.id]?.text == item.headline) }
    let others = try asked.filter { try app.workspace.bank.item(id: $0.id)?.headline != $0.headline }
    #expect(!others.isEmpty)
  }

  /// The reviews show the question that was asked, and a drill doesn't say that its next variant was seen before.
  @Test func reviewsShowTheVariantThatWasAsked() throws {
    let app = try TestApp(bank: try Self.bank())
    let asked = try Self.take(app, seed: 3) { _ in .unknown }
    app.clock.pass(days: 2)
    guard case .reviews(let schedule, let items)? = app.runner.run(.loadReviews).first else {
      Issue.record("no reviews")
      return
    }
    #expect(schedule.due.count == asked.count)
    for item in asked {
      #expect(items[item.id]?.stem == item.stem && items[item.id]?.variant == item.variant)
    }
    let others = try asked.filter { try app.workspace.bank.item(id: $0.id)?.stem != $0.stem }
    #expect(!others.isEmpty)
    let drill = try app.workspace.startAttempt(mode: .drill, scope: .all, length: 5, seed: 8)
    let reasons = app.workspace.drillReasons(drill.attempt.plan, schedule)
    #expect(
      !reasons.isEmpty && reasons.values.allSatisfy { $0 == "You missed one like it 2 days ago" },
      "\(reasons)")
  }

  @Test func theSeedDecidesTheVariant() throws {
    func variants(_ seed: UInt64) throws -> [String?] {
      try Self.take(try TestApp(bank: try Self.bank()), seed: seed, answer: Self.key).map(\.variant)
    }
    #expect(try variants(5) == variants(5))
    #expect(try variants(5) != variants(6))
  }

  /// Somebody who knows nothing, but remembers every correct answer that they have read.
  @Test(arguments: [true, false]) func whoRemembersAnswersGainsNothing(areFamilies: Bool) throws {
    // Few items, so that most come back.
    let app = try TestApp(bank: try Self.bank(areFamilies: areFamilies, perSkill: 1))
    var memory: [String: Answer] = [:]
    var right = 0
    for round in 0..<4 {
      right = 0
      for item in try Self.take(
        app, length: 60, seed: UInt64(round), answer: { memory[$0.id] ?? .unknown })
      {
        if memory[item.id] == Self.key(item) { right += 1 }
        memory[item.id] = Self.key(item)
      }
      app.clock.pass(days: 40)
    }
    let overall = try app.workspace.overview().standing.overall.mean
    if areFamilies {
      #expect(right == 0 && overall < -1)
    } else {
      #expect(right > 20 && overall > -1, "without families, remembering pays")
    }
  }

  @Test func aResumedAttemptShowsTheSameVariant() throws {
    let app = try TestApp(bank: try Self.bank())
    let session = try app.workspace.startAttempt(mode: .placement, scope: .all, length: 5, seed: 3)
    let item = try #require(session.item)
    let first = try app.workspace.resumeAttempt(id: session.record.id)
    #expect(first.item == item)
    // Another session's work on the same family doesn't change it.
    #expect(try app.workspace.resumeAttempt(id: session.record.id).item == item)
    try app.workspace.keep(
      PendingItem(
        attempt: session.record.id, item: item.id, isFlagged: true, note: "n", answer: "t:17", milliseconds: 5
      ))
    #expect(try app.workspace.resumeAttempt(id: session.record.id).pending?.answer == "t:17")
  }

  @Test func answersAreShownAsTheyWereAsked() throws {
    let app = try TestApp(bank: try Self.bank())
    let items = try Self.take(app, seed: 9, answer: Self.key)
    let attempt = try #require(try app.workspace.attempts().last)
    let answers = try app.workspace.result(ofAttempt: attempt.id).answers
    #expect(answers.map { $0.item?.stem } == items.map(\.stem))
    #expect(answers.map(\.response.variant) == items.map(\.variant))
    #expect(answers.allSatisfy { $0.changeNotice == nil && $0.item?.variant == $0.response.variant })
    #expect(Set(answers.compactMap { $0.item?.stem }).count > 10)
  }

  @Test func anAnswerFromBeforeTheFamilyIsShownAsAnswered() throws {
    let app = try TestApp(bank: try Self.bank(areFamilies: false))
    let items = try Self.take(app, seed: 9, answer: Self.key)
    let attempt = try #require(try app.workspace.attempts().last)
    let later = Workspace(
      bank: try Self.bank(variants: 41), journal: app.workspace.journal,
      environment: app.workspace.environment)
    let answers = try later.result(ofAttempt: attempt.id).answers
    #expect(answers.map { $0.item?.stem } == items.map(\.stem))
    #expect(
      answers.allSatisfy { $0.response.variant == nil && $0.changeNotice?.hasSuffix("as it was.") == true })
  }

  @Test func anExamKeepsItsVariants() throws {
    let app = try TestApp(bank: try Self.bank())
    let space = app.workspace
    let session = try space.startExam(length: 12, minutes: 0, seed: 4)
    #expect(session.item.variant != nil)
    var exam = session.exam
    var (item, stems) = (session.item, [session.item.stem])
    for position in 0..<12 {
      app.clock.pass(milliseconds: 20_000)
      exam.handle(.worked(20_000, onItem: true))
      let answer = Self.key(item)
      exam.handle(.answered(answer, Scoring.score(answer, to: item.task)))
      let next = min(11, position + 1)
      item = try #require(
        try space.keep(
          ExamItemWrite(attempt: session.record.id, exam: exam, position: position, target: next)))
      exam.handle(.kept)
      exam.handle(.moved(to: next))
      if position < 11 { stems.append(item.stem) }
    }
    let resumed = try space.resumeExam(id: session.record.id)
    #expect(resumed.item == item && resumed.exam.itemStates.allSatisfy { !$0.isOutdated })
    exam.handle(.handedIn)
    try space.handIn(exam, attempt: session.record.id)
    let answers = try space.result(ofAttempt: session.record.id).answers
    #expect(answers.map { $0.item?.stem } == stems && answers.allSatisfy { $0.response.credit == 1 })
  }

  @Test func whenAllVariantsAreUsedUpTheOldestComesBack() throws {
    let bank = try Self.bank(variants: 3)
    let app = try TestApp(bank: bank)
    let id = bank.items[0].id
    let names = try #require(try bank.family(id: id)).variants.map(\.id)
    var asked: [String] = []
    for round in 0..<7 {
      let items = try Self.take(app, mode: .drill, seed: UInt64(round), asking: [id], answer: Self.key)
      asked += items.compactMap(\.variant)
      app.clock.pass(days: 1)
    }
    // The one that the lists show comes last.
    #expect(Set(asked.prefix(2)) == Set(names.dropFirst()) && asked[2] == names[0])
    #expect(asked[3] == asked[0] && asked[4] == asked[1] && asked[5] == asked[2] && asked[6] == asked[0])
  }

  @Test func anotherVariantCountsWithinTheRestAndTheSameDoesNot() throws {
    let app = try TestApp(bank: try Self.bank())
    let space = app.workspace
    let items = try space.pool.entries.prefix(6).map { try #require(try space.bank.family(id: $0.id)).items }
    func focus(_ variant: Int) throws -> AttemptResult {
      app.clock.pass(days: 1)
      let id = "focus-\(try space.attempts().count + 1)"
      _ = try space.journal.startAttempt(
        AttemptRecord(
          id: id, assessment: space.framework.id, mode: "focus", seed: 1,
          configuration: AttemptPlan(mode: .focus, itemLimit: 6, seed: 1, profile: "entry").stored,
          bank: "test", startedAt: app.clock.date))
      for (position, item) in items.map({ $0[variant] }).enumerated() {
        try space.journal.record(
          ResponseRecord(
            attempt: id, position: position, item: item.id, itemRevision: 2, level: item.level,
            skill: item.skill, answer: "t:1", category: 1, categoryCount: 2, credit: 1,
            milliseconds: 20_000, answeredAt: app.clock.date, variant: item.variant), nextItem: nil,
          activeMilliseconds: 1)
      }
      try space.journal.finish(attempt: id, at: app.clock.date, reason: "ended")
      return try space.result(ofAttempt: id)
    }
    let first = try focus(1)
    let before = try space.overview().standing.overall.mean
    let same = try focus(1)
    #expect(same.repeats?.count == 6 && same.countedAnswers == 0)
    #expect(abs(try space.overview().standing.overall.mean - before) < 0.05)
    let other = try focus(2)
    #expect(other.repeats == nil && other.countedAnswers == first.countedAnswers)
    #expect(try space.overview().standing.overall.mean > before + 0.05)
    let comparison = try space.comparison(of: first.record.id, and: other.record.id)
    #expect(comparison.items.isEmpty, "no question is in both")
  }

  @Test func aWrongAnswerPointsToTheSlipBehindIt() throws {
    let bank = try Self.bank()
    let skills = bank.content.framework.skills
    let idea = NamedMisconception(
      id: "one-less", title: "Is one off", explanation: "Count again.", action: "any",
      signs: skills.prefix(4).map { .init(item: "\($0.id).sum-0", wrong: "{{s}}") })
    let given = try idea.signs.map { sign in
      let item = try #require(try bank.family(id: sign.item)).items[7]
      return MisconceptionSearch.Given(
        item: item, answer: .typed(item.misconceptions[0].answer), wrongProbability: 0.5)
    }
    let found = try #require(MisconceptionSearch([idea]).findings(given).first)
    #expect(found.shown == 4 && found.chances == 4 && found.isNamed)
  }
}
