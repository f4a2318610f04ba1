import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

extension ResultScreen {
  /// Draws the summary: a picture and a sentence first, then what to do next, then the details below.
  func drawSummary(in area: Rect, _ context: Context, on frame: inout Frame) {
    var area = area
    // The three ways on stay in view while the details scroll. A low screen has them among its keys alone.
    let next = nextLine(columns: min(Self.widest, area.columns), context)
    if Self.showsNext(context.size) {
      let (rest, foot) = area.splitBottom(1)
      frame.put(next, in: foot, row: foot.row)
      area = rest.inset(bottom: 1)
    }
    // The picture keeps its columns beside the second pane, so that more room never shows less.
    let isWide = area.columns >= Self.widest + 38
    guard isWide else {
      let lines = Pane.fitted(area) { columns in
        let columns = min(Self.widest, columns)
        return topLines(columns: columns, rows: area.rows, context)
          + Self.apart([detailLines(columns: columns, context), asideLines(columns: columns, context)])
      }
      Pane.draw(lines, offset: scroll, in: area, on: &frame)
      return
    }
    let (left, rest) = area.splitLeft(Self.widest + 2)
    let columns = left.columns - 2
    let lines =
      topLines(columns: columns, rows: area.rows, context)
      + Self.apart([detailLines(columns: columns, context)])
    frame.rule(atColumn: rest.column, in: rest)
    Pane.draw(besideRule: lines, offset: scroll, in: left, on: &frame)
    let pane = rest.inset(left: 3)
    let aside = Pane.fitted(pane) { asideLines(columns: min(72, $0), context) }
    Pane.draw(aside, offset: scroll, in: pane, on: &frame)
  }

  /// True if there is room for the ways on below the summary; otherwise they are among the keys at the foot.
  static func showsNext(_ size: Size) -> Bool { size.rows >= 18 }

  /// The columns that text may take.
  private static let widest = 88

  /// Groups of rows with a blank row before each that isn't empty.
  private static func apart(_ groups: [[Line]]) -> [Line] {
    groups.flatMap { $0.isEmpty ? [] : [.blank] + $0 }
  }

  /// What can be done next, with its keys.
  private func nextLine(columns: Int, _ context: Context) -> Line {
    let enter = context.name(of: .enter)
    let (misses, open) = (result.misses.count, result.unanswered.count)
    var ways: [(key: String, words: String, short: String)] = []
    if misses > 0 {
      ways.append((enter, "look at the \(misses == 1 ? "miss" : "misses")", "misses"))
      ways.append(("d", misses == 1 ? "drill it" : "drill them", "drill"))
    } else if open > 0 {
      ways.append((enter, "look at the unanswered questions", "unanswered"))
      ways.append(("d", open == 1 ? "drill it" : "drill them", "drill"))
    }
    if result.mode.measures {
      ways.append((ways.isEmpty ? enter : "r", "gap report", "gaps"))
      if result.explanation != nil { ways.append(("w", "why this number", "why")) }
    } else {
      ways.append(("v", "reviews", "reviews"))
    }
    func line(_ word: ((key: String, words: String, short: String)) -> String, gap: Int) -> Line {
      Line(
        [TextRun("Next", .heading)]
          + ways.flatMap {
            [
              TextRun(String(repeating: " ", count: gap)), TextRun($0.key, .key), TextRun(" " + word($0)),
            ]
          })
    }
    let whole = line(\.words, gap: 3)
    return whole.width <= columns ? whole : line(\.short, gap: 2)
  }

