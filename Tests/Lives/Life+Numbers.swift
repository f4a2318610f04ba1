import Foundation
import GRDB
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore

/// What is computed from the answers: it is finite, and the same however it is come by.
extension Life {
  /// The numbers of a standing.
  private static func numbers(_ standing: ScoreEstimates) -> [Double] {
    let overall = standing.overall
    return [overall.mean, overall.sd, overall.lower95, overall.upper95]
      + (standing.domains + standing.skills).flatMap { [$0.mean, $0.sd, $0.lower95, $0.upper95] }
  }

  private static func numbers(_ overview: Overview) -> [Double] {
    numbers(overview.standing)
      + overview.gaps.gaps.flatMap { [$0.probabilityAtTarget, $0.weight, $0.worth, Double($0.answers)] }
      + GapSummary.steps(overview).map { $0.share ?? 0 }
      + overview.plan.ranked.map(\.worth) + overview.answersOfSkill.map(Double.init)
      + overview.skillAnswers.flatMap { [$0.answeredAt.timeIntervalSince1970, $0.credit, Double($0.level)] }
      + [Double(overview.dueReviews), Double(overview.answerCount), Double(overview.attemptCount)]
      + [overview.nextReview, overview.lastAttemptEnd].map { $0?.timeIntervalSince1970 ?? 0 }
  }

  private static func numbers(_ history: HistoryData) -> [Double] {
    var values = history.entries.flatMap { $0.domains + ($0.overall.map { [$0] } ?? []) }
    values += history.line.points.flatMap { $0.domains + [$0.overall] }
    return values.flatMap { [$0.mean, $0.sd, $0.margin] }
      + history.entries.flatMap { $0.answersOfDomain.map(Double.init) }
  }

  /// True if numbers agree within rounding: aged sums differ in the last bits from fresh ones.
  private static func areSame(_ one: [Double], _ other: [Double]) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($0)) }
  }

  /// Where numbers first differ, and how.
  private static func difference(_ one: [Double], _ other: [Double]) -> String {
    guard one.count == other.count else { return "\(one.count) numbers and \(other.count)" }
    let differing = one.indices.filter { abs(one[$0] - other[$0]) > 1e-9 * max(1, abs(one[$0])) }
    guard let first = differing.first else { return "none" }
    return
      "\(differing.count) of \(one.count), number \(first) is \(one[first]) and should be \(other[first])"
  }

  private func finite(_ numbers: [Double], _ what: String) throws {
    try expect(numbers.allSatisfy(\.isFinite), "\(what): a number is not finite: \(numbers)")
  }

  /// Checks everything that is computed: all numbers are finite, and stored ones equal fresh ones.
  func look(_ window: Window) throws {
    guard let place = windows.firstIndex(where: { $0 === window }) else { return }
    let again = try freshWindow(window.version)
    let shown = Self.numbers(try overview(window))
    try finite(shown, "where the person stands")
    let computedNow = Self.numbers(try overview(again))
    try expect(
      Self.areSame(shown, computedNow),
      "where the person stands is kept as another number than it is: \(Self.difference(shown, computedNow))")
    guard case .history(let history)? = try run(.loadHistory, in: place).first,
      case .history(let computed)? = again.runner.run(.loadHistory).first
    else { throw fail("the history cannot be read") }
    try finite(Self.numbers(history), "the history")
    try expect(
      Self.numbers(history) == Self.numbers(computed), "the history is kept with other numbers than it has")
    let counted = computed.entries.map(\.record.id)
    let finished = ledger.attempts.filter {
      $0.state != "open" && $0.mode != Mode.drill.rawValue
        && (!ledger.rows(.response, ofAttempt: $0.id).isEmpty
          || ($0.mode == Mode.mock.rawValue && $0.state == "finished"))
    }
    try expect(Set(counted) == Set(finished.map(\.id)), "the history holds other attempts than were closed")
    if let trend = computed.trend(domain: nil) {
      try finite([trend.model.verdictProbability], "the trend")
    }
    guard case .reviews(let schedule, _)? = try run(.loadReviews, in: place).first else {
      throw fail("the reviews cannot be read")
    }
    for entry in schedule.due + schedule.later {
      try expect((0...1).contains(entry.recall), "a recall of \(entry.recall)")
    }
    tally.note("looks")
  }

  private func overview(_ window: Window) throws -> Overview {
    let outcomes = window.runner.run(.loadOverview)
    guard case .overview(let overview, _)? = outcomes.first else {
      throw fail("where the person stands cannot be computed: \(outcomes)")
    }
    return overview
  }

  /// A report can be written of it; it cannot where a number is not finite.
  func report(_ window: Window) throws {
    _ = try window.space.report().json()
    tally.note("reports")
  }

  /// A result says what the answers say, now and ever after.
  func checkResult(_ id: String, in place: Int) throws {
    let window = try window(place)
    guard case .result(let result)? = try run(.loadResult(id), in: place).first else { return }
    let numbers = Self.numbers(result.standing)
    try finite(numbers, "the result of \(id)")
    let stored = ledger.rows(.response, ofAttempt: id).count
    // An exam shows its questions without an answer too, and has at least those that are stored.
    let given = result.answers.count {
      ledger.row(.response, id, $0.response.position) != nil || result.exam == nil
    }
    try expect(given == stored, "\(given) of \(stored) answers are in the result")
    if let exam = result.exam, !isAltered {
      try expect(exam.total == result.answers.count, "the exam's result has \(exam.total) questions")
    }
    for answer in result.answers {
      let row = ledger.row(.response, id, answer.response.position)
      if !isAltered, let row, let text = String.fromDatabaseValue(row[17]) {
        try expect(
          answer.item.map { StoredQuestion($0).text } == text,
          "answer \(answer.response.position) is shown with another question")
      }
    }
    if let explanation = result.explanation {
      let sum = explanation.effects.reduce(0) { $0 + $1.overall }
      try expect(sum.isFinite, "the explanation of \(id) is not finite")
    }
    let profile = result.standing.target
    if let known = results[id], known.version == window.version, known.profile == "\(profile)" {
      try expect(known.numbers == numbers, "the result of \(id) is another than it was")
      tally.note("results again")
    }
    results[id] = (window.version, "\(profile)", numbers)
  }

  /// Looks at the result of some attempt that was finished before.
  func lookBack(_ place: Int) throws {
    let finished = ledger.attempts.filter { $0.state == "finished" }.map(\.id).sorted()
    guard let id = chance.pick(finished) else { return }
    tell("program \(place) looks back at \(id)")
    try checkResult(id, in: place)
    // Practice has no score to compare.
    let drills = Set(ledger.attempts.filter { $0.mode == Mode.drill.rawValue }.map(\.id))
    if let other = chance.pick(finished), other != id, drills.isDisjoint(with: [id, other]) {
      let outcomes = try run(.loadComparison(other, id), in: place)
      guard case .comparison(let comparison)? = outcomes.first else { return }
      try finite(
        ([comparison.overall] + comparison.domains).flatMap {
          [$0.before, $0.beforeMargin, $0.after, $0.probabilityAtTarget]
        },
        "a comparison")
    }
  }
}
