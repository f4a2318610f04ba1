import Psychometrics
import PsychometricsStudies
import ReferenceData
import Testing

@Suite("Change, classification and confidence against the reference")
struct FormulaReferenceTests {
  struct Reference: Decodable {
    struct Classic: Decodable {
      let x1: Double
      let x2: Double
      let sd: Double
      let rxx: Double
      let Sdiff: Double
      let RC: Double
    }

    struct Change: Decodable {
      let t1: Double
      let se1: Double
      let t2: Double
      let se2: Double
      let z: Double
      let p_two: Double
      let p_improved: Double
    }

    struct Detectable: Decodable {
      let se: Double
      let mdc: Double
    }

    struct Bands: Decodable {
      let theta: Double
      let se: Double
      let cuts: [Double]
      let probs: [Double]
      let category: Int
      let accuracy: Double
      let consistency: Double
    }

    struct Marks: Decodable {
      let marks: [String: [Int]]
      let expected: [String: [Double]]
      let thresholds: [Double]
    }

    struct Forecasts: Decodable {
      let f: [Double]
      let y: [Int]
      let brier: Double
      let reliability: Double
      let resolution: Double
      let uncertainty: Double
      let log_loss: Double
      let ECE: Double
    }

    struct Curve: Decodable {
      let theta: Double
      let a: Double
      let b: Double
      let c: Double
      let tau: Double
      let approx: Double
      let exact: Double
    }

    let RCI_classic: [Classic]
    let RCI_IRT: [Change]
    let minimal_detectable_change_95: [Detectable]
    let Rudner: [Bands]
    let CBM: Marks
    let Brier: Forecasts
    let attenuated_ICC: [Curve]
  }

  let reference: Reference

  init() throws {
    reference = try Fixture.json("formulas", as: Reference.self)
  }

  @Test("reliable change")
  func change() {
    for row in reference.RCI_IRT {
      let change = ReliableChange(from: (row.t1, row.se1), to: (row.t2, row.se2))
      #expect(abs(change.z - row.z) < 1e-9)
      #expect(abs(2 * NormalDistribution().survival(abs(change.z)) - row.p_two) < 1e-9)
      #expect(abs(change.probabilityImproved - row.p_improved) < 1e-9)
      #expect((change.verdict == .improved) == (row.z >= 1.645))
    }
    for row in reference.RCI_classic {
      // Sum scores of a test whose reliability is known (Jacobson and Truax, 1991).
      let error = row.sd * (1 - row.rxx).squareRoot()
      let change = ReliableChange(from: (row.x1, error), to: (row.x2, error))
      #expect(abs(change.standardError - row.Sdiff) < 1e-9)
      #expect(abs(change.z - row.RC) < 1e-9)
      #expect(change.verdict == .declined)
    }
    for row in reference.minimal_detectable_change_95 {
      #expect(abs(ReliableChange.minimalDetectableChange95(standardError: row.se) - row.mdc) < 1e-9)
    }
  }

  @Test("a gain that just reaches the smallest detectable change counts, and is seen half the time")
  func threshold() {
    let change = ReliableChange(from: (0, 0.4), to: (0, 0.4))
    let gain = change.smallestDetectable
    #expect(ReliableChange(from: (0, 0.4), to: (gain + 1e-9, 0.4)).verdict == .improved)
    #expect(ReliableChange(from: (0, 0.4), to: (gain - 1e-9, 0.4)).verdict == .notDistinguishable)
    #expect(abs(change.power(forGain: gain) - 0.5) < 1e-9)
    // What the specification says of a retake of 25 items and half a standard deviation.
    #expect((0.15...0.25).contains(change.power(forGain: 0.5)))
  }

