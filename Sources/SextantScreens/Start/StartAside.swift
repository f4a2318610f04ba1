import ItemBank
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// What is known today about the parts that an attempt asks about, below its description on wide terminals.
enum StartAside {
  /// The columns of a pane from which there is room for it.
  static let leastColumns = 64

  /// The rows; empty if there is nothing to show.
  ///
  /// - Parameter length: The number of questions of the attempt.
  static func lines(_ entry: StartScreen.Entry, length: Int, columns: Int, _ context: Context) -> [Line] {
    let overview = context.overview
    let framework = context.content.framework
    guard overview.answerCount > 0 || entry.mode == .mock else { return [] }
    guard !entry.looksForMisconceptions else { return [] }
    let lines: [Line]
    switch (entry.mode, entry.scope) {
    case (.mock, _): lines = blueprint(length: length, columns: columns, context)
    case (.drill, _): lines = first(columns: columns, overview)
    case (_, .all): lines = scores(Array(framework.domains.indices), columns: columns, overview)
    case (_, .domain(let id)):
      guard let domain = framework.domains.firstIndex(where: { $0.id == id }) else { return [] }
      let skills = framework.skills.indices.filter { framework.skills[$0].id.hasPrefix(id + ".") }
      lines =
        scores([domain], columns: columns, overview) + [.blank]
        + skills.flatMap {
          SkillLine.lines(overview.gaps.gaps[$0], name: framework.skills[$0].name, columns: columns)
        }
    case (_, .skill(let id)):
      guard let skill = framework.skills.firstIndex(where: { $0.id == id }) else { return [] }
      lines = SkillLine.lines(overview.gaps.gaps[skill], name: framework.skills[skill].name, columns: columns)
    }
    return lines.isEmpty ? [] : [.blank, Line(heading(entry.mode), .heading)] + lines
  }

  private static func heading(_ mode: Mode) -> String {
    switch mode {
    case .mock: "What it asks"
    case .drill: "After the reviews, these skills first"
    case .placement, .focus: "What you know today"
    }
  }

  /// The scores of domains with their margins.
  private static func scores(_ domains: [Int], columns: Int, _ overview: Overview) -> [Line] {
    let table = ScoreTable(columns: columns, target: overview.standing.target)
    let names = overview.content.framework.domains
    return (table.axis().map { [$0] } ?? [])
      + domains.map { index in
        let estimate = overview.standing.domains[index]
        return table.line(
          ScoreTable.Row(
            name: names[index].shortName, mean: estimate.mean, lower: estimate.lower95,
            upper: estimate.upper95,
            answers: overview.answers(inDomain: index)))
      } + [table.legend(overview.profileName)]
  }

  /// The skills to practise first, with the reasons of the gap report.
  private static func first(columns: Int, _ overview: Overview) -> [Line] {
    GapSummary(overview).first.flatMap { first in
      let mark = GapsScreen.mark(first.gap)
      let named = [TextRun(mark.0 + " ", Style(mark.1)), TextRun(first.name)]
      let reason = [TextRun(first.reason, .muted)]
      let used = (named + reason).reduce(0) { $0 + CellText.width(of: $1.text) }
      guard used + 2 > columns else { return [Line.spread(named, reason, columns: columns)] }
      return [Line(named)] + Line.wrap(first.reason, .muted, columns: columns, indent: "  ")
    }
  }

  /// The number of questions of each domain in a mock exam.
  private static func blueprint(length: Int, columns: Int, _ context: Context) -> [Line] {
    let overview = context.overview
    let framework = context.content.framework
    let seats = ExamBlueprint.seats(
      length, weights: framework.weights(ofProfile: overview.settings.profile),
      room: framework.domains.map { _ in length })
    let most = max(1, seats.max() ?? 1)
    return framework.domains.indices.map { index in
      let cells = max(1, seats[index] * min(30, columns - 24) / most)
      return Line([
        TextRun(Words.fit(framework.domains[index].shortName, 16)),
        TextRun(Words.right("\(seats[index])", 3) + "  "),
        TextRun(seats[index] == 0 ? "" : String(repeating: "▰", count: cells), Style(.progress)),
      ])
    }
  }
}
