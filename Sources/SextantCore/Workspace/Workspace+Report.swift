import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Reporting
import Roadmap
import TextLayout

extension Workspace {
  /// The report over all attempts, or over one.
  ///
  /// - Throws: `JournalError`, or `WorkspaceError.noAttempt`.
  public func report(attempt number: Int? = nil, part: Report.Part = Report.Part()) throws -> Report {
    let overview = try overview()
    guard let number else {
      let rapid = try journal.countableResponses(assessment: framework.id).count {
        CountedResponses.isTooFast(CountedResponses.Row($0))
      }
      var basis = Report.Basis(
        kind: "standing", attempt: nil, attempts: overview.attemptCount, answers: overview.answerCount,
        rapid: rapid)
      basis.isOpen = overview.open != nil
      var report = document(
        overview, part: part, standing: overview.standing, gaps: overview.gaps,
        answersOfSkill: overview.answersOfSkill, basis: basis)
      report.misconceptions = try misconceptions(overview.tallies, overview.days)
      report.history = Report.History(try history(), overview)
      report.rest = Report.Rest(overview)
      report.evidence = reportEvidence(overview)
      report.next = overview.next.map { reportAction($0.action, $0.worth, overview) }
      report.done = finishedActions(overview)
      report.interview = overview.interviewWays?.first.map { $0 + "." }
      report.plan = overview.planDocument()
      return report
    }
    guard let record = try journal.attempts(assessment: framework.id).first(where: { $0.number == number })
    else { throw WorkspaceError.noAttempt("\(number)") }
    try refuseOpen(record)
    let responses = try journal.responses(ofAttempt: record.id)
    let counted = try counted(responses, of: record)
    let repeats = try repeats(responses, of: record)
    let standing = ScoreEstimates(counted, pool: pool, profile: overview.settings.profile)
    let own = counted.answersOfSkills(pool: pool)
    var basis = Report.Basis(
      kind: "attempt", attempt: number, attempts: 1, answers: counted.given.count,
      rapid: responses.count(where: \.isRapid))
    basis.note = Repeats(repeats.values, of: responses.count, restDays: overview.settings.restDays)?.sentence
    basis.isOfOneDomain = record.mode == Mode.focus.rawValue
    var report = document(
      overview, standing: standing,
      gaps: GapAnalysis(
        framework: framework, profile: overview.settings.profile, skills: standing.skills, answers: own),
      answersOfSkill: own.map(\.asked),
      basis: basis)
    report.misconceptions = try misconceptions(counted.tallies, overview.days)
    report.exam = ExamResult(responses, of: record, framework: framework).map {
      Report.Exam($0, domains: framework.domains)
    }
    return report
  }

  /// Writes a part of the report to a new file, and returns a message that says where it is.
  ///
  /// The file's ending determines the format: `.json`, `.html` or `.txt`, otherwise Markdown. An existing
  /// file is never overwritten; the new one gets a number.
  ///
  /// - Throws: `WorkspaceError.cannotExport`.
  func export(_ part: Report.Part, file: String) throws -> String {
    let report = try report(part: part).selecting(part)
    return try write(to: file) { ending in
      switch ending {
      case "json": (try report.json(), "JSON")
      case "html", "htm": (report.html(), "an HTML page")
      case "txt": (report.text(), "plain text")
      default: (report.markdown(), "Markdown")
      }
    }
  }

