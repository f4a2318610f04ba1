import ReferenceData
import Testing

@testable import Psychometrics

/// 300 simulated people, 30 of 900 items each; levels are wrong by SD 0.5 before shrinkage.
struct SparseReference {
  let responses: SparseResponses
  let priors: [SparseCalibration.Prior]
  let difficulties: [Double]

  init() throws {
    let items = try Self.rows("items")
    var index: [Substring: Int] = [:]
    for (place, row) in items.enumerated() { index[row[0]] = place }
    var persons: [Substring: Int] = [:]
    var answers: [[(item: Int, isRight: Bool)]] = []
    for row in try Self.rows("answers") {
      let person = persons[row[0], default: answers.count]
      if person == answers.count {
        persons[row[0]] = person
        answers.append([])
      }
      answers[person].append((try #require(index[row[1]]), row[2] == "1"))
    }
    responses = try SparseResponses(persons: answers, itemCount: items.count)
    priors = try items.map { row in
      SparseCalibration.Prior(
        difficulty: NormalDistribution(
          mean: try #require(Double(row[1])), sd: SparseCalibration.Prior.levelSD),
        guessing: try #require(Double(row[2])))
    }
    difficulties = try Self.rows("truth").map { try #require(Double($0[2])) }
  }

  private static func rows(_ name: String) throws -> [[Substring]] {
    try Fixture.text("sparse/\(name).csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
  }
}

@Suite("Calibration from sparse answers")
struct SparseCalibrationTests {
  static func rmse(_ left: [Double], _ right: [Double]) -> Double {
    let squares = zip(left, right).map { ($0 - $1) * ($0 - $1) }
    return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }

  @Test("30 answers of each of 300 people improve on the levels")
  func reference() throws {
    let reference = try SparseReference()
    let levels = Self.rmse(reference.priors.map(\.difficulty.mean), reference.difficulties)
    #expect(abs(levels - 0.468) < 0.001)
    let calibration = try #require(SparseCalibration(reference.responses, priors: reference.priors))
    #expect(calibration.isConverged)
    let estimates = calibration.items.map(\.model.difficulty)
    #expect(Self.rmse(estimates, reference.difficulties) <= 0.42)
    // These people were drawn from N(0, 1).
    #expect(abs(calibration.ability.mean) < 0.2 && abs(calibration.ability.sd - 1) < 0.2)
    for (item, prior) in zip(calibration.items, reference.priors) where item.finding != .estimated {
      #expect(item.model.difficulty == prior.difficulty.mean)
      #expect(abs(item.difficultyError - prior.difficulty.sd) < 1e-12)
    }
  }

  @Test("threads change no digit", arguments: [2, 3, 7])
  func threads(count: Int) throws {
    // Several parts, so that threads have something to share.
    let sample = try Sample(people: 1200, seed: 4)
    let options = SparseCalibration.Options(maximumPasses: 6)
    let single = try #require(SparseCalibration(sample.responses, priors: sample.priors, options: options))
    var several = options
    several.threads = count
    #expect(SparseCalibration(sample.responses, priors: sample.priors, options: several) == single)
  }

  /// People who answer 20 random ones of 60 items.
  struct Sample {
    var models: [LogisticModel] = []
    var priors: [SparseCalibration.Prior] = []
    var responses: SparseResponses

    init(people: Int, seed: UInt64, ability: NormalDistribution = .init(mean: 0, sd: 1), shift: Double = 0)
      throws
    {
      var random = SeededGenerator(seed: seed)
      for index in 0..<60 {
        let guessing = index % 2 == 0 ? 0.25 : 0
        let level = Double(index % 5) - 2
        models.append(
          LogisticModel(
            discrimination: 1.2 * exp(0.3 * random.normal()), difficulty: level + 0.7 * random.normal(),
            guessing: guessing))
        priors.append(
          SparseCalibration.Prior(
            difficulty: NormalDistribution(mean: level + shift, sd: 0.7), guessing: guessing))
      }
      let models = models
      let persons = (0..<people).map { _ in
        let theta = ability.mean + ability.sd * random.normal()
        return (0..<20).map { step in
          let item = 3 * step + Int(3 * random.uniform())
          return (item: item, isRight: random.uniform() < models[item].probability(at: theta))
        }
      }
      responses = try SparseResponses(persons: persons, itemCount: models.count)
    }
  }

  @Test("the errors of the estimates are as large as their standard errors say")
  func errors() throws {
    var (squares, slopeSquares, count) = (0.0, 0.0, 0.0)
    for seed in 1...4 as ClosedRange<UInt64> {
      let sample = try Sample(people: 1500, seed: seed)
      let calibration = try #require(SparseCalibration(sample.responses, priors: sample.priors))
      #expect(calibration.isConverged)
      for (item, truth) in zip(calibration.items, sample.models) {
        let distance = (item.model.difficulty - truth.difficulty) / item.difficultyError
        let slope = (item.model.discrimination - truth.discrimination) / item.discriminationError
        #expect(abs(distance) < 5 && abs(slope) < 5 && item.difficultyError < 0.7)
        squares += distance * distance
        slopeSquares += slope * slope
        count += 1
      }
    }
    #expect((0.7...1.4).contains(squares / count), "difficulty \(squares / count)")
    #expect((0.7...1.4).contains(slopeSquares / count), "slope \(slopeSquares / count)")
  }

  @Test("the levels place the scale, whatever the abilities of the people")
  func scale() throws {
    let sample = try Sample(people: 3000, seed: 9, ability: NormalDistribution(mean: -0.8, sd: 0.6))
    let calibration = try #require(
      SparseCalibration(sample.responses, priors: sample.priors, options: .init(threads: 2)))
    #expect(abs(calibration.ability.mean + 0.8) < 0.25 && abs(calibration.ability.sd - 0.6) < 0.15)
    let bias = zip(calibration.items, sample.models).map { $0.model.difficulty - $1.difficulty }
    #expect(abs(bias.reduce(0, +) / 60) < 0.25)
    // Without that, the same people look average and every item too hard.
    let fixed = try #require(
      SparseCalibration(
        sample.responses, priors: sample.priors, options: .init(estimatesAbility: false, threads: 2)))
    let harder = zip(fixed.items, sample.models).map { $0.model.difficulty - $1.difficulty }
    #expect(harder.reduce(0, +) / 60 > 0.4)
    // All levels half a logit higher: everything moves by that.
    let moved = try Sample(
      people: 3000, seed: 9, ability: NormalDistribution(mean: -0.8, sd: 0.6), shift: 0.5)
    let other = try #require(
      SparseCalibration(moved.responses, priors: moved.priors, options: .init(threads: 2)))
    #expect(abs(other.ability.mean - calibration.ability.mean - 0.5) < 0.02)
  }

  @Test("constant and tiny items keep their prior and say so")
  func findings() throws {
    // Item 0: all right. 1: all wrong. 2: three answers. 3: mixed. 4: nobody.
    let persons = (0..<12).map { person -> [(item: Int, isRight: Bool)] in
      [(0, true), (1, false), (3, person % 2 == 0)] + (person < 3 ? [(2, person == 0)] : [])
    }
    let responses = try SparseResponses(persons: persons, itemCount: 5)
    let priors = (0..<5).map {
      SparseCalibration.Prior(difficulty: NormalDistribution(mean: Double($0) / 2, sd: 0.7), guessing: 0.2)
    }
    let items = try #require(SparseCalibration(responses, priors: priors)).items
    #expect(items.map(\.finding) == [.allRight, .allWrong, .tooFew, .estimated, .unanswered])
    #expect(items.map(\.answers) == [12, 12, 3, 12, 0] && items.map(\.right) == [12, 0, 1, 6, 0])
    for index in [0, 1, 2, 4] {
      #expect(items[index].model.difficulty == priors[index].difficulty.mean)
      #expect(abs(items[index].model.discrimination - 1.2) < 1e-12)
    }
    #expect(items[3].difficultyError < 0.7)
    #expect(items.allSatisfy { $0.model.difficulty.isFinite && $0.difficultyError.isFinite })
  }

  @Test("answers that fit no item or person are refused")
  func invalid() throws {
    #expect(throws: SparseResponses.Invalid.item(answer: 0)) {
      try SparseResponses(rows: [4], starts: [0, 1], itemCount: 2)
    }
    #expect(throws: SparseResponses.Invalid.starts) {
      try SparseResponses(rows: [1, 1], starts: [0, 2, 1, 2], itemCount: 2)
    }
    let none = try SparseResponses(persons: [[], []], itemCount: 1)
    let prior = SparseCalibration.Prior(difficulty: NormalDistribution(mean: 0, sd: 1))
    #expect(none.personCount == 2 && SparseCalibration(none, priors: [prior]) == nil)
  }
}
