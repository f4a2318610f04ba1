import ItemBank
import Psychometrics
import QuizEngine

extension AttemptResult {
  /// The answers of a domain that count.
  package func count(inDomain index: Int) -> AnswerCount {
    let prefix = domains[index].id + "."
    return AnswerCount(
      answers.lazy.filter { $0.isCounted && $0.response.skill.hasPrefix(prefix) }.map(\.response.outcome))
  }

  /// The questions of a domain without an answer that counts.
  package func leftOut(inDomain index: Int) -> SkillVerdict.LeftOut {
    let prefix = domains[index].id + "."
    var sum = SkillVerdict.LeftOut()
    for answer in answers
    where (!answer.isCounted || !answer.response.outcome.isGiven) && answer.response.skill.hasPrefix(prefix) {
      if !answer.response.outcome.isGiven {
        sum.unanswered += 1
      } else if answer.response.isRapid {
        sum.tooFast += 1
      } else if answer.seenBefore != nil {
        sum.repeated += 1
      }
    }
    return sum
  }

  /// A note on ratings that don't count because the answers came too fast; empty if there are none.
  package var leftOutOfConfidence: String {
    let count = answers.count { $0.response.isRapid && $0.response.confidence != nil }
    return count == 0 ? "" : " \(Words.count(count, "answer")) came too fast to count here."
  }

  /// A note on domains whose scores rest mostly on answers in other domains; nil if there are none.
  package var leaning: String? {
    guard scope == .all else { return nil }
    if answersOfDomain.contains(where: { (1..<ReportingScale.leastAnswers).contains($0) }) {
      return
        "The number of a domain with one or two answers rests on your other domains as well: people who know one tend to know the others."
    }
    return answersOfDomain.contains(0)
      ? "On home a domain without an answer that counts moves with the others: people who know one tend to know the others."
      : nil
  }

  /// The main score of an attempt.
  package struct Headline {
    package var name: String
    package var mean: Double
    package var lower: Double
    package var upper: Double
    package var atTarget: Double
  }

  /// The change of the main score; nil if no earlier attempt measured the same.
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

  /// The number of this attempt's answers that count.
  package var countedAnswers: Int { answersOfDomain.reduce(0, +) }

  /// The overall score, or that of the domain or skill that the attempt was about, by this attempt on its own.
  package var headline: Headline { headline(of: standing) }

  /// The same as the person's score today, from all answers: the number on home.
  package func headline(_ overview: Overview) -> Headline { headline(of: overview.standing) }

  /// What the headline is about, as the start of a sentence.
  package var subjectToday: String {
    if case .all = scope { "Your score today:" } else { "\(headline.name), your score today:" }
  }

  /// What this attempt says on its own, beside the score from all answers.
  package func alone(_ overview: Overview) -> String {
    if let words = exam?.noScoreSentence { return words }
    guard countedAnswers > 0 else { return "This attempt adds nothing to it." }
    let score = Words.score(mean: headline.mean, lower: headline.lower, upper: headline.upper)
    let name = scope == .all ? "" : "\(headline.name) "
    if isExcluded {
      return "On its own this attempt says \(name)\(score), from \(Words.count(countedAnswers, "answer"))."
    }
    guard overview.answerCount > countedAnswers else { return "Your score rests on this attempt alone." }
    return "This attempt on its own: \(name)\(score), from \(countedAnswers) of the "
      + "\(Words.count(overview.answerCount, "answer")) behind your score."
  }

  private func headline(of standing: ScoreEstimates) -> Headline {
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