  private func document(
    _ overview: Overview, part wanted: Report.Part = Report.Part(), standing: ScoreEstimates,
    gaps: GapAnalysis,
    answersOfSkill: [Int], basis: Report.Basis
  ) -> Report {
    let weights = framework.weights(ofProfile: overview.settings.profile)
    let profile = framework.profile(overview.settings.profile)
    let readiness = StepReadiness.all(content: bank.content, gaps: gaps, levels: overview.levels)
    // The words of the gap report, about these answers.
    var told = overview
    told.gaps = gaps
    let steps = GapSummary.steps(told)
    let done = Set(overview.actions.values.filter { $0.state == .done }.map(\.action))
    let plan = StudyPlan(content: bank.content, gaps: gaps, levels: overview.levels, done: done)
    var skill = 0
    let domains = framework.domains.enumerated().map { index, domain -> Report.Domain in
      let start = skill
      let skills = domain.skills.map { item -> Report.Skill in
        defer { skill += 1 }
        let gap = gaps.gaps[skill]
        return Report.Skill(
          id: item.id, name: item.name, weight: rounded(gap.weight),
          measure: measure(
            standing.skills[skill], withoutShift: standing.withoutShift.skills[skill],
            target: standing.target, answers: answersOfSkill[skill]),
          verdict: gap.verdict, worth: rounded(gap.worth), steps: item.steps,
          alignment: item.alignment.map(Report.Alignment.init))
      }
      return Report.Domain(
        id: domain.id, name: domain.name, shortName: domain.shortName, weight: weights[index],
        measure: measure(
          standing.domains[index], withoutShift: standing.withoutShift.domains[index],
          target: standing.target,
          answers: answersOfSkill[start..<start + domain.skills.count].reduce(0, +),
          leftOut: gaps.gaps[start..<start + domain.skills.count].reduce(into: SkillVerdict.LeftOut()) {
            $0 += $1.verdict.answers.leftOut
          }), skills: skills, alignment: domain.alignment.map(Report.Alignment.init))
    }
    var report = Report(
      generated: Timestamps.text(overview.now), generatedHere: overview.today.inFull,
      assessment: framework.identity,
      profile: .init(
        id: profile?.id ?? "", name: profile?.name ?? "", target: standing.target,
        targetScore: ReportingScale.score(standing.target)), basis: basis,
      overall: measure(
        standing.overall, withoutShift: standing.withoutShift.overall, target: standing.target,
        answers: answersOfSkill.reduce(0, +)),
      domains: domains,
      steps: zip(bank.content.roadmap.steps, zip(readiness, steps)).map { step, known in
        let (ready, counts) = known
        let listed = gaps.gaps.filter {
          framework.skills[$0.skill].steps.first == step.number && $0.answers > 0 && $0.status != .atTarget
        }.sorted { $0.worth > $1.worth }
        var part = Report.Step(
          number: step.number, name: step.name,
          phase: bank.content.roadmap.phases.first { $0.steps.contains(step) }?.name ?? "",
          knowledgeReady: rounded(ready.knowledgeReady), knowledgeTotal: rounded(ready.knowledgeTotal),
          evidenceReady: rounded(ready.evidenceReady), evidenceTold: rounded(ready.evidenceAnswered),
          evidenceTotal: rounded(ready.evidenceTotal), gaps: listed.map { framework.skills[$0.skill].id },
          // Filter by the part first, then take the best.
          actions: plan.ranked.filter { $0.action.step == step.number && wanted.isClosed(by: $0.action) }
            .prefix(5).map { reportAction($0.action, $0.worth, overview) }, isMeasured: ready.isMeasured)
        part.skills = counts.skills
        return part
      })
    report.first = work(told) { gap in
      let skill = framework.skills[gap.skill]
      return (wanted.step == nil || skill.steps.first == wanted.step)
        && (wanted.skill == nil || skill.id == wanted.skill)
        && (wanted.domain.map { skill.id.hasPrefix($0 + ".") } ?? true)
        && (wanted.skills?.contains(skill.id) ?? true)
    }
    return report
  }

  private typealias Ends = (lower: Double, upper: Double)

  private func measure<Value: IntervalEstimate>(
    _ estimate: Value, withoutShift: Value, target: Double, answers: Int,
    leftOut: SkillVerdict.LeftOut = .init()
  ) -> Report.Measure {
    let interval = (lower: estimate.lower95, upper: estimate.upper95)
    let mean = estimate.mean
    func logits(_ ends: Ends) -> Report.Interval {
      .init(lower: rounded(ends.lower), upper: rounded(ends.upper))
    }
    func points(_ ends: Ends) -> Report.Interval {
      .init(lower: Double(ReportingScale.score(ends.lower)), upper: Double(ReportingScale.score(ends.upper)))
    }
    return Report.Measure(
      mean: rounded(mean), sd: rounded(estimate.sd), interval: logits(interval),
      score: ReportingScale.score(mean),
      scoreInterval: points(interval),
      intervalWithoutShift: logits((withoutShift.lower95, withoutShift.upper95)),
      scoreIntervalWithoutShift: points((withoutShift.lower95, withoutShift.upper95)),
      band: ReportingScale.band(mean).name,
      bandProbabilities: estimate.bandProbabilities(cuts: ReportingScale.cuts).map(rounded),
      // More decimals, because the percentage must equal that on the screens.
      probabilityAtTarget: DecimalText.rounded(estimate.probability(atLeast: target), decimals: 6),
      answers: answers,
      level: Words.level(lower: interval.lower, upper: interval.upper, answers: answers),
      missing: leftOut.words,
      shownMargin: ReportingScale.points((interval.upper - interval.lower) / 2))
  }

  private func rounded(_ value: Double) -> Double { DecimalText.rounded(value) }
}

