import Psychometrics
import PsychometricsStudies
import Testing

@Suite("Operating characteristics of a trend")
struct GrowthStudyTests {
  @Test("five attempts of 30 items: few false improvements, and hardly less power than a likelihood ratio")
  func operatingCharacteristics() {
    // The exact figures need more persons than a test has time for: Benchmarks prints them.
    var random = SeededGenerator(seed: 20)
    let still = GrowthStudy(gain: 0).run(persons: 1200, using: &random)
    #expect(still.improving < 0.063)
    #expect(still.declining < 0.063)
    #expect((0.925...0.975).contains(still.coverage))
    let moving = GrowthStudy(gain: 0.25).run(persons: 400, using: &random)
    #expect(moving.improving > moving.likelihoodRatio - 0.05)
    #expect(moving.declining < 0.01)
  }
}
