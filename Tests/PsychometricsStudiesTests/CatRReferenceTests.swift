import Psychometrics
import PsychometricsStudies
import ReferenceData
import Testing

/// Twelve items with guessing, three of them answered; every criterion for the other nine.
@Suite("Item selection against catR")
struct CatRReferenceTests {
  struct Reference: Decodable {
    struct Item: Decodable {
      let a: Double
      let b: Double
      let c: Double
      let d: Double
    }

    struct Point: Decodable {
      let theta: Double
      let se: Double
    }

    struct Criteria: Decodable {
      let item: Int
      let info: Double
      let MEI_obs: Double
      let MEI_fisher: Double
      let MLWI: Double
      let MPWI: Double
      let KL: Double
      let KLP: Double
      let GDI: Double
      let GDIP: Double
      let EPV: Double
    }

    struct Row: Decodable {
      let theta: Double
      let P: [Double]
      let I: [Double]
      let J: [Double]
    }

    let bank: [Item]
    let administered: [Int]
    let responses: [Int]
    let theta: [String: Point]
    let criteria_theta: Double
    let criteria: [Criteria]
    let selected: [String: Int]
    let info_table: [Row]

    var models: [ResponseModel] {
      bank.map {
        .logistic(
          LogisticModel(discrimination: $0.a, difficulty: $0.b, guessing: $0.c, ceiling: $0.d))
      }
    }

    var answers: [ScoredResponse] {
      zip(administered, responses).map { ScoredResponse(model: models[$0 - 1], category: $1) }
    }
  }

  /// The reference found its estimates with the default precision of R's `uniroot`.
  static let search = AbilityEstimation.Search(lower: -4, upper: 4, tolerance: 0x1p-13)
  static let grid = Grid(count: 33, lower: -4, upper: 4)

  /// The likelihood, times the prior's density where wanted, with the weights of the trapezoid rule.
  static func weights(of answers: [ScoredResponse], withPrior: Bool, trapezoid: Bool = true) -> [Double] {
    grid.nodes.enumerated().map { index, node in
      var weight = trapezoid && (index == 0 || index == 32) ? 0.125 : 0.25
      for answer in answers { weight *= answer.model.probability(of: answer.category, at: node) }
      return withPrior ? weight * NormalDistribution().density(at: node) : weight
    }
  }

