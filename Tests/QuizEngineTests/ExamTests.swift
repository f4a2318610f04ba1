import Foundation
import Psychometrics
import Testing

@testable import QuizEngine

@Suite struct ExamTests {
  static func plan(_ count: Int = 20, seed: UInt64 = 1, timeLimit: Int? = 600, resting: [String] = [])
    -> AttemptPlan
  {
    AttemptPlan(
      mode: .mock, itemLimit: count, seed: seed, profile: "entry",
      items: ExamBlueprint.items(count, profile: "entry", resting: resting, seed: seed, pool: Sample.pool),
      timeLimit: timeLimit)
  }

  @Test func seatsFollowTheSharesAndNeverExceedTheRoom() {
    #expect(
      ExamBlueprint.seats(40, weights: [40, 30, 20, 10], room: [99, 99, 99, 99]) == [16, 12, 8, 4])
    #expect(ExamBlueprint.seats(10, weights: [50, 50], room: [2, 99]) == [2, 8])
    #expect(ExamBlueprint.seats(10, weights: [50, 50], room: [2, 3]) == [2, 3])
    #expect(ExamBlueprint.seats(0, weights: [1], room: [1]) == [0])
  }

  @Test(arguments: 0..<50) func theBlueprintIsTheSameForEverySeed(seed: UInt64) {
    let items = ExamBlueprint.items(20, profile: "entry", resting: [], seed: seed, pool: Sample.pool)
    #expect(items.count == 20 && Set(items).count == 20)
    let entries = items.compactMap { Sample.pool.index(of: $0) }.map { Sample.pool.entries[$0] }
    let domains = (0..<4).map { domain in entries.count { $0.domain == domain } }
    #expect(domains == [8, 6, 4, 2])
    #expect(entries.map(\.domain) == entries.map(\.domain).sorted())
    // Neither all easy nor all hard.
    #expect(Set(entries.map(\.level)).count >= 4)
    #expect(items == ExamBlueprint.items(20, profile: "entry", resting: [], seed: seed, pool: Sample.pool))
  }

  @Test func restingItemsStayOutWhereOthersAreLeft() {
    let resting = Sample.items.filter { $0.level < 4 }.map(\.id)
    let items = ExamBlueprint.items(16, profile: "entry", resting: resting, seed: 3, pool: Sample.pool)
    #expect(Set(items).isDisjoint(with: resting))
    let all = ExamBlueprint.items(
      16, profile: "entry", resting: Sample.items.map(\.id), seed: 3, pool: Sample.pool)
    #expect(all.count == 16)
  }

  @Test func answersCanBeChangedUntilItIsHandedIn() {
    var exam = Exam(plan: Self.plan(), pool: Sample.pool)
    #expect(exam.itemStates[0].isSeen && !exam.itemStates[1].isSeen)
    exam.handle(.worked(30_000, onItem: true))
    exam.handle(.answered(.choice(0), Score(category: 0, of: 2)))
    exam.handle(.moved(to: 5))
    exam.handle(.flagged(true))
    exam.handle(.moved(to: 0))
    exam.handle(.answered(.choice(1), Score(category: 1, of: 2)))
    #expect(exam.itemStates[0].score?.isCorrect == true && exam.answeredCount == 1 && exam.flaggedCount == 1)
    exam.handle(.answered(nil, nil))
    #expect(exam.answeredCount == 0 && exam.response(at: 0, pool: Sample.pool) == nil)
    exam.handle(.answered(.choice(1), Score(category: 1, of: 2)))
    exam.handle(.handedIn)
    exam.handle(.answered(nil, nil))
    #expect(exam.answeredCount == 1 && exam.stopReason == .handedIn)
    // What was left open is kept too, as a question without an answer.
    let final = exam.finalResponses(pool: Sample.pool)
    #expect(final.map(\.position) == Array(exam.itemStates.indices))
    #expect(final.map { $0.response.answer == .unanswered } == exam.itemStates.indices.map { $0 > 0 })
  }

  @Test func questionsLeftOpenCountAsWrongSeenOrNot() {
    var exam = Exam(plan: Self.plan(), pool: Sample.pool)
    for position in 0..<ExamResult.leastAnswers {
      exam.handle(.moved(to: position))
      exam.handle(.worked(30_000, onItem: true))
      exam.handle(.answered(.choice(1), Score(category: 1, of: 2)))
    }
    exam.handle(.moved(to: 15))
    exam.handle(.handedIn)
    let responses = exam.finalResponses(pool: Sample.pool)
    #expect(responses.map(\.position) == Array(0..<20))
    #expect(responses.map { $0.response.answer == .unanswered } == (0..<20).map { $0 >= 10 })
    #expect(responses.allSatisfy { !$0.response.isRapid })
    #expect(responses.dropFirst(10).allSatisfy { $0.response.score.credit == 0 })
  }

  @Test func theTimeEndsTheExam() {
    var exam = Exam(plan: Self.plan(timeLimit: 60), pool: Sample.pool)
    exam.handle(.worked(20_000, onItem: true))
    exam.handle(.answered(.choice(1), Score(category: 1, of: 2)))
    exam.handle(.moved(to: 1))
    exam.handle(.worked(15_000, onItem: false))
    #expect(exam.remainingMilliseconds == 25_000 && exam.itemStates[1].milliseconds == 0)
    exam.handle(.worked(90_000, onItem: true))
    #expect(exam.stopReason == .timeOver && exam.activeMilliseconds == 60_000)
    exam.handle(.handedIn)
    #expect(exam.stopReason == .timeOver)
  }

  @Test func anExamComesBackAsItWas() {
    let plan = Self.plan()
    var exam = Exam(plan: plan, pool: Sample.pool)
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<200 {
      switch generator.next() % 4 {
      case 0: exam.handle(.moved(to: Int(generator.next() % 22)))
      case 1: exam.handle(.answered(.choice(Int(generator.next() % 3)), Score(category: 0, of: 2)))
      case 2: exam.handle(.flagged(generator.next() % 2 == 0))
      default: exam.handle(.worked(Int(generator.next() % 2000), onItem: true))
      }
    }
    let done = Dictionary(uniqueKeysWithValues: exam.itemStates.enumerated().map { ($0.offset, $0.element) })
    let again = Exam(
      plan: plan, pool: Sample.pool, done: done, place: exam.place,
      activeMilliseconds: exam.activeMilliseconds)
    #expect(again == exam)
  }
}
