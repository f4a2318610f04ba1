import Psychometrics
import ReferenceData
import Testing

@Suite("Item calibration")
struct ItemCalibrationTests {
  static func lsat7() throws -> ResponseMatrix {
    let patterns = try LSAT7.load().patterns
    return try ResponseMatrix(
      rows: patterns.map { categories(of: $0.pattern).map { $0.map { $0 == 1 } } },
      weights: patterns.map { Double($0.freq) })
  }

  struct Published: Decodable {
    struct Data: Decodable {
      let models: [String: Errors]
    }

    struct Errors: Decodable {
      struct Row: Decodable {
        let SE_a: Double?
        let SE_b: Double?
      }

      let item_SE: [Row]?
    }

    let data: Data
  }

  @Test("LSAT7 under the two-parameter model")
  func twoParameters() throws {
    let calibration = try #require(ItemCalibration(Self.lsat7(), model: .twoPL))
    #expect(calibration.isConverged)
    #expect(abs(calibration.logLikelihood + 2658.8051) < 1e-3)
    let slopes = [0.98755, 1.08084, 1.70748, 0.76499, 0.73567]
    let difficulties = [-1.87926, -0.74754, -1.05724, -0.63530, -2.52076]
    for (index, item) in calibration.items.enumerated() {
      #expect(abs(item.model.discrimination - slopes[index]) < 1e-3)
      #expect(abs(item.model.difficulty - difficulties[index]) < 1e-3)
      #expect(item.model.guessing == 0 && item.guessingError == nil)
    }
    let published = try Fixture.json("lsat7", as: Published.self).data.models
    let errors = try #require(published["2PL"]?.item_SE)
    for (item, row) in zip(calibration.items, errors) {
      #expect(abs(try #require(item.discriminationError) - #require(row.SE_a)) < 1e-3)
      #expect(abs(try #require(item.difficultyError) - #require(row.SE_b)) < 1e-3)
    }
  }

  /// Bock and Lieberman (1970); the estimates are those of R's ltm.
  @Test("LSAT6 under the two-parameter model")
  func section6() throws {
    let counts = [
      3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11,
      61,
      28, 298,
    ]
    let matrix = try ResponseMatrix(
      rows: counts.indices.map { pattern in (0..<5).map { pattern >> (4 - $0) & 1 == 1 } },
      weights: counts.map(Double.init))
    let calibration = try #require(ItemCalibration(matrix, model: .twoPL))
    #expect(abs(calibration.logLikelihood + 2466.653) < 1e-3)
    let slopes = [0.8254, 0.7229, 0.8905, 0.6886, 0.6575]
    let difficulties = [-3.3597, -1.3696, -0.2799, -1.8659, -3.1236]
    for (index, item) in calibration.items.enumerated() {
      #expect(abs(item.model.discrimination - slopes[index]) < 1e-3)
      // The reference integrates with 21 nodes.
      #expect(abs(item.model.difficulty - difficulties[index]) < 5e-3)
    }
  }

  @Test("LSAT7 with one common discrimination")
  func oneParameter() throws {
    let calibration = try #require(ItemCalibration(Self.lsat7(), model: .onePL))
    let reference = try #require(LSAT7.load().models["1PL_common_a"])
    #expect(abs(calibration.logLikelihood - reference.logLik) < 1e-3)
    for (item, row) in zip(calibration.items, reference.items) {
      #expect(abs(item.model.discrimination - row.a) < 1e-3)
      #expect(abs(item.model.difficulty - row.b) < 1e-3)
      #expect(try #require(item.difficultyError) > 0)
    }
  }

  /// A sample of simulated persons.
  static func sample(
    persons: Int, models: [LogisticModel], missing: Double = 0, seed: UInt64
  ) throws -> ResponseMatrix {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<persons).map { _ in
      let theta = random.normal()
      return models.map { model -> Bool? in
        let isRight = random.uniform() < model.probability(at: theta)
        return random.uniform() < missing ? nil : isRight
      }
    }
    return try ResponseMatrix(rows: rows)
  }

  static let models = (0..<12).map { index in
    LogisticModel(
      discrimination: 0.7 + 0.1 * Double(index % 8), difficulty: -1.6 + 0.3 * Double(index), guessing: 0)
  }

  @Test("the errors of the estimates are as large as their standard errors say")
  func recovery() throws {
    var squares = 0.0
    var count = 0.0
    for seed in 1...6 as ClosedRange<UInt64> {
      let matrix = try Self.sample(persons: 800, models: Self.models, missing: 0.2, seed: seed)
      let calibration = try #require(ItemCalibration(matrix, model: .twoPL))
      for (item, truth) in zip(calibration.items, Self.models) {
        let slopeError = try #require(item.discriminationError)
        let difficultyError = try #require(item.difficultyError)
        let slope = (item.model.discrimination - truth.discrimination) / slopeError
        let difficulty = (item.model.difficulty - truth.difficulty) / difficultyError
        #expect(abs(slope) < 5 && abs(difficulty) < 5)
        squares += slope * slope + difficulty * difficulty
        count += 2
      }
    }
    #expect((0.7...1.4).contains(squares / count))
  }

  @Test("an item that nobody was given changes nothing for the others")
  func neverGiven() throws {
    var rows: [[Bool?]] = []
    var random = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      let theta = random.normal()
      rows.append(Self.models.prefix(5).map { random.uniform() < $0.probability(at: theta) })
    }
    let options = ItemCalibration.Options(
      priors: CalibrationPriors(
        logDiscrimination: NormalDistribution(mean: 0, sd: 0.5),
        difficulty: NormalDistribution(mean: 0, sd: 2)))
    let without = try #require(ItemCalibration(ResponseMatrix(rows: rows), model: .twoPL, options: options))
    let with = try #require(
      ItemCalibration(ResponseMatrix(rows: rows.map { $0 + [nil] }), model: .twoPL, options: options))
    for (left, right) in zip(without.items, with.items) {
      #expect(abs(left.model.discrimination - right.model.discrimination) < 1e-4)
      #expect(abs(left.model.difficulty - right.model.difficulty) < 1e-4)
    }
  }

  @Test("guessing is found with the help of a prior")
  func threeParameters() throws {
    let models = Self.models.map {
      LogisticModel(discrimination: $0.discrimination + 0.3, difficulty: $0.difficulty, guessing: 0.25)
    }
    let matrix = try Self.sample(persons: 2500, models: models, seed: 5)
    let options = ItemCalibration.Options(priors: .guessing(options: 4), tolerance: 1e-4)
    let calibration = try #require(ItemCalibration(matrix, model: .threePL, options: options))
    #expect(calibration.isConverged)
    for (item, truth) in zip(calibration.items, models) {
      #expect(abs(item.model.guessing - 0.25) < 0.15)
      #expect(abs(item.model.difficulty - truth.difficulty) < 0.5)
      let error = try #require(item.guessingError)
      #expect((0.005...0.15).contains(error))
    }
  }

  @Test("weights count as persons do")
  func weights() throws {
    let rows: [[Bool?]] = [[true, false], [true, true], [false, nil]]
    let repeated = try ResponseMatrix(rows: rows + rows + [rows[1]])
    let weighted = try ResponseMatrix(rows: rows, weights: [2, 3, 2])
    #expect(repeated == weighted)
    #expect(throws: ResponseMatrix.Invalid.length(row: 1)) { try ResponseMatrix(rows: [[true], []]) }
    #expect(throws: ResponseMatrix.Invalid.weights) { try ResponseMatrix(rows: rows, weights: [1]) }
    #expect(ItemCalibration(try ResponseMatrix(rows: []), model: .twoPL) == nil)
  }
}
