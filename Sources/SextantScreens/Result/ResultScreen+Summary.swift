import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI

extension ResultScreen {
  /// Draws the summary: the verdict, the domains, and the meaning of the numbers.
  func drawSummary(in area: Rect, _ context: Context, on frame: inout Frame) {
    let isWide = area.columns >= 112
    if isWide {
      let (left, rest) = area.splitLeft(74)
      let lines = Pane.fitted(left.inset(right: 1)) { columns in
        verdictLines(columns: columns, context) + [.blank] + domainLines(columns: columns)
          + skillLines(columns: columns, context)
          + Self.misconceptionLines(result, context.overview, columns: columns)
      }
      Pane.draw(lines, offset: scroll, in: left, on: &frame)
      frame.rule(atColumn: rest.column, in: rest)
      let pane = rest.inset(left: 3)
      let width = min(60, pane.columns)
      let aside = barLines(columns: width) + [.blank] + meaningLines(columns: width)
      Pane.draw(aside, offset: 0, in: pane, on: &frame)
      return
    }
    let lines = Pane.fitted(area) { columns in
      let columns = min(88, columns)
      return verdictLines(columns: columns, context) + [.blank] + domainLines(columns: columns)
        + skillLines(columns: columns, context) + [.blank]
        + Self.misconceptionLines(result, context.overview, columns: columns) + meaningLines(columns: columns)
    }
    Pane.draw(lines, offset: scroll, in: area, on: &frame)
  }

  private func verdictLines(columns: Int, _ context: Context) -> [Line] {
    var lines: [Line] = []
    guard result.mode.measures else {
      let right = result.answers.filter { $0.response.credit >= 1 }.count
      lines += Line.wrap(
        "\(right) of \(result.answers.count) right. Practice moves no score; a placement, a mock exam or a focus on one domain does.",
        Style(.text, .bold), columns: columns)
      return lines
    }
    if let exam = result.exam {
      lines += examLines(exam, columns: columns)
      guard result.hasScore else {
        // Only other attempts can say more.
        let isAlone = context.overview.answerCount <= result.countedAnswers
        return lines
          + (isAlone
            ? Line.wrap(result.alone(context.overview), Style(.caution), columns: columns)
            : [.blank] + Self.today(result, columns: columns, context))
      }
      lines.append(.blank)
    }
    if let words = result.nothingMeasured {
      let advice = result.rapidCount == result.answers.count ? " Take your time: there is no clock." : ""
      return Line.wrap(words + advice, Style(.caution, .bold), columns: columns)
        + (context.overview.answerCount == 0 ? [] : [.blank] + Self.today(result, columns: columns, context))
    }
    lines += Self.today(result, columns: columns, context)
    if let repeats = result.repeats {
      lines += Line.wrap(repeats.sentence, Style(.caution), columns: columns)
    }
    if let change = result.change, let row = result.changeOfHeadline {
      lines += Line.wrap(changeSentence(change, row, context), columns: columns)
    } else {
      lines += Line.wrap(
        "This is your first \(result.mode.name); a retake will show what changed.", .muted,
        columns: columns)
    }
    if result.exam == nil, let reason = result.record.stopReason.flatMap(StopReason.init(rawValue:)) {
      lines += Line.wrap(reason.sentence, .muted, columns: columns)
    }
    if let fit = result.personFit, fit < -2 {
      lines += Line.wrap(
        "The answers hang together badly for one ability: easy items missed and hard ones solved. Read the "
          + "numbers with care.", Style(.caution), columns: columns)
    }
    if result.rapidCount > 0, result.exam == nil {
      lines += Line.wrap(
        "\(Words.count(result.rapidCount, "answer")) came faster than the item can be read and \(result.rapidCount == 1 ? "is" : "are") left out; the list of answers marks \(result.rapidCount == 1 ? "it" : "them") “too fast”.",
        Style(.caution), columns: columns)
    }
    return lines
  }

  /// The score today, as on home, and then this attempt on its own.
  private static func today(_ result: AttemptResult, columns: Int, _ context: Context) -> [Line] {
    let today = result.headline(context.overview)
    let score = Words.score(mean: today.mean, lower: today.lower, upper: today.upper)
    let lines =
      Line.wrap(
        "\(result.subjectToday) \(score), \(ReportingScale.band(today.mean).name)", Style(.accent, .bold),
        columns: columns)
      + Line.wrap(
        "\(Words.percent(today.atTarget)) sure you're at the \(context.overview.profileName) target of "
          + "\(ReportingScale.score(result.standing.target)).", columns: columns)
    return lines + Line.wrap(result.alone(context.overview), columns: columns)
  }

