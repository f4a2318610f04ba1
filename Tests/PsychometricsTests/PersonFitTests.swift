import Psychometrics
import Testing

@Suite("Person fit")
struct PersonFitTests {
  static let models = (-10...10).map {
    ResponseModel.logistic(LogisticModel(discrimination: 1.4, difficulty: Double($0) / 5))
  }

  static func fit(_ categories: [Int]) -> Double? {
    let responses = zip(models, categories).map { ScoredResponse(model: $0, category: $1) }
    return PersonFit.standardisedLogLikelihood(of: responses, at: 0)
  }

  @Test("easy items right and hard ones wrong fit; the reverse does not")
  func extremes() throws {
    let orderly = (0..<21).map { $0 <= 10 ? 1 : 0 }
    let fitting = try #require(Self.fit(orderly))
    let reversed = try #require(Self.fit(orderly.map { 1 - $0 }))
    #expect(fitting > 1)
    #expect(reversed < -4)
  }

  @Test("at the true ability it has mean 0 and variance 1")
  func moments() throws {
    var random = SeededGenerator(seed: 8)
    var sum = 0.0
    var squares = 0.0
    for _ in 0..<4000 {
      let categories = Self.models.map { random.uniform() < $0.probability(of: 1, at: 0) ? 1 : 0 }
      let value = try #require(Self.fit(categories))
      sum += value
      squares += value * value
    }
    #expect(abs(sum / 4000) < 0.06)
    #expect(abs(squares / 4000 - 1) < 0.1)
  }

  @Test("nothing answered says nothing")
  func empty() {
    #expect(PersonFit.standardisedLogLikelihood(of: [], at: 0) == nil)
  }
}