/// How much one answer moved the numbers, or all answers of an open attempt together.
public struct ExplainedAnswer: Sendable, Hashable {
  /// The number of the attempt.
  public var attempt: Int
  /// The item's identity; nil for the answers of an open attempt.
  ///
  /// Those are combined, because single effects would reveal which answers were right.
  public var item: String?
  /// The number of answers.
  public var count = 1
  /// When it was answered, or the last of them.
  public var answeredAt: Date
  /// The share of full credit; nil while the attempt is open, and for a question without an answer.
  public var credit: Double?
  /// True for a question that an exam left without an answer.
  public var isUnanswered = false
  /// The change of the overall mean, in logits.
  public var overall: Double
  /// The same change in tenths of a point, rounded so that all answers add up to the rounded number.
  public var tenthsOfPoints: Int
  /// The change of the mean of the item's domain, in logits; nil for combined answers.
  public var domain: Double?
}

extension Workspace {
  /// How much each answer moved the numbers, the largest effect first: of one attempt, or of all that count today.
  ///
  /// A question without an answer has an effect too. These are exactly the answers that the number rests on, and their parts add up to it.
  ///
  /// - Throws: `JournalError`, or a `WorkspaceError` if there is no such attempt or it is still open.
  public func explanation(attempt number: Int? = nil) throws -> [ExplainedAnswer] {
    let settings = try settings()
    let records = try journal.attempts(assessment: framework.id)
    let rows: [CountedResponses.Row]
    let counted: CountedResponses
    if let number {
      guard let record = records.first(where: { $0.number == number }) else {
        throw WorkspaceError.noAttempt("\(number)")
      }
      guard record.state != .open else { throw WorkspaceError.attemptIsOpen(number: number) }
      let responses = try journal.responses(ofAttempt: record.id)
      rows = responses.map { .init($0, of: record) }
      counted = try self.counted(responses, of: record)
    } else {
      rows = try journal.countableResponses(assessment: framework.id).map(CountedResponses.Row.init)
      counted = try self.counted(rows, now: environment.now())
    }
    let numbers = Dictionary(records.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first })
    let explanation = Explanation(counted, pool: pool, profile: settings.profile)
    let tenths = explanation.tenthsOfPoints()
    var answers: [ExplainedAnswer] = []
    var together: [String: ExplainedAnswer] = [:]
    for (place, (response, effect)) in zip(counted.responses, explanation.effects).enumerated() {
      let (row, tally) = (rows[response.row], counted.tallies[response.tally])
      let answer = ExplainedAnswer(
        attempt: numbers[row.attempt] ?? 0, item: row.item,
        answeredAt: Date(timeIntervalSince1970: row.answeredAt),
        credit: tally.isUnanswered ? nil : tally.credit, isUnanswered: tally.isUnanswered,
        overall: effect.overall, tenthsOfPoints: tenths[place],
        domain: effect.domains[pool.entries[tally.entry].domain])
      guard row.isOpen else {
        answers.append(answer)
        continue
      }
      if var sum = together[row.attempt] {
        sum.count += 1
        sum.answeredAt = max(sum.answeredAt, answer.answeredAt)
        sum.overall += answer.overall
        sum.tenthsOfPoints += answer.tenthsOfPoints
        together[row.attempt] = sum
      } else {
        var sum = answer
        (sum.item, sum.credit, sum.domain) = (nil, nil, nil)
        together[row.attempt] = sum
      }
    }
    answers += together.values
    // By the numbers that are shown, so that rounding leaves no row out of order.
    func rank(_ answer: ExplainedAnswer) -> (Int, Double, Int, String) {
      (-abs(answer.tenthsOfPoints), -abs(answer.overall), answer.attempt, answer.item ?? "")
    }
    return answers.sorted { rank($0) < rank($1) }
  }
}

extension Framework {
  /// Who it is, in reports and plans.
  var identity: Report.Identity {
    Report.Identity(id: id, name: name, alignment: alignment.map(Report.Alignment.init))
  }
}

extension Report.Alignment {
  fileprivate init(_ alignment: Alignment) { self.init(name: alignment.name, address: alignment.address) }
}

extension Report.Part {
  /// True if an action helps the subject of the part; always true if the part has no skill or domain.
  fileprivate func isClosed(by action: RoadmapAction) -> Bool {
    (skill.map { action.closes.contains($0) } ?? true)
      && (domain.map { id in action.closes.contains { $0.hasPrefix(id + ".") } } ?? true)
      && (skills.map { !$0.isDisjoint(with: action.closes) } ?? true)
  }
}
