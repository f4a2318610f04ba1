import ItemBank
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension ResultScreen {
  /// The details below the picture: what the attempt says on its own, by domain, and about confidence.
  func detailLines(columns: Int, _ context: Context) -> [Line] {
    var groups: [[Line]] = []
    if result.exam != nil, result.hasScore {
      groups.append(pictureLines(columns: columns, context.overview))
    }
    if result.mode.measures {
      groups.append(aloneLines(columns: columns, context))
      groups.append(domainLines(columns: columns, context.overview))
    }
    groups.append(confidenceLines(columns: columns))
    return Self.joined(groups)
  }

  /// What goes beside the picture where there is room: the skills to look at, and what the numbers mean.
  func asideLines(columns: Int, _ context: Context) -> [Line] {
    guard result.mode.measures else { return practiceDetailLines(columns: columns, context) }
    let ideas = Self.misconceptionLines(result, context.overview, columns: columns)
    return Self.joined([
      skillLines(columns: columns, context), Array(ideas.dropLast()), meaningLines(columns: columns),
    ])
  }

  /// Groups of rows with a blank row between them.
  private static func joined(_ groups: [[Line]]) -> [Line] {
    Array(groups.filter { !$0.isEmpty }.map { [.blank] + $0 }.joined().dropFirst())
  }

  /// Notes on the attempt itself.
  private func aloneLines(columns: Int, _ context: Context) -> [Line] {
    var lines: [Line] = []
    guard result.hasScore else { return lines }
    if result.exam == nil { lines += Line.wrap(result.alone(context.overview), columns: columns) }
    if let repeats = result.repeats {
      lines += Line.wrap(repeats.sentence, Style(.caution), columns: columns)
    }
    if result.exam == nil, let reason = result.record.stopReason.flatMap(StopReason.init(rawValue:)) {
      lines += Line.wrap(reason.sentence, .muted, columns: columns)
    }
    if result.exam != nil, !result.slowestSentence.isEmpty {
      lines += Line.wrap(result.slowestSentence, .muted, columns: columns)
    }
    if let fit = result.personFit, fit < -2 {
      lines += Line.wrap(
        "You missed easy questions and solved hard ones, so read the numbers with care.", Style(.caution),
        columns: columns)
    }
    if result.rapidCount > 0, result.exam == nil {
      let isOne = result.rapidCount == 1
      lines += Line.wrap(
        "\(Words.count(result.rapidCount, "answer")) came faster than the question can be read and "
          + "\(isOne ? "is" : "are") left out. The list of answers marks \(isOne ? "it" : "them") “too fast”.",
        Style(.caution), columns: columns)
    }
    return lines
  }

  /// This attempt on its own, by domain, beside the attempt before.
  private func domainLines(columns: Int, _ overview: Overview) -> [Line] {
    guard result.hasScore else { return [] }
    let nameWidth = min(16, max(14, columns / 4))
    let showsChange = result.change != nil && !result.isExcluded && columns >= 60
    // With no other answers behind it, the picture above has these scores already.
    let showsScore = showsChange || overview.answerCount > result.countedAnswers || result.isExcluded
    if !showsScore, result.exam != nil { return [] }
    let scoreWidth = columns >= 50 ? 12 : 11
    var head = Words.fit("Domain", nameWidth)
    if showsChange { head += Words.fit("before", scoreWidth) }
    if showsScore { head += Words.fit(showsChange ? "this time" : "on its own", scoreWidth) }
    if showsChange { head += Words.fit("change", 9) }
    var lines = [Line(head + "right", .heading)]
    for (index, domain) in result.domains.enumerated() {
      guard result.answersOfDomain[index] > 0 || result.scope == .all else { continue }
      let isMeasured = result.answersOfDomain[index] > 0
      let change = showsChange ? result.change?.domains[index] : nil
      var runs = [TextRun(Words.fit(domain.shortName, nameWidth))]
      if let change {
        let before = "\(ReportingScale.score(change.before)) ± \(ReportingScale.points(change.beforeMargin))"
        runs.append(TextRun(Words.fit(change.missingBefore ?? before, scoreWidth), .muted))
      }
      let score = isMeasured ? own(index) : result.leftOut(inDomain: index).shortWords
      if showsScore { runs.append(TextRun(Words.fit(score, scoreWidth), isMeasured ? .text : .muted)) }
      if let change {
        let both = change.answers.before > 0 && isMeasured
        runs.append(
          TextRun(
            Words.fit(both ? Words.change(from: change.before, to: change.after) : "", 9),
            Style(Words.role(change.change))))
      }
      let count = result.count(inDomain: index)
      let partly = count.partly > 0 && columns >= 60 ? ", \(count.partly) partly" : ""
      let right = result.exam?.count(inDomain: index) ?? "\(count.shortWords)\(partly)"
      runs.append(TextRun(isMeasured ? right : showsScore ? "" : score, .muted))
      lines.append(Line(runs))
    }
    if let words = result.leaning { lines += Line.wrap(words, .muted, columns: columns) }
    return lines
  }

  /// A domain's score by this attempt on its own.
  private func own(_ index: Int) -> String {
    let estimate = result.standing.domains[index]
    return Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
  }

  /// The skills with a miss, each with both parts of its verdict today.
  private func skillLines(columns: Int, _ context: Context) -> [Line] {
    let gaps = result.skillsToLookAt(context.overview)
    guard !gaps.isEmpty else { return [] }
    let skills = context.content.framework.skills
    var lines = Line.wrap(result.skillsHeading, .heading, columns: columns)
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

  /// How sure the person was, against how often they were right.
  private func confidenceLines(columns: Int) -> [Line] {
    guard let confidence = result.confidence else { return [] }
    var lines = [Line("Confidence", .heading)]
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
      let partly = result.answers.count { $0.response.confidence == 3 && $0.response.outcome == .partly }
      let rest =
        partly == 0
        ? "" : " \(partly) more you were certain of \(partly == 1 ? "was" : "were") partly right."
      lines += Line.wrap(
        "\(Words.count(count, "misconception")): confident but wrong. "
          + "The list of misses begins with \(count == 1 ? "it" : "them").\(rest)",
        Style(.caution), columns: columns)
    }
    return lines
  }

  /// What the scale, the margin and the levels mean.
  private func meaningLines(columns: Int) -> [Line] {
    guard result.mode.measures, result.hasScore else { return [] }
    let isOpen = !["improved", "declined"].contains(result.changeOfHeadline?.verdict ?? "improved")
    return [Line("What the numbers mean", .heading)]
      + Line.wrap(
        "500 is what an engineer needs for a first job. The margin after a score is 95 %: 19 times out of "
          + "20 the true value is within it. Below 350 is novice, below 450 beginner, below 550 competent, below 650 "
          + "proficient, and from there on expert. Scores and margins are rounded to 5 points."
          + (isOpen ? " A single retake rarely proves a change; several attempts do." : ""),
        .muted, columns: columns)
  }
}
