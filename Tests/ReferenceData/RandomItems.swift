import Psychometrics

/// Items of every model at random, for laws that hold for any item.
package enum RandomItems {
  package static func models(_ count: Int, seed: UInt64) -> [ResponseModel] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      if index % 4 == 3 {
        let thresholds = (0..<(1 + index % 3)).map { _ in random.normal() }
        return .partialCredit(
          PartialCreditModel(discrimination: 0.5 + random.uniform(), thresholds: thresholds))
      }
      return .logistic(
        LogisticModel(
          discrimination: 0.5 + random.uniform(), difficulty: random.normal(),
          guessing: 0.25 * random.uniform()))
    }
  }
}
