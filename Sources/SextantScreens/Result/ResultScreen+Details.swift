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
    let change = result.isExcluded ? nil : result.change
    // With no other answers behind it, the picture above has these scores already.
    let showsScore = change != nil || overview.answerCount > result.countedAnswers || result.isExcluded
    if !showsScore, result.exam != nil { return [] }
    var heads = [Table.Column("Domain", least: 10)]
    if change != nil { heads.append(Table.Column("before", rank: 2)) }
    if showsScore { heads.append(Table.Column(change == nil ? "on its own" : "this time")) }
    if change != nil { heads.append(Table.Column("change", rank: 1)) }
    heads.append(Table.Column("right", rank: showsScore ? 3 : 0))
    let rows = result.domains.indices.filter { result.answersOfDomain[$0] > 0 || result.scope == .all }.map {
      domainRow($0, change: change?.domains[$0], showsScore: showsScore, isRoomy: columns >= 60)
    }
    let table = Table(heads, texts: rows.map { $0.map(\.text) }, room: columns)
    var lines = [Line(table.head())] + rows.flatMap { table.lines($0.map { [$0] }).map { Line($0) } }
    if let words = result.leaning { lines += Line.wrap(words, .muted, columns: columns) }
    return lines
  }

  /// The cells of a domain: name, the two scores and their difference where there are any, and what was right.
  private func domainRow(_ index: Int, change: Comparison.Row?, showsScore: Bool, isRoomy: Bool) -> [TextRun]
  {
    let isMeasured = result.answersOfDomain[index] > 0
    var cells = [TextRun(result.domains[index].shortName)]
    if let change {
      let before = "\(ReportingScale.score(change.before)) ± \(ReportingScale.points(change.beforeMargin))"
      cells.append(TextRun(change.missingBefore ?? before, .muted))
    }
    let score = isMeasured ? own(index) : result.leftOut(inDomain: index).shortWords
    if showsScore { cells.append(TextRun(score, isMeasured ? .text : .muted)) }
    if let change {
      let isBoth = change.answers.before > 0 && isMeasured
      cells.append(
        TextRun(
          isBoth ? Words.change(from: change.before, to: change.after) : "",
          Style(result.change.map { Words.role($0.claim(of: change)) } ?? .muted)))
    }
    let count = result.count(inDomain: index)
    let partly = count.partly > 0 && isRoomy ? ", \(count.partly) partly" : ""
    let right = result.exam?.count(inDomain: index) ?? "\(count.shortWords)\(partly)"
    cells.append(TextRun(isMeasured ? right : showsScore ? "" : score, .muted))
    return cells
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
    let isOpen = result.changeOfHeadline.map { !(result.change?.claim(of: $0).isReal ?? true) } ?? false
    return [Line("What the numbers mean", .heading)]
      + Line.wrap(
        "500 is what an engineer needs for a first job. The margin after a score is 95 %: 19 times out of "
          + "20 the true value is within it. Below 350 is novice, below 450 beginner, below 550 competent, below 650 "
          + "proficient, and from there on expert. Scores and margins are rounded to 5 points."
          + (isOpen ? " A single retake rarely proves a change; several attempts do." : ""),
        .muted, columns: columns)
  }
}
