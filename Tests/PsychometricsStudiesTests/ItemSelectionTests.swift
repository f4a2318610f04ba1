import Psychometrics
import PsychometricsStudies
import ReferenceData
import Testing

@Suite("Choosing an item")
struct ItemSelectionTests {
  static let prior = Grid.standard.masses(of: NormalDistribution(mean: 0.4, sd: 0.6))

  @Test("the tables give what each item gives on its own")
  func tables() {
    let models = RandomItems.models(40, seed: 1)
    let tables = ResponseTables(models)
    let variances = tables.expectedPosteriorVariances(prior: Self.prior)
    let informations = tables.mutualInformations(prior: Self.prior)
    for (index, model) in models.enumerated() {
      let variance = ItemSelection.expectedPosteriorVariance(of: model, prior: Self.prior, grid: .standard)
      let information = ItemSelection.mutualInformation(of: model, prior: Self.prior, grid: .standard)
      #expect(abs(variance - variances[index]) < 1e-12)
      #expect(abs(information - informations[index]) < 1e-12)
      for (category, row) in model.logLikelihoods(on: .standard).enumerated() {
        let packed = tables.logLikelihood(ofItem: index, category: category)
        // The lowest category is a difference of 1 and has fewer digits where it is tiny.
        for (mine, theirs) in zip(packed, row) where theirs > -20 { #expect(abs(mine - theirs) < 1e-6) }
      }
    }
  }

  @Test("the expected variance is the average of the variances after each answer")
  func definition() {
    for model in RandomItems.models(20, seed: 2) {
      var expected = 0.0
      for row in model.probabilities(on: .standard) {
        let joint = zip(Self.prior, row).map { $0 * $1 }
        let mass = joint.reduce(0, +)
        let sd = Estimate(masses: joint.map { $0 / mass }).sd
        expected += mass * sd * sd
      }
      let value = ItemSelection.expectedPosteriorVariance(of: model, prior: Self.prior, grid: .standard)
      #expect(abs(value - expected) < 1e-12)
      #expect(value <= 0.36 + 1e-12)
    }
  }

  @Test("an item that everybody answers alike informs nobody")
  func uninformative() {
    let model = ResponseModel.logistic(LogisticModel(discrimination: 1e-9, difficulty: 0))
    #expect(ItemSelection.mutualInformation(of: model, prior: Self.prior, grid: .standard) < 1e-12)
    let variance = ItemSelection.expectedPosteriorVariance(of: model, prior: Self.prior, grid: .standard)
    #expect(abs(variance - 0.36) < 1e-6)
  }
}