  static func normalised(_ weights: [Double]) -> [Double] {
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  let reference: Reference

  init() throws {
    reference = try Fixture.json("item_selection_catr", as: Reference.self)
  }

  @Test("probability and information of every item")
  func information() {
    for row in reference.info_table {
      for (index, model) in reference.models.enumerated() {
        #expect(abs(model.probability(of: 1, at: row.theta) - row.P[index]) < 1e-11)
        #expect(abs(model.information(at: row.theta) - row.I[index]) < 1e-11)
      }
    }
  }

  @Test("the ability estimates with their standard errors")
  func estimates() throws {
    let answers = reference.answers
    let ours = [
      "ML": AbilityEstimation.maximumLikelihood(of: answers, search: Self.search),
      "BM": AbilityEstimation.maximumAPosteriori(of: answers, search: Self.search),
      "WL": AbilityEstimation.weightedLikelihood(of: answers, search: Self.search),
    ]
    for (name, estimate) in ours {
      let theirs = try #require(reference.theta[name])
      #expect(abs(estimate.theta - theirs.theta) < 1e-6, "\(name)")
      #expect(abs(estimate.standardError - theirs.se) < 1e-6, "\(name)")
    }
    let masses = Self.normalised(Self.weights(of: answers, withPrior: true))
    let posterior = Estimate(masses: masses, grid: Self.grid)
    let theirs = try #require(reference.theta["EAP"])
    #expect(abs(posterior.mean - theirs.theta) < 1e-6)
    #expect(abs(posterior.sd - theirs.se) < 1e-6)
  }

  @Test("every criterion of every open item, and the item that each picks")
  func criteria() {
    let answers = reference.answers
    let theta = reference.criteria_theta
    let likelihood = Self.weights(of: answers, withPrior: false)
    let posterior = Self.weights(of: answers, withPrior: true)
    // The reference weighs the global discrimination by plain sums.
    let plainLikelihood = Self.weights(of: answers, withPrior: false, trapezoid: false)
    let plainPosterior = Self.weights(of: answers, withPrior: true, trapezoid: false)
    var picks: [String: (item: Int, value: Double)] = [:]
    func consider(_ name: String, _ row: Reference.Criteria, _ ours: Double, _ theirs: Double) {
      #expect(abs(ours - theirs) < 1e-6, "\(name) of item \(row.item)")
      let value = name == "MEPV" ? -ours : ours
      if value > picks[name]?.value ?? -.infinity { picks[name] = (row.item, value) }
    }
    for row in reference.criteria {
      let model = reference.models[row.item - 1]
      func weighted(_ weights: [Double]) -> Double {
        ItemSelection.weightedInformation(of: model, weights: weights, grid: Self.grid)
      }
      func divergence(_ weights: [Double]) -> Double {
        ItemSelection.kullbackLeibler(of: model, at: theta, weights: weights, grid: Self.grid)
      }
      func global(_ weights: [Double]) -> Double {
        ItemSelection.globalDiscrimination(of: model, masses: Self.normalised(weights), grid: Self.grid)
      }
      func expected(_ kind: InformationKind) -> Double {
        ItemSelection.expectedInformation(
          of: model, after: answers, at: theta, kind: kind, search: Self.search)
      }
      consider("MFI", row, ItemSelection.fisherInformation(of: model, at: theta), row.info)
      consider("MLWI", row, weighted(likelihood), row.MLWI)
      consider("MPWI", row, weighted(posterior), row.MPWI)
      consider("KL", row, divergence(likelihood), row.KL)
      consider("KLP", row, divergence(posterior), row.KLP)
      consider("GDI", row, global(plainLikelihood), row.GDI)
      consider("GDIP", row, global(plainPosterior), row.GDIP)
      consider("MEI", row, expected(.observed), row.MEI_obs)
      consider("MEI, Fisher", row, expected(.expected), row.MEI_fisher)
      let variance = ItemSelection.expectedPosteriorVariance(
        of: model, prior: Self.normalised(posterior), grid: Self.grid, at: theta)
      consider("MEPV", row, variance, row.EPV)
    }
    for name in ["MFI", "MLWI", "MPWI", "KL", "KLP", "GDI", "GDIP", "MEI", "MEPV"] {
      #expect(picks[name]?.item == reference.selected[name], "\(name)")
    }
  }

  @Test("both forms of the expected variance agree where the estimate is the prediction")
  func pointForm() {
    let masses = Self.normalised(Self.weights(of: reference.answers, withPrior: true))
    for model in reference.models {
      let averaged = ItemSelection.expectedPosteriorVariance(of: model, prior: masses, grid: Self.grid)
      let predicted = zip(masses, Self.grid.nodes).reduce(0) { $0 + $1.0 * model.expectedScore(at: $1.1) }
      // The logistic curve passes the average prediction at exactly one ability.
      guard case .logistic(let curve) = model else { continue }
      let odds = (predicted - curve.guessing) / (1 - predicted)
      let theta = curve.difficulty + logarithm(odds) / curve.discrimination
      let atPoint = ItemSelection.expectedPosteriorVariance(
        of: model, prior: masses, grid: Self.grid, at: theta)
      #expect(abs(averaged - atPoint) < 1e-9)
    }
  }

  @Test("all 32 patterns of LSAT7 under the two-parameter model, standard errors included")
  func lsat7() throws {
    let data = try LSAT7.load()
    let model = try #require(data.models["2PL"])
    // The reference searched on [-6, 6] and gives the border where there is no maximum.
    let search = AbilityEstimation.Search(lower: -6, upper: 6, tolerance: 0x1p-13)
    for row in data.catR_2PL {
      let responses = model.responses(to: row.pattern)
      let mode = AbilityEstimation.maximumAPosteriori(of: responses, search: search)
      #expect(abs(mode.theta - row.BM.theta) < 1e-6)
      #expect(abs(mode.standardError - row.BM.se) < 1e-6)
      let warm = AbilityEstimation.weightedLikelihood(of: responses, search: search)
      #expect(abs(warm.theta - row.WL.theta) < 1e-6)
      #expect(abs(warm.standardError - row.WL.se) < 1e-6)
      let likelihood = AbilityEstimation.maximumLikelihood(of: responses, search: search)
      if abs(row.ML.theta) == 6 {
        #expect(likelihood.theta.isInfinite)
      } else {
        #expect(abs(likelihood.theta - row.ML.theta) < 1e-6)
        #expect(abs(likelihood.standardError - row.ML.se) < 1e-6)
      }
    }
  }
}
