import ItemBank
import QuizEngine
import TerminalUI
import TextLayout

/// The rows below an item's parts: how it is scored, "I don't know", and the feedback.
extension QuestionLines {
  /// How an answer of several parts is scored; empty if that is obvious.
  func rule() -> [Line] {
    let words =
      switch item.task.kind {
      case .multipleChoice: "Mark all that are right. It counts only if you mark exactly those."
      case .ordering:
        draft?.isTouched ?? false
          ? "Enter confirms this order.\((draft?.hasPlaced ?? false) ? " • keeps its place." : "") Two neighbours swapped count "
            + "in part."
          : "Move a step, or press space to keep this order. Two swapped neighbours earn part of the credit."
      case .matching:
        (draft?.unknownRow ?? 0) > 3
          ? "One or two wrong still earn part of the credit." : "One wrong still earns part of the credit."
      case .situational: "Nearly right earns part of the credit."
      case .singleChoice, .numeric, .shortText, .linePick: ""
      }
    return words.isEmpty ? [] : Line.wrap(words, .muted, columns: columns, indent: "   ")
  }

  func unknown() -> [Line] {
    guard let draft else { return [] }
    let isFocused = draft.focus == draft.unknownRow
    var line = Line.spread(
      [
        TextRun(" \(isFocused ? "▸" : " ") \(AnswerKeys.unknownKey.name) ", .key),
        TextRun("I don't know" + (draft.isUnknown ? "   chosen" : "")),
      ],
      columns >= 68 && !isPractice
        // With partial credit, a guess may get some parts right.
        ? [
          TextRun(
            rule().isEmpty ? "counts as a wrong answer " : "counts as all wrong ", .muted)
        ] : [],
      columns: columns)
    line.command = .choose(draft.unknownRow)
    line.isFocused = isFocused
    line.isSelected = draft.isUnknown
    if isFocused { line.cursor = 1 }
    return [line]
  }

  func feedback() -> [Line] {
    var lines: [Line] = [.blank]
    if isPreview { lines += Line.wrap("Why", Style(.text, .bold), columns: columns) }
    if !item.explanation.isEmpty {
      lines += Line.wrap(
        CellText.tablesFitted(item.explanationAsProse, columns: columns), .text, columns: columns)
    }
    lines.append(.blank)
    lines += Line.wrap(item.sourceSentence, .muted, columns: columns)
    return lines
  }

  /// Whether the answer was right, right above the options, where it's seen first; none for an item that is only
  /// looked at.
  var verdictLines: [Line] {
    guard isReview, !isPreview, let score else { return [] }
    let verdict = verdict(of: score)
    return Line.wrap(verdict.text, Style(verdict.role, .bold), columns: columns)
  }

  private func verdict(of score: Score) -> (text: String, role: Role) {
    if given == .unanswered { return ("You left it unanswered.", .caution) }
    if given == .unknown { return ("You didn't know it.", .caution) }
    if score.isCorrect { return ("Right.", .correct) }
    if item.task.kind == .multipleChoice {
      return ("Not right. You need every right option and no wrong one.", .wrong)
    }
    return score.credit > 0 ? ("Partly right.", .caution) : ("Not right.", .wrong)
  }

}