  /// The exam's own result: passed or not, what wasn't right, and the time.
  private func examLines(_ exam: ExamResult, columns: Int) -> [Line] {
    var lines = Line.wrap(
      exam.headline, Style(exam.isPassed ? .correct : .wrong, .bold), columns: columns)
    lines += Line.wrap(exam.cutSentence, columns: columns)
    if !exam.restSentence.isEmpty { lines += Line.wrap(exam.restSentence, columns: columns) }
    let reason = result.record.stopReason.flatMap(StopReason.init(rawValue:))?.sentence ?? ""
    lines += Line.wrap("\(exam.timeSentence) \(reason)", .muted, columns: columns)
    if let words = exam.rapidSentence { lines += Line.wrap(words, Style(.caution), columns: columns) }
    return lines
  }

  /// The exam's right answers in each domain, for an exam without a score.
  private func examDomainLines(_ exam: ExamResult, columns: Int) -> [Line] {
    let nameWidth = min(16, max(14, columns / 4))
    let asked = exam.domains.indices.filter { exam.domains[$0].total > 0 }
    return [Line([TextRun(Words.fit("Domain", nameWidth), .heading), TextRun("right", .heading)])]
      + asked.map { index in
        let domain = exam.domains[index]
        return Line(
          [
            TextRun(Words.fit(result.domains[index].shortName, nameWidth)),
            TextRun(Words.fit(exam.count(inDomain: index), 9), .muted),
          ] + Words.meter(Double(domain.right) / Double(domain.total), cells: 10))
      }
  }

  private func changeSentence(_ comparison: Comparison, _ row: Comparison.Row, _ context: Context) -> String {
    let before = comparison.before.finishedAt ?? comparison.before.startedAt
    let day = context.days.short(before, now: context.now)
    let change = row.change
    let words = Words.change(from: row.before, to: row.after)
    let smallest = ReportingScale.points(change.smallestDetectable)
    switch row.verdict {
    case "improved":
      return
        "Since \(day): \(words), improved; \(Words.percent(change.probabilityImproved)) sure that it is real."
    case "declined":
      return
        "Since \(day): \(words), declined; \(Words.percent(1 - change.probabilityImproved)) sure that it is real."
    default:
      return
        "Since \(day): \(words), by these two attempts alone not distinguishable from noise; only from "
        + "\(smallest) points on its direction is 95 % sure. The history, H, may tell more."
    }
  }

  private func domainLines(columns: Int) -> [Line] {
    guard result.mode.measures else { return [] }
    if let exam = result.exam, !result.hasScore { return examDomainLines(exam, columns: columns) }
    let nameWidth = min(16, max(14, columns / 4))
    let showsChange = result.change != nil && columns >= 60
    let isWide = columns >= 50
    var head = [TextRun(Words.fit("Domain", nameWidth), .heading)]
    if showsChange { head.append(TextRun(Words.fit("before", 11), .heading)) }
    let scoreWidth = isWide ? 12 : 11
    head.append(TextRun(Words.fit(showsChange ? "this time" : "score", scoreWidth), .heading))
    if showsChange { head.append(TextRun(Words.fit("change", 9), .heading)) }
    // Show how many answers a domain rests on: with few, its score comes mostly from other domains. An exam is about
    // right answers, so they come first where there isn't room for both.
    let showsAnswers = columns >= 64 || result.exam != nil
    let showsChance = columns >= 64 || result.exam == nil
    if showsChance {
      head.append(TextRun(isWide ? Words.fit("chance of target", 18) : "at target", .heading))
    }
    if showsAnswers { head.append(TextRun("right", .heading)) }
    var lines = [Line(head)]
    for (index, domain) in result.domains.enumerated() {
      guard result.answersOfDomain[index] > 0 || result.scope == .all else { continue }
      let estimate = result.standing.domains[index]
      var runs = [TextRun(Words.fit(domain.shortName, nameWidth))]
      let isMeasured = result.answersOfDomain[index] > 0
      if showsChange, let row = result.change?.domains[index] {
        let before = "\(ReportingScale.score(row.before)) ± \(ReportingScale.points(row.beforeMargin))"
        // The table has no room for more than two short words.
        let missing = row.missingBefore.map { $0 == "not asked" ? $0 : "not counted" }
        runs.append(TextRun(Words.fit(missing ?? before, 11), .muted))
      }
      let now = Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
      let isDropped = result.answers.contains {
        $0.response.isRapid && $0.response.skill.hasPrefix(domain.id + ".")
      }
      runs.append(
        TextRun(
          Words.fit(isMeasured ? now : isDropped ? "not counted" : "not asked", scoreWidth),
          isMeasured ? .text : .muted))
      if showsChange, let row = result.change?.domains[index] {
        let both = row.answers.before > 0 && isMeasured
        runs.append(
          TextRun(
            Words.fit(both ? Words.change(from: row.before, to: row.after) : "", 9),
            Style(Words.role(row.change))))
      }
      guard isMeasured else {
        lines.append(Line(runs))
        continue
      }
      let sure = estimate.probability(atLeast: result.standing.target)
      let (word, role) = (Words.atTarget(sure), Words.roleAtTarget(sure))
      if showsChance {
        runs.append(TextRun(Words.right(Words.percent(sure), 5) + "  ", .muted))
        if isWide { runs.append(TextRun(Words.fit(word, 11), Style(role))) }
      }
      if showsAnswers, let exam = result.exam {
        runs.append(TextRun(exam.count(inDomain: index), .muted))
      } else if showsAnswers {
        // Partial credit counts here too.
        let right = Words.decimal(result.credit(inDomain: index))
        runs.append(TextRun("\(right) of \(result.answersOfDomain[index])", .muted))
      }
      lines.append(Line(runs))
    }
    if let words = result.leaning { lines += Line.wrap(words, .muted, columns: columns) }
    return lines
  }

