import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// The end of a drill: what was learned, and what comes back when, by skill.
extension ResultScreen {
  func practiceLines(columns: Int, _ context: Context) -> [Line] {
    guard let practice = result.practice, !practice.steps.isEmpty else {
      return Line.wrap("Nothing was answered.", columns: columns)
    }
    var lines = Line.wrap(practice.sentence, Style(.accent, .bold), columns: columns)
    // One mark for each question, by what it means.
    let parts = practice.parts.flatMap { part -> [TextRun] in
      [
        TextRun(String(repeating: "■", count: part.count), Style(Self.role(part.step))),
        TextRun(" \(part.count) \(part.words)   ", .muted),
      ]
    }
    let row = Line(parts)
    if row.width <= columns + 3 {
      lines.append(row)
    } else {
      lines += stride(from: 0, to: parts.count, by: 2).map { Line([parts[$0], parts[$0 + 1]]) }
    }
    lines.append(.blank)
    lines += skillTable(practice, columns: columns, context)
    lines.append(.blank)
    return lines
      + Line.wrap(practice.returns(days: context.days, now: context.now), columns: columns)
      + Line.wrap("Drills are practice. They don't change your score.", .muted, columns: columns)
  }

  /// The skills with a mark for each question, and when they come back.
  private func skillTable(_ practice: PracticeResult, columns: Int, _ context: Context) -> [Line] {
    let dues = practice.skills.map { skill in
      skill.due.map { context.days.coming($0, now: context.now) } ?? "–"
    }
    let dueWidth = max(10, dues.map(CellText.width(of:)).max() ?? 0)
    let marksWidth = max(5, practice.skills.map(\.outcomes.count).max() ?? 0) + 2
    let longest = practice.skills.map { CellText.width(of: $0.name) }.max() ?? 0
    let nameWidth = min(longest, columns - marksWidth - dueWidth - 2)
    // Names that don't fit beside the rest have a row of their own.
    let isNarrow = nameWidth < longest
    var lines: [Line] = []
    if !isNarrow {
      lines.append(
        Line(
          Words.fit("Skill", nameWidth + 2) + Words.fit("today", marksWidth) + "comes back", .heading))
    }
    for (skill, due) in zip(practice.skills, dues) {
      let marks = skill.outcomes.map { outcome -> TextRun in
        let mark = Self.mark(outcome)
        return TextRun(mark.sign, Style(mark.role, .bold))
      }
      let rest = String(repeating: " ", count: max(0, marksWidth - skill.outcomes.count))
      let isSoon = due == "now" || due.hasPrefix("in ") && (due.hasSuffix("min") || due.hasSuffix("h"))
      let when = TextRun(due, isSoon ? Style(.caution) : .muted)
      if isNarrow {
        lines.append(Line(CellText.truncate(skill.name, columns: columns)))
        lines.append(Line([TextRun("  ")] + marks + [TextRun(rest), when]))
      } else {
        lines.append(Line([TextRun(Words.fit(skill.name, nameWidth + 2))] + marks + [TextRun(rest), when]))
      }
    }
    return lines
  }

  /// What to remember of the misses: the question, and the first sentence of its explanation.
  func practiceDetailLines(columns: Int, _ context: Context) -> [Line] {
    let misses = result.misses.filter { $0.item != nil && !$0.isOtherQuestion }
    guard !misses.isEmpty else { return [] }
    var lines = [Line("To remember", .heading)]
    for answered in misses {
      guard let item = answered.item else { continue }
      let mark = Self.mark(answered.response.outcome)
      let rows = CellText.wrap(item.headline, columns: columns - 2)
      lines += rows.enumerated().map { index, row in
        Line([TextRun(index == 0 ? "\(mark.sign) " : "  ", Style(mark.role, .bold)), TextRun(row)])
      }
      lines += Line.wrap(
        Self.firstSentence(CellText.onOneRow(item.explanationAsProse)), .muted, columns: columns, indent: "  "
      )
    }
    return lines
  }

  /// The text up to the end of its first sentence.
  static func firstSentence(_ text: String) -> String {
    var last: Character = " "
    for index in text.indices {
      // A full stop before a blank and a capital ends a sentence; one in a number or a name doesn't.
      let next = text.index(after: index)
      if ".?!".contains(text[index]), next < text.endIndex, text[next].isWhitespace,
        last.isLetter || last.isNumber
          || last == ")",
        let following = text[next...].first(where: { !$0.isWhitespace }),
        following.isUppercase || "“\"".contains(following)
      {
        return String(text[...index])
      }
      last = text[index]
    }
    return text
  }

  /// The sign of an outcome, and its colour.
  static func mark(_ outcome: AnswerOutcome) -> (sign: String, role: Role) {
    switch outcome {
    case .right: ("✓", .correct)
    case .partly: ("~", .caution)
    case .wrong: ("✗", .wrong)
    case .unknown: ("?", .caution)
    case .unanswered: ("○", .muted)
    }
  }

  private static func role(_ step: PracticeResult.Step) -> Role {
    switch step {
    case .learned: .correct
    case .remembered, .known: .progress
    case .missed: .wrong
    }
  }
}
