import ItemBank
import Psychometrics
import QuizEngine

extension AttemptResult {
  /// The number that the attempt was about.
  struct Headline {
    var name: String
    var mean: Double
    var lower: Double
    var upper: Double
    var atTarget: Double
  }

  /// The change of what the attempt was about; nil where no attempt before it measured the same.
  var changeOfHeadline: Comparison.Row? {
    guard let change else { return nil }
    if case .domain(let id) = scope, let index = domains.firstIndex(where: { $0.id == id }) {
      return change.domains[index]
    }
    if case .skill(let id) = scope, let index = domains.firstIndex(where: { id.hasPrefix($0.id + ".") }) {
      return change.domains[index]
    }
    return change.overall
  }

  /// The overall, or the domain or skill that the attempt was about.
  var headline: Headline {
    func of(_ name: String, _ estimate: Estimate) -> Headline {
      Headline(
        name: name, mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95,
        atTarget: estimate.probability(atLeast: standing.target))
    }
    switch scope {
    case .all: break
    case .domain(let id):
      if let index = domains.firstIndex(where: { $0.id == id }) {
        return of(domains[index].shortName, standing.domains[index])
      }
    case .skill(let id):
      let skills = domains.flatMap(\.skills)
      if let index = skills.firstIndex(where: { $0.id == id }) {
        return of(skills[index].name, standing.skills[index])
      }
    }
    return Headline(
      name: "Overall", mean: standing.overall.mean, lower: standing.overall.lower95,
      upper: standing.overall.upper95,
      atTarget: standing.overall.probability(atLeast: standing.target))
  }
}