  /// The skills with a miss, each with both parts of its verdict today.
  private func skillLines(columns: Int, _ context: Context) -> [Line] {
    let gaps = result.skillsToLookAt(context.overview)
    guard !gaps.isEmpty else { return [] }
    let skills = context.content.framework.skills
    var lines = [.blank] + Line.wrap(result.skillsHeading, .heading, columns: columns)
    let shown = gaps.prefix(gaps.count <= Self.mostSkills + 1 ? gaps.count : Self.mostSkills)
    for gap in shown { lines += SkillLine.lines(gap, name: skills[gap.skill].name, columns: columns) }
    if gaps.count > shown.count {
      lines += Line.wrap(
        "And \(gaps.count - shown.count) more; the gap report has all.", .muted, columns: columns)
    }
    return lines
  }

  /// The skills that the summary lists.
  private static let mostSkills = 8

  /// The domains as bars, each with the earlier score.
  private func barLines(columns: Int) -> [Line] {
    guard result.mode.measures, result.hasScore else { return [] }
    let nameWidth = 14
    let change = result.change
    var lines = [Line("Domains", .heading)]
    for (index, domain) in result.domains.enumerated() where result.answersOfDomain[index] > 0 {
      let estimate = result.standing.domains[index]
      let before = change.map { $0.domains[index] }.flatMap { $0.answers.before > 0 ? $0.before : nil }
      lines.append(
        Line(
          [TextRun(Words.fit(domain.shortName, nameWidth))]
            + ScoreBar.runs(
              mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95, before: before,
              target: result.standing.target, columns: columns - nameWidth)))
    }
    lines += Line.wrap(
      "● this attempt, ━ its 95 % margin\(change == nil ? "" : ", ○ before"), ┆ the target; the dots stand at 300, 400, 500, 600 "
        + "and 700.", .muted, columns: columns)
    return lines
  }

  private func meaningLines(columns: Int) -> [Line] {
    var lines: [Line] = []
    if let confidence = result.confidence {
      lines.append(Line("Confidence", .heading))
      let names = ["guess", "fairly sure", "certain"]
      for level in (0..<3).reversed() where confidence.given[level] > 0 {
        lines.append(
          ConfidenceStrip.line(
            name: names[level], given: confidence.given[level], right: confidence.right[level],
            expected: ConfidenceSummary.expected[level], columns: columns))
      }
      let legend =
        ConfidenceStrip.isDrawn(columns: columns)
        ? " ● how often it was right, ━ its 95 % margin, ┆ how often it should be." : ""
      lines += Line.wrap(confidence.sentence + result.leftOutOfConfidence + legend, .muted, columns: columns)
      let count = result.misconceptions.count
      if count > 0 {
        let partly = result.answers.count {
          $0.response.confidence == 3 && $0.response.credit > 0 && $0.response.credit < 1
        }
        let rest =
          partly == 0
          ? "" : " \(partly) more you were certain of \(partly == 1 ? "was" : "were") partly right."
        lines += Line.wrap(
          "\(Words.count(count, "misconception")): certain and wrong. f shows \(count == 1 ? "it" : "them") first.\(rest)",
          Style(.caution), columns: columns)
      }
      lines.append(.blank)
    }
    guard result.mode.measures, result.hasScore else { return lines }
    lines.append(Line("What the numbers mean", .heading))
    lines += Line.wrap(
      "500 is what an engineer needs for a first job. The margin after a score is 95 %: 19 times out of "
        + "20 the true value lies within it. Below 350 is novice, below 450 beginner, below 550 competent, below 650 "
        + "proficient, and from there on expert. Scores and margins are rounded to 5 points, chances are not."
        + (["improved", "declined"].contains(result.changeOfHeadline?.verdict ?? "improved")
          ? "" : " A single retake rarely proves a change; the line through many attempts does."),
      .muted,
      columns: columns)
    return lines
  }
}
