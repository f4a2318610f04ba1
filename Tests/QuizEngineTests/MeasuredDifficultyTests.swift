import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// Scoring uses a measured difficulty where an item has one.
@Suite struct MeasuredDifficultyTests {
  static func pool(_ measured: MeasuredDifficulty?, task: ItemTask) -> ItemPool {
    let skill = Sample.framework.skills[0].id
    var summary = ItemSummary(
      Sample.item("a.b.c", skill: skill, level: 4, task: task), skillIndex: 0)
    summary.measured = measured
    return ItemPool(items: [summary], framework: Sample.framework)
  }

  @Test func answersReplaceLevelSlopeAndUncertainty() throws {
    let measured = MeasuredDifficulty(
      source: .calibration, difficulty: -0.4, standardError: 0.2, discrimination: 1.6, guessing: 0.3)
    let table = Self.pool(measured, task: Sample.choice).tables[0]
    let exact = LogisticModel(discrimination: 1.6, difficulty: -0.4, guessing: 0.3)
    #expect(table.judgedModel == .logistic(exact))
    #expect(table.model == .logistic(exact.attenuated(difficultySD: 0.2)))
    #expect(table.logLikelihoods == table.model.logLikelihoods(on: .standard))
  }

  @Test func aRankingReplacesTheLevelAlone() throws {
    let measured = MeasuredDifficulty(source: .comparison, difficulty: 0.5, standardError: 0.4)
    let table = Self.pool(measured, task: Sample.choice).tables[0]
    #expect(
      table.judgedModel
        == .logistic(
          LogisticModel(
            discrimination: ItemDifficulty.discrimination, difficulty: 0.5, guessing: 0.25)))
  }

  @Test func itemsWithPartialCreditMoveAsAWhole() throws {
    let task = ItemTask.ordering(steps: ["a", "b", "c"])
    let level = Self.pool(nil, task: task).tables[0].judgedModel
    let measured = MeasuredDifficulty(source: .calibration, difficulty: 1.75, standardError: 0.3)
    // Level 4 is at 1 logit.
    #expect(Self.pool(measured, task: task).tables[0].judgedModel == level.harder(by: 0.75))
    let shift = ItemDifficulty.fullMarksShift(kind: .ordering, optionCount: 3, keyCount: 1)
    #expect(abs(level.probability(of: 2, at: 1 + shift) - 0.5) < 1e-9 && shift > 0.5)
    #expect(ItemDifficulty.fullMarksShift(kind: .singleChoice, optionCount: 4, keyCount: 1) == 0)
  }

  @Test func itemsOfOneLevelNoLongerShareAModel() throws {
    let skill = Sample.framework.skills[0].id
    let summaries = (0..<3).map { index in
      var summary = ItemSummary(
        Sample.item("a.b.i\(index)", skill: skill, level: 4, task: Sample.choice), skillIndex: 0)
      if index > 0 {
        summary.measured = MeasuredDifficulty(
          source: .calibration, difficulty: Double(index), standardError: 0.2)
      }
      return summary
    }
    #expect(ItemPool(items: summaries, framework: Sample.framework).tables.count == 3)
  }

  /// How far levels are off is a property of the bank, where it says so.
  @Test func theBankSaysHowFarLevelsAreOff() throws {
    let skill = Sample.framework.skills[0].id
    let summary = ItemSummary(
      Sample.item("a.b.c", skill: skill, level: 4, task: Sample.choice), skillIndex: 0)
    var framework = Sample.framework
    for deviation in [0, 0.4, 1.1] {
      framework.levelDeviation = deviation
      let pool = ItemPool(items: [summary], framework: framework)
      let table = pool.tables[0]
      #expect(table.model == table.judgedModel.attenuated(difficultySD: deviation))
      #expect(
        pool.model(of: 0, level: 2)
          == ItemDifficulty.judgedModel(kind: .singleChoice, level: 2, optionCount: 4, keyCount: 1)
          .attenuated(difficultySD: deviation))
    }
    let table = Self.pool(nil, task: Sample.choice).tables[0]
    #expect(table.model == table.judgedModel.attenuated(difficultySD: 0.7), "where it doesn't")
  }

  /// An answer to an older revision, which had another level, says nothing about the measured difficulty.
  @Test func olderLevelsStayOlderLevels() throws {
    let measured = MeasuredDifficulty(source: .calibration, difficulty: -3, standardError: 0.2)
    let pool = Self.pool(measured, task: Sample.choice)
    let plain = Self.pool(nil, task: Sample.choice)
    #expect(pool.model(of: 0, level: 2) == plain.model(of: 0, level: 2))
    #expect(pool.model(of: 0, level: 4) != plain.model(of: 0, level: 4))
  }
}
