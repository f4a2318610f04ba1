import ItemBank
import Psychometrics
import QuizEngine

extension AttemptResult {
  /// The answers of a domain that were right, of those that count.
  package func rightCount(inDomain index: Int) -> Int {
    let prefix = domains[index].id + "."
    return answers.count {
      $0.response.credit >= 1 && $0.isCounted && $0.response.skill.hasPrefix(prefix)
    }
  }

  /// The credit of a domain's answers that count, a part for what was partly right.
  package func credit(inDomain index: Int) -> Double {
    let prefix = domains[index].id + "."
    return answers.filter { $0.isCounted && $0.response.skill.hasPrefix(prefix) }.reduce(0) {
      $0 + $1.response.credit
    }
  }

  /// How many ratings are not counted, as their answers came too fast; empty where there is none.
  package var leftOutOfConfidence: String {
    let count = answers.count { $0.response.isRapid && $0.response.confidence != nil }
    return count == 0 ? "" : " \(Words.count(count, "answer")) came too fast to count here."
  }

  /// What to know of domains whose numbers rest on others more than on answers of their own; nil where there is none.
  package var leaning: String? {
    guard scope == .all else { return nil }
    if answersOfDomain.contains(where: { (1..<ReportingScale.leastAnswers).contains($0) }) {
      return
        "The number of a domain with one or two answers rests on your other domains as well: people who know one tend to know the others."
    }
    return answersOfDomain.contains(0)
      ? "On home a domain that was not asked moves with the others: people who know one tend to know the others."
      : nil
  }

  /// True where all answers together lie further from the middle than this attempt, to the same side.
  package func isDrawnMore(than mean: Double) -> Bool {
    let before = change?.overall.before
    return abs(mean) > abs(headline.mean) && mean * headline.mean > 0
      && before.map { abs(mean) > abs($0) && mean * $0 > 0 } ?? false
  }

  /// How an exam's items came out; each is in one of the parts, so that they add up.
  ///
  /// - Parameter unseen: What an item is called that was never on the screen.
  package func examTally(unseen: String) -> String {
    let counted = answers.map(\.response).filter { !$0.isRapid }
    let right = counted.count { $0.credit >= 1 }
    let partly = counted.count { $0.credit > 0 && $0.credit < 1 }
    let open = counted.count(where: \.isUnknown)
    let asked = plannedCount ?? answers.count
    let parts = [
      (partly, "partly"), (counted.count - right - partly - open, "wrong"), (open, "not known"),
      (rapidCount, "too fast to count"), (asked - answers.count, unseen),
    ].filter { $0.0 > 0 }
    return "\(right) of \(asked) right" + parts.map { ", \($0.0) \($0.1)" }.joined() + "."
  }

  /// The number that the attempt was about.
  package struct Headline {
    package var name: String
    package var mean: Double
    package var lower: Double
    package var upper: Double
    package var atTarget: Double
  }

  /// The change of what the attempt was about; nil where no attempt before it measured the same.
  package var changeOfHeadline: Comparison.Row? {
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
  package var headline: Headline {
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
