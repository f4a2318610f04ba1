import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

@Suite struct ScoringTests {
  @Test func singleChoiceWantsTheKey() {
    #expect(Scoring.score(.choice(1), to: Sample.tasks[0]).isCorrect)
    #expect(Scoring.score(.choice(0), to: Sample.tasks[0]).credit == 0)
    #expect(Scoring.score(.choice(99), to: Sample.tasks[0]).credit == 0)
    #expect(Scoring.score(.unknown, to: Sample.tasks[0]).credit == 0)
  }

  @Test func multipleChoiceWantsTheExactSet() {
    #expect(Scoring.score(.choices([1, 0]), to: Sample.tasks[1]).isCorrect)
    #expect(Scoring.score(.choices([0]), to: Sample.tasks[1]).credit == 0)
    #expect(Scoring.score(.choices([0, 1, 2]), to: Sample.tasks[1]).credit == 0)
  }

  @Test(arguments: ["0.8", "0,8", ".805", "0.795", "+0.80", "8e-1", "4/5", " 0.8 ", "0.8%"])
  func numbersAreReadAsPeopleTypeThem(text: String) {
    let task = ItemTask.numeric(NumericKey(value: 0.8, tolerance: 0.005, unit: "%"))
    #expect(Scoring.score(.typed(text), to: task).isCorrect)
  }

  @Test(arguments: ["0.79", "", "eight", "nan", "inf", "1/0", "0.8.0", "--0.8", "0x1p3"])
  func otherTextsAreNotTheNumber(text: String) {
    #expect(!Scoring.score(.typed(text), to: Sample.tasks[2]).isCorrect)
  }

  @Test func typographicMinusAndGroupingAreUnderstood() {
    #expect(NumericEntry.values(of: "\u{2212}3").first == -3)
    #expect(NumericEntry.values(of: "1_000 000").first == 1_000_000)
    #expect(NumericEntry.values(of: "12 ms", unit: "ms").first == 12)
    #expect(NumericEntry.values(of: "65,536") == [65.536, 65_536])
    #expect(NumericEntry.values(of: "1,234,567") == [1_234_567])
    #expect(NumericEntry.values(of: "1.234.567") == [1_234_567])
    #expect(NumericEntry.values(of: "-3,300.5") == [-3300.5])
    #expect(NumericEntry.values(of: "3.300,5") == [3300.5])
    #expect(NumericEntry.values(of: "0,125") == [0.125])
    for text in ["1,2345,6", "iu?", "1..2", "1,2,3", "12,34.5", "", "3/0", "--1"] {
      #expect(NumericEntry.values(of: text).isEmpty, "\(text)")
    }
  }

  @Test func shortTextForgivesWhiteSpaceOnly() {
    #expect(Scoring.score(.typed("  [2,   2] "), to: Sample.tasks[3]).isCorrect)
    #expect(!Scoring.score(.typed("[2,2,2]"), to: Sample.tasks[3]).isCorrect)
    let caseless = ItemTask.shortText(answers: ["Broadcasting"], ignoresCase: true)
    #expect(Scoring.score(.typed("broadCASTING"), to: caseless).isCorrect)
  }

  @Test func oneExchangedPairOfAnOrderEarnsHalf() {
    #expect(Scoring.score(.order([0, 1, 2, 3]), to: Sample.tasks[4]).isCorrect)
    #expect(Scoring.score(.order([1, 0, 2, 3]), to: Sample.tasks[4]).credit == 0.5)
    #expect(Scoring.score(.order([3, 2, 1, 0]), to: Sample.tasks[4]).credit == 0)
    #expect(Scoring.score(.order([0, 0, 1, 2]), to: Sample.tasks[4]).credit == 0)
  }

  @Test func matchingCountsPairs() {
    let task = ItemTask.matching(
      pairs: (0..<4).map { MatchingPair(left: "l\($0)", right: "r\($0)") }, extras: ["x"])
    #expect(Scoring.score(.matches([0, 1, 2, 3]), to: task).isCorrect)
    #expect(Scoring.score(.matches([1, 0, 2, 3]), to: task).credit == 0.5)
    #expect(Scoring.score(.matches([1, 2, 3, 0]), to: task).credit == 0)
    #expect(Scoring.score(.matches([nil, 1, 2, 3]), to: task).credit == 0.5)
  }

  @Test func aLineIsRightWhereItIsListed() {
    let task = ItemTask.linePick(lines: [3, 5], notes: [])
    #expect(Scoring.score(.line(5), to: task).isCorrect)
    #expect(!Scoring.score(.line(4), to: task).isCorrect)
  }

  @Test func ratingsEarnByCloseness() {
    #expect(Scoring.score(.ratings([1, 2, 3, 4]), to: Sample.tasks[5]).isCorrect)
    #expect(Scoring.score(.ratings([4, 3, 2, 1]), to: Sample.tasks[5]).credit == 0)
    let near = Scoring.score(.ratings([2, 2, 4, 4]), to: Sample.tasks[5])
    #expect(near.credit > 0 && near.credit < 1)
    #expect(Scoring.score(.ratings([nil, nil, nil, nil]), to: Sample.tasks[5]).credit == 0)
  }

  @Test func ratingAtRandomEarnsLittle() {
    var generator = SeededGenerator(seed: 4)
    var credit = 0.0
    for _ in 0..<2_000 {
      let ratings = (0..<4).map { _ in Int?(Int(generator.uniform() * 4) + 1) }
      credit += Scoring.score(.ratings(ratings), to: Sample.tasks[5]).credit
    }
    #expect(credit / 2_000 < 0.2)
  }

  @Test func answersSurviveStorage() {
    let answers: [Answer] = [
      .choice(3), .choices([0, 2]), .choices([]), .typed("a:b, c"), .typed(""), .order([2, 0, 1]),
      .matches([1, nil, 0]), .line(7), .ratings([nil, 4]), .unknown,
    ]
    for answer in answers { #expect(Answer(storage: answer.storage) == answer) }
    for text in ["", "c:", "c:x", "z:1", "o:1,,2", "p:x", "c"] { #expect(Answer(storage: text) == nil) }
  }

  @Test(arguments: 0..<50)
  func presentationsArePermutationsAndOrdersNeverStartRight(seed: Int) {
    for task in Sample.tasks {
      let order = Presentation(of: task, seed: UInt64(seed), position: seed % 7).order
      #expect(order.sorted() == Array(order.indices))
      if case .ordering = task { #expect(order != Array(order.indices)) }
    }
  }

  @Test func fixedOptionsKeepTheirOrder() {
    let task = ItemTask.singleChoice(
      options: (0..<4).map { Option(text: "\($0)", isKey: $0 == 1, rationale: "w") }, shuffled: false)
    #expect(Presentation(of: task, seed: 5, position: 1).order == [0, 1, 2, 3])
  }

  @Test func guessingChancesFollowTheTask() {
    func guessing(_ kind: ItemKind, _ options: Int, _ keys: Int) -> Double {
      if case .logistic(let model) = ItemDifficulty.model(
        kind: kind, level: 3, optionCount: options, keyCount: keys)
      {
        return model.guessing
      }
      return -1
    }
    #expect(guessing(.singleChoice, 4, 1) == 0.25)
    #expect(guessing(.multipleChoice, 4, 2) == 1.0 / 15)
    #expect(guessing(.numeric, 0, 1) == 0)
    #expect(guessing(.linePick, 10, 1) == 0.1)
    #expect(guessing(.situational, 4, 1) == -1)
  }
}
