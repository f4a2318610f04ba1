import ItemBank
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// What stands below or beside the plot: skills, questions, and how to read it.
extension CompareScreen {
  /// Skills, then questions, then what can't be compared and how to read it.
  func details(columns: Int, _ context: Context) -> [Line] {
    let cannot = comparison.incomparable.flatMap { Line.wrap($0, .muted, columns: columns) }
    return skillLines(columns: columns, context) + sharedLines(columns: columns)
      + (cannot.isEmpty ? [] : [.blank, Line("What can't be compared", .heading)] + cannot) + [.blank]
      + Line.wrap(
        "We call a change real when we are 95 % sure of it: chance alone would show such a change once in twenty "
          + "times. Part of a gain is practice. People score about 25 points higher merely for having taken a test "
          + "before (Hausknecht and others, 2007).", .muted, columns: columns)
  }

  /// The most skills without a change that are listed one by one.
  private static let listedSame = 12
  /// With fewer skills in common, those that only one attempt asked about are listed too.
  private static let fewSkills = 6

  /// The skills with both estimates, those that both asked about first; where these are few, the others too.
  private func skillLines(columns: Int, _ context: Context) -> [Line] {
    let shared = comparison.sharedSkills
    let changed = shared.filter { $0.growth != 0 }
    let same = shared.count - changed.count
    let listed = same <= Self.listedSame ? shared : changed
    let others =
      shared.count < Self.fewSkills
      ? Array(comparison.skills.filter { !$0.isInBoth }.prefix(Self.listedSame)) : []
    guard !listed.isEmpty || !others.isEmpty || same > 0 else { return [] }
    let skills = context.content.framework.skills
    var lines: [Line] = []
    // Without scores, the estimates say nothing.
    let hasScores = comparison.hasScores
    if !shared.isEmpty {
      lines += Self.skillHead("Skills asked about in both", columns: columns, hasScores: hasScores)
      for change in listed { lines += skillRows(change, name: skills[change.skill].name, columns: columns) }
      if same > listed.count - changed.count {
        let words = changed.isEmpty ? "skill" : "other skill"
        lines += Line.wrap("\(Words.count(same, words)): the same share right.", .muted, columns: columns)
      }
    }
    if !others.isEmpty, hasScores {
      if !lines.isEmpty { lines.append(.blank) }
      lines += Self.skillHead("Skills asked about in one", columns: columns, hasScores: hasScores)
      for change in others { lines += skillRows(change, name: skills[change.skill].name, columns: columns) }
      lines += Line.wrap(
        "A score without answers comes from the other answers in the skill's domain.", .muted,
        columns: columns)
    }
    return lines + [.blank]
  }

  /// The columns of one side of a skill: the score with its margin, and the right answers.
  private static let sideColumns = (score: 11, count: 8)
  /// The columns from which a skill takes one row.
  private static let leastSkillRow = 74

  private static func skillHead(_ title: String, columns: Int, hasScores: Bool) -> [Line] {
    guard columns >= leastSkillRow, hasScores else {
      return [Line(title, .heading)]
        + Line.wrap(
          hasScores ? "right answers and score, before → after" : "right answers, before → after", .muted,
          columns: columns)
    }
    let side = sideColumns.score + sideColumns.count
    return [
      Line(
        [
          TextRun(Words.fit(title, columns - 2 * side - 8), .heading),
          TextRun(Words.fit("before", side) + Words.fit("after", side) + "change", .muted),
        ])
    ]
  }

  /// A skill with both scores, their margins and the right answers behind them.
  private func skillRows(_ change: Comparison.SkillChange, name: String, columns: Int) -> [Line] {
    let row = change.row
    // The mark is that of what the row ends with: the score's change, or that of right answers where there is none.
    let direction = comparison.hasScores ? Double(row.points) : change.growth
    let mark = direction > 0 ? "↗ " : direction < 0 ? "↘ " : "→ "
    // Only a change that is more than noise has a colour.
    let role: Role = !comparison.claim(of: row).isReal ? .muted : row.points > 0 ? .correct : .wrong
    let counts = [change.before, change.after].map(Self.count)
    guard comparison.hasScores else {
      return Line.wrap(name, columns: columns, indent: mark)
        + [Line("  \(counts[0]) → \(counts[1])", .muted)]
    }
    let scores = [Self.score(row.before, row.beforeMargin), Self.score(row.after, row.afterMargin)]
    let points = Words.change(from: row.before, to: row.after)
    guard columns >= Self.leastSkillRow else {
      let right = "\(counts[0]) → \(counts[1])"
      let names = CellText.wrap(name, columns: max(8, columns - 3 - CellText.width(of: right)))
      return names.enumerated().map { index, text in
        Line.spread(
          [TextRun(index == 0 ? mark : "  ", Style(role)), TextRun(text)],
          index == 0 ? [TextRun(right, .muted)] : [], columns: columns)
      }
        + Line.wrap("\(scores[0]) → \(scores[1])  \(points)", .muted, columns: columns, indent: "  ")
    }
    let width = columns - 2 * (Self.sideColumns.score + Self.sideColumns.count) - 8 - 2
    let names = CellText.wrap(name, columns: max(8, width - 1))
    return names.enumerated().map { index, text in
      guard index == 0 else { return Line("  " + text) }
      var runs = [TextRun(mark, Style(role)), TextRun(Words.fit(text, width))]
      for (score, count) in zip(scores, counts) {
        // A score without answers of its own is a guess from the domain.
        runs.append(TextRun(Words.fit(score, Self.sideColumns.score), count == "–" ? .muted : .text))
        runs.append(TextRun(Words.fit(count, Self.sideColumns.count), .muted))
      }
      return Line(runs + [TextRun(points, Style(role))])
    }
  }

  private func sharedLines(columns: Int) -> [Line] {
    let shared = comparison.items
    let practised = comparison.practised
    let repeated =
      comparison.repeats.map { Line.wrap($0.sentence, Style(.caution), columns: columns) } ?? []
    let met =
      practised == 0
      ? repeated
      : repeated
        + Line.wrap(
          "You had seen \(Words.count(practised, "question")) of the second before, in drills or other attempts.",
          .muted, columns: columns)
    guard !shared.isEmpty else {
      return Line.wrap("The two attempts share no question.", .heading, columns: columns) + met
    }
    var lines = Line.wrap(comparison.sharedSentence, .heading, columns: columns)
    lines += met
    for item in changedItems {
      // A question that the bank no longer has is shown by its name.
      let slug = item.item.replacing(".", with: " › ").replacing("-", with: " ")
      let text = headlines[item.item].flatMap { $0.text.isEmpty ? nil : $0.text } ?? slug
      let (mark, role): (String, Role) = item.after > item.before ? ("↗ ", .correct) : ("↘ ", .wrong)
      lines += Line.wrap(text, columns: columns, indent: mark, hanging: "  ").map { line in
        guard let first = line.runs.first else { return line }
        return Line([TextRun(first.text, Style(role))] + line.runs.dropFirst())
      }
    }
    return lines
  }
}