  /// The first picture: what the attempt found.
  private func topLines(columns: Int, rows: Int, _ context: Context) -> [Line] {
    guard result.mode.measures else { return practiceLines(columns: columns, context) }
    if let exam = result.exam { return examLines(exam, columns: columns, isLow: rows < 12, context) }
    let overview = context.overview
    if let words = result.nothingMeasured {
      let advice = result.rapidCount == result.answers.count ? " Take your time: there is no clock." : ""
      let picture = overview.answerCount == 0 ? [] : pictureLines(columns: columns, overview)
      return Line.wrap(words + advice, Style(.caution, .bold), columns: columns) + Self.apart([picture])
    }
    var lines = Line.wrap(result.verdictSentence(overview), Style(.accent, .bold), columns: columns)
    let change = Line.wrap(
      result.standingSentence(overview),
      result.record.exclusion == nil ? .text : Style(.caution), columns: columns)
    // On a low screen, the picture comes before the words.
    let isLow = rows < 12
    if !isLow { lines += change + [.blank] }
    lines += pictureLines(columns: columns, overview)
    if isLow { lines += change }
    lines.append(missedLine(columns: columns, isLow: isLow))
    lines += firstStepLines(columns: columns, overview)
    // Blank rows give way if the first step is whole then.
    let blanks = lines.count { $0.width == 0 }
    var spare = lines.count - rows
    guard spare <= blanks else { return lines }
    while spare > 0, let blank = lines.lastIndex(where: { $0.width == 0 }) {
      lines.remove(at: blank)
      spare -= 1
    }
    return lines
  }

  /// How many answers were missed, and how many of them the person was certain of.
  private func missedLine(columns: Int, isLow: Bool) -> Line {
    guard !result.misses.isEmpty else { return Line("Nothing missed.", Style(.correct)) }
    let sure = result.misconceptions.count
    let count = result.misses.count
    var runs = [TextRun("\(count) of \(result.count.given) missed", .text)]
    if sure > 0 {
      runs.append(TextRun(sure == count ? ", confidently" : ", \(sure) confidently", Style(.wrong)))
    }
    return Line(runs)
  }

  /// Home's picture: the scores today with their margins and the target, and this attempt on its own as rings.
  func pictureLines(columns: Int, _ overview: Overview) -> [Line] {
    let standing = overview.standing
    let table = ScoreTable(columns: columns, target: standing.target)
    let hasRing = result.hasScore && (overview.answerCount > result.countedAnswers || result.isExcluded)
    var rows: [ScoreTable.Row] = []
    func domain(_ index: Int, style: Style = .text, indent: Bool = true) -> ScoreTable.Row {
      let today = standing.domains[index]
      return ScoreTable.Row(
        name: (indent && table.isWide ? "  " : "") + result.domains[index].shortName, mean: today.mean,
        lower: today.lower95, upper: today.upper95, answers: overview.answers(inDomain: index),
        leftOut: overview.leftOut(inDomain: index),
        ring: hasRing && result.answersOfDomain[index] > 0 ? result.standing.domains[index].mean : nil,
        style: style)
    }
    let bold = Style(.text, .bold)
    let overall = ScoreTable.Row(
      name: "Overall", mean: standing.overall.mean, lower: standing.overall.lower95,
      upper: standing.overall.upper95, answers: overview.answerCount,
      ring: hasRing && result.scope == .all ? result.standing.overall.mean : nil,
      style: result.scope == .all ? bold : .text)
    switch result.scope {
    case .all: rows = [overall] + result.domains.indices.map { domain($0) }
    case .domain, .skill:
      let own = result.headline(overview)
      if case .skill = result.scope {
        rows.append(
          ScoreTable.Row(
            name: own.name, mean: own.mean, lower: own.lower, upper: own.upper,
            answers: result.countedAnswers, ring: hasRing ? result.headline.mean : nil, style: bold))
      }
      if let index = result.domainOfScope {
        rows.append(domain(index, style: rows.isEmpty ? bold : .text, indent: false))
      }
      rows.append(overall)
    }
    var lines: [Line] = []
    if let axis = table.axis("Your score today") { lines.append(axis) }
    lines += rows.map(table.line)
    lines.append(
      table.legend(
        overview.profileName,
        ring: hasRing ? (columns >= 58 ? "this attempt on its own" : "this attempt") : nil))
    return lines
  }

  /// What to do first, in the words of home.
  func firstStepLines(columns: Int, _ overview: Overview) -> [Line] {
    Line.wrap(overview.firstStep.title + ".", columns: columns, indent: "Do first: ")
  }
}
