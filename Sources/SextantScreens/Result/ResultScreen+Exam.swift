import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// The result of a mock exam: the verdict, then its domains, and the score last.
extension ResultScreen {
  /// What leaves the attempt out of the score, for sentences.
  private static let leavingOut = "H, then O,"

  /// The exam's verdict, what became of its questions by domain, and what it says about the score.
  ///
  /// On a low screen the domains come before the time.
  func examLines(_ exam: ExamResult, columns: Int, isLow: Bool, _ context: Context) -> [Line] {
    var lines = Line.wrap(
      exam.verdictSentence, Style(exam.isPassed ? .correct : .wrong, .bold), columns: columns)
    let reason = result.record.stopReason.flatMap(StopReason.init(rawValue:))?.sentence ?? ""
    func facts(_ sentences: [String]) -> [Line] {
      let told = sentences.filter { !$0.isEmpty }
      return told.isEmpty ? [] : Line.wrap(told.joined(separator: " "), columns: columns)
    }
    let time = [exam.timeSentence, reason]
    lines += facts([exam.restSentence] + (isLow ? [] : time)) + (isLow ? [] : [.blank])
    lines += examDomainLines(exam, columns: columns) + [.blank] + (isLow ? facts(time) : [])
    if let words = exam.rapidSentence { lines += Line.wrap(words, Style(.caution), columns: columns) }
    let score = result.examScoreSentence(context.overview, leavingOut: Self.leavingOut)
    return lines + Line.wrap(score, columns: columns) + firstStepLines(columns: columns, context.overview)
  }

  /// The widths of the table's columns; 0 leaves one out.
  private struct Widths {
    let name: Int
    let right: Int
    let missed: Int
    let open: Int
    let time: Int
    let bar: Int

    init(columns: Int, hasOpen: Bool) {
      let isWide = columns >= 60
      name = isWide ? 16 : 14
      right = isWide ? 7 : 6
      missed = isWide ? 8 : 7
      open = hasOpen ? (isWide ? 12 : 5) : 0
      let rest = columns - name - right - missed - open
      time = rest >= 12 ? 12 : rest >= 6 ? 6 : 0
      bar = rest - time >= 8 ? min(40, rest - time) : 0
    }
  }

  /// What became of the questions of each domain, as numbers and as a bar, and how long a question took.
  private func examDomainLines(_ exam: ExamResult, columns: Int) -> [Line] {
    let widths = Widths(columns: columns, hasOpen: exam.unanswered > 0)
    var head = Words.fit("Domain", widths.name)
    head += Words.right("right", widths.right - 1) + " "
    head += Words.right("missed", widths.missed - 1) + " "
    if widths.open > 0 {
      head += Words.right(widths.open >= 12 ? "unanswered" : "open", widths.open - 1) + " "
    }
    head += Words.fit("", widths.bar)
    if widths.time > 0 { head += Words.right(widths.time >= 12 ? "time each" : "time", widths.time) }
    return [Line(head, .heading)]
      + exam.domains.indices.filter { exam.domains[$0].questions > 0 }.map { index in
        let count = exam.domains[index]
        func number(_ value: Int, _ width: Int, _ role: Role) -> TextRun {
          TextRun(
            width == 0 ? "" : Words.right("\(value)", width - 1) + " ", value == 0 ? .muted : Style(role))
        }
        let pace =
          result.millisecondsAQuestion(inDomain: index).map {
            Timestamps.each(milliseconds: $0, isShort: true)
          } ?? "–"
        return Line(
          [
            TextRun(Words.fit(result.domains[index].shortName, widths.name)),
            number(count.right, widths.right, .correct), number(count.missed, widths.missed, .wrong),
            number(count.unanswered, widths.open, .caution),
          ] + Self.bar(count, cells: widths.bar - 2)
            + [TextRun(widths.time == 0 ? "" : Words.right(pace, widths.time), .muted)])
      }
  }

  /// A bar of right, missed and unanswered questions, each with a shade of its own, behind two blanks.
  private static func bar(_ count: AnswerCount, cells: Int) -> [TextRun] {
    guard cells > 0 else { return [] }
    let shares = Apportionment.rounded(
      [count.right, count.missed, count.unanswered].map {
        Double($0) * Double(cells) / Double(max(1, count.questions))
      })
    return [TextRun("  ")]
      + zip(shares, [("█", Role.correct), ("▒", .wrong), ("·", .muted)]).map { share, look in
        TextRun(String(repeating: look.0, count: share), Style(look.1))
      }
  }
}
