import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// What an exam's own result says.
@Suite struct ExamResultTests {
  static func result(_ questions: [ExamResult.Question], cut: Int = 65) -> ExamResult {
    ExamResult(questions, framework: Sample.framework, cut: cut, milliseconds: 90_000, timeLimit: 600)
  }

  @Test func everyQuestionIsCountedOnceAndTheUnansweredAreNotRight() {
    let result = Self.result([
      .init(item: "d0.s0.i0", credit: 1), .init(item: "d0.s1.i0", credit: 0.5),
      .init(item: "d1.s0.i0", credit: 0), .init(item: "d1.s0.i1", credit: 0, isUnknown: true),
      .init(item: "d3.s0.i0"), .init(item: "gone.i", credit: 1, isRapid: true),
    ])
    #expect(
      result.counts
        == .init(right: 2, partly: 1, wrong: 1, unknown: 1, unanswered: 1) && result.rapid == 1)
    #expect(result.total == 6 && result.answered == 5 && result.countedAnswers == 4 && result.percent == 33)
    // A question of a domain that the framework doesn't have counts for the exam alone.
    #expect(result.domains.map(\.right) == [1, 0, 0, 0] && result.domains.map(\.questions) == [2, 2, 0, 1])
  }

  @Test func exactlyTheCutPassesAndOneLessDoesNot() {
    func result(_ right: Int, of total: Int, cut: Int) -> ExamResult {
      Self.result(
        (0..<total).map { .init(item: "d0.s0.i\($0)", credit: $0 < right ? 1 : 0) }, cut: cut)
    }
    #expect(result(26, of: 40, cut: 65).isPassed && !result(25, of: 40, cut: 65).isPassed)
    for total in 1...60 {
      for cut in [1, 33, 50, 65, 90, 100] {
        for right in 0...total {
          let found = result(right, of: total, cut: cut)
          #expect(found.isPassed == (100 * right >= cut * total))
          // The number on the screen never contradicts the verdict.
          #expect(found.isPassed == (found.percent >= cut))
        }
      }
    }
    #expect(!Self.result([]).isPassed)
  }

  @Test func aScoreNeedsTenAnswersThatCount() {
    func result(_ answers: Int, rapid: Int) -> ExamResult {
      Self.result(
        (0..<40).map { position in
          position < answers
            ? .init(item: "d0.s0.i0", credit: 1, isRapid: position < rapid) : .init(item: "d0.s0.i0")
        })
    }
    #expect(result(10, rapid: 0).hasScore && !result(9, rapid: 0).hasScore)
    #expect(!result(12, rapid: 3).hasScore && result(13, rapid: 3).hasScore)
    #expect(!result(0, rapid: 0).hasScore)
  }

  /// The result and the overall score of an exam, nil without one.
  static func outcome(_ exam: Exam, cut: Int) -> (result: ExamResult, score: Double?) {
    let final = exam.finalResponses(pool: Sample.pool)
    let stored = Dictionary(final.map { ($0.position, $0.response) }, uniquingKeysWith: { first, _ in first })
    let questions = exam.itemStates.enumerated().map { position, itemState -> ExamResult.Question in
      guard let response = stored[position], response.answer != .unanswered else {
        return .init(item: itemState.item)
      }
      return .init(
        item: itemState.item, credit: response.score.credit, isUnknown: response.answer == .unknown,
        isRapid: response.isRapid)
    }
    let result = Self.result(questions, cut: cut)
    let rows = final.map { _, response in
      CountedResponses.Row(
        attempt: "a", mode: .mock, isOpen: false, item: response.item, category: response.score.category,
        categoryCount: response.score.categoryCount, isRapid: response.isRapid, answeredAt: 0,
        isUnanswered: response.answer == .unanswered)
    }
    guard result.hasScore else { return (result, nil) }
    let counted = CountedResponses(ofAttempt: rows, pool: Sample.pool)
    return (result, ScoreEstimates(counted, pool: Sample.pool, profile: "entry").overall.mean)
  }

  /// Whatever somebody answers, leaving some questions out is never better than answering them wrong.
  @Test(arguments: 0..<300) func leavingQuestionsOutNeverBeatsAnsweringThem(seed: UInt64) {
    var chance = SeededGenerator(seed: seed, stream: 7)
    let count = 8 + Int(chance.next() % 33)
    let plan = ExamTests.plan(count, seed: seed, timeLimit: nil)
    let cut = 1 + Int(chance.next() % 100)
    let chosen = Double(chance.next() % 100) / 100
    let ability = chance.uniform()
    // The two people do the same, but the second leaves out what the first gets wrong in `left`.
    var (first, second) = (Exam(plan: plan, pool: Sample.pool), Exam(plan: plan, pool: Sample.pool))
    for position in first.itemStates.indices {
      let entry = first.itemStates[position].entry ?? 0
      let categories = Sample.pool.categoryCount(of: entry)
      let isLeft = chance.uniform() < chosen
      let time = chance.uniform() < 0.1 ? 100 : 40_000
      let category = isLeft || chance.uniform() > ability ? 0 : Int(chance.next() % UInt64(categories))
      let answer: Answer = !isLeft && chance.uniform() < 0.1 ? .unknown : .choice(0)
      first.handle(.moved(to: position))
      first.handle(.worked(time, onItem: true))
      first.handle(.answered(answer, Score(category: category, of: categories)))
      // What is left out may have been looked at or not.
      if isLeft, chance.uniform() < 0.5 { continue }
      second.handle(.moved(to: position))
      second.handle(.worked(time, onItem: true))
      if !isLeft { second.handle(.answered(answer, Score(category: category, of: categories))) }
    }
    let (answered, leaving) = (Self.outcome(first, cut: cut), Self.outcome(second, cut: cut))
    #expect(leaving.result.percent <= answered.result.percent)
    #expect(!leaving.result.isPassed || answered.result.isPassed)
    #expect(leaving.result.total == answered.result.total)
    if let score = leaving.score {
      #expect(score <= (answered.score ?? -.infinity) + 1e-9)
    }
  }

  /// The scores of home, overall and by domain, after a placement and an exam with some answers; nil without the exam.
  static func home(_ placement: [CountedResponses.Row], _ exam: Exam?) -> [Double] {
    let rows =
      exam?.finalResponses(pool: Sample.pool).map { _, response in
        CountedResponses.Row(
          attempt: "exam", mode: .mock, isOpen: false, item: response.item, category: response.score.category,
          categoryCount: response.score.categoryCount, isRapid: response.isRapid, answeredAt: 86_400,
          isUnanswered: response.answer == .unanswered)
      } ?? []
    let counted = CountedResponses(placement + rows, pool: Sample.pool, today: 1) { Int($0 / 86_400) }
    let standing = ScoreEstimates(counted, pool: Sample.pool, profile: "entry")
    return [standing.overall.mean] + standing.domains.map(\.mean)
  }

  /// An exam that is answered throughout counts like a placement with the same answers, however short it is.
  @Test(arguments: 1...12) func anAnswerInAnExamCountsAsItDoesElsewhere(count: Int) {
    var chance = SeededGenerator(seed: UInt64(count), stream: 13)
    let plan = ExamTests.plan(count, seed: UInt64(count), timeLimit: nil)
    var exam = Exam(plan: plan, pool: Sample.pool)
    var placement: [CountedResponses.Row] = []
    for position in exam.itemStates.indices {
      let categories = Sample.pool.categoryCount(of: exam.itemStates[position].entry ?? 0)
      let category = chance.uniform() < 0.7 ? categories - 1 : 0
      exam.handle(.moved(to: position))
      exam.handle(.worked(40_000, onItem: true))
      exam.handle(.answered(.choice(0), Score(category: category, of: categories)))
      placement.append(
        CountedResponses.Row(
          attempt: "exam", mode: .placement, isOpen: false, item: exam.itemStates[position].item,
          category: category, categoryCount: categories, answeredAt: 86_400))
    }
    let (one, two) = (Self.home([], exam), Self.home(placement, nil))
    for (one, two) in zip(one, two) { #expect(abs(one - two) < 1e-9) }
    #expect(exam.itemStates.count == count)
  }

  /// From an exam without an answer to a full one, whatever the answers: home's score never falls from one answer to
  /// the next, and a right one raises it, however few there are.
  @Test(arguments: 0..<150) func homeNeverFallsByAnAnswerAndRisesByARightOne(seed: UInt64) {
    var chance = SeededGenerator(seed: seed, stream: 11)
    let ability = chance.uniform()
    let placement = (0..<Int(chance.next() % 16)).map { index -> CountedResponses.Row in
      let entry = Sample.pool.entries[Int(chance.next() % UInt64(Sample.pool.entries.count))]
      let count = Sample.pool.categoryCount(of: Sample.pool.index(of: entry.id) ?? 0)
      return CountedResponses.Row(
        attempt: "placement", mode: .placement, isOpen: false, item: entry.id,
        category: chance.uniform() < ability ? count - 1 : 0, categoryCount: count, answeredAt: Double(index))
    }
    let count = 8 + Int(chance.next() % 25)
    var exam = Exam(plan: ExamTests.plan(count, seed: seed, timeLimit: nil), pool: Sample.pool)
    var last = Self.home(placement, exam)
    // Some people get everything right, and some everything wrong.
    let share = [0, 1, chance.uniform()][Int(chance.next() % 3)]
    for (index, position) in exam.itemStates.indices.shuffled(using: &chance).enumerated() {
      let categories = Sample.pool.categoryCount(of: exam.itemStates[position].entry ?? 0)
      let isRight = chance.uniform() < share
      let category = isRight ? categories - 1 : Int(chance.next() % UInt64(categories - 1))
      let isFast = chance.uniform() < 0.1
      exam.handle(.moved(to: position))
      exam.handle(.worked(isFast ? 100 : 40_000, onItem: true))
      exam.handle(
        .answered(
          !isRight && chance.uniform() < 0.2 ? .unknown : .choice(0),
          Score(category: category, of: categories)))
      // The first ones matter most; of the rest a sample is enough.
      guard index < 12 || index % 5 == 0 || index == count - 1 else { continue }
      let now = Self.home(placement, exam)
      for (after, earlier) in zip(now, last) { #expect(after >= earlier - 1e-9, "after answer \(index + 1)") }
      if index < 12, isRight { #expect(now[0] > last[0], "answer \(index + 1) was right") }
      last = now
    }
  }
}