  @Test("classification")
  func classification() {
    for row in reference.Rudner {
      let classification = Classification(theta: row.theta, standardError: row.se, cuts: row.cuts)
      #expect(classification.probabilities.count == row.probs.count)
      for (mine, theirs) in zip(classification.probabilities, row.probs) {
        #expect(abs(mine - theirs) < 1e-12)
      }
      #expect(classification.band == row.category)
      #expect(abs(classification.accuracy - row.accuracy) < 1e-9)
      #expect(abs(classification.consistency - row.consistency) < 1e-9)
    }
  }

  @Test("classification by a normal posterior is that by its normal curve")
  func classificationOfPosterior() {
    let estimate = Estimate(masses: Grid.standard.masses(of: NormalDistribution(mean: 0.1, sd: 0.35)))
    let byPosterior = Classification(of: estimate, cuts: [-1, 0, 1])
    let byCurve = Classification(theta: 0.1, standardError: 0.35, cuts: [-1, 0, 1])
    #expect(byPosterior.band == byCurve.band)
    for (mine, theirs) in zip(byPosterior.probabilities, byCurve.probabilities) {
      #expect(abs(mine - theirs) < 1e-3)
    }
  }

  @Test("Brier's score, its parts, and the calibration error")
  func forecasts() throws {
    let row = reference.Brier
    let pairs = zip(row.f, row.y).map { (probability: $0, happened: $1 == 1) }
    let quality = try #require(ForecastQuality(pairs))
    #expect(abs(quality.brierScore - row.brier) < 1e-9)
    #expect(abs(quality.reliability - row.reliability) < 1e-9)
    #expect(abs(quality.resolution - row.resolution) < 1e-9)
    #expect(abs(quality.uncertainty - row.uncertainty) < 1e-9)
    #expect(abs(quality.logLoss - row.log_loss) < 1e-9)
    #expect(abs(quality.expectedCalibrationError - row.ECE) < 1e-9)
    #expect(ForecastQuality([]) == nil)
  }

  @Test("the three parts make up Brier's score", arguments: 1...20 as ClosedRange<UInt64>)
  func murphy(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let forecasts = (0..<50).map { _ in
      (probability: (random.uniform() * 10).rounded() / 10, happened: random.uniform() < 0.4)
    }
    let quality = try #require(ForecastQuality(forecasts))
    let sum = quality.reliability - quality.resolution + quality.uncertainty
    #expect(abs(quality.brierScore - sum) < 1e-12)
  }

  @Test("certainty marks")
  func marks() throws {
    for certainty in Certainty.allCases {
      let row = try #require(reference.CBM.marks["\(certainty.rawValue)"])
      #expect([certainty.mark(isRight: true), certainty.mark(isRight: false)] == row)
    }
    for row in reference.CBM.expected.values {
      // The first entry is the probability itself, for +1 and 0 are the marks of low certainty.
      for certainty in Certainty.allCases {
        let expected = certainty.expectedMark(probability: row[0])
        #expect(abs(expected - row[certainty.rawValue - 1]) < 1e-9)
      }
    }
    for (mine, theirs) in zip(Certainty.thresholds, reference.CBM.thresholds) {
      #expect(abs(mine - theirs) < 1e-9)
    }
    for step in 0...1000 {
      let probability = Double(step) / 1000
      let best = Certainty(bestFor: probability).expectedMark(probability: probability)
      for other in Certainty.allCases {
        #expect(best >= other.expectedMark(probability: probability) - 1e-12)
      }
    }
    for certainty in Certainty.allCases {
      #expect(Certainty(bestFor: certainty.typicalProbability) == certainty)
    }
  }

  @Test("a curve flattened by an uncertain difficulty")
  func attenuation() {
    for row in reference.attenuated_ICC {
      let model = LogisticModel(discrimination: row.a, difficulty: row.b, guessing: row.c)
      let value = model.attenuated(difficultySD: row.tau).probability(at: row.theta)
      #expect(abs(value - row.approx) < 1e-9)
      #expect(abs(value - row.exact) < 0.01)
    }
  }
}
