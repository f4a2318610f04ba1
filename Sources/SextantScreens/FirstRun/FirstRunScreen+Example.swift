import ItemBank
import SextantCore
import TerminalUI
import TextLayout

/// What there will be to see: a labelled example of a result, before anything is asked.
extension FirstRunScreen {
  /// The rows of the example; on a low screen it has fewer domains, and the picture comes before the words.
  func exampleLines(columns: Int, rows: Int, _ context: Context) -> [Line] {
    let framework = context.content.framework
    guard let profile else { return entries(Self.ways, from: 0) }
    let example = ExampleResult(framework, profile: profile)
    let hasAir = rows >= 18
    let intro = Line.wrap(
      "Sextant finds out where you stand on the way to a role as \(framework.name), says how sure that is, and "
        + "what to do next. Your answers stay on this computer.", columns: columns)
    let verdict = Line.wrap(example.verdict, Style(.accent, .bold), columns: columns)
    let advice = Line.wrap(example.advice, columns: columns)
    var below = verdict + (rows >= 14 ? advice : [])
    if hasAir { below = [.blank] + below + [.blank] }
    below += entries(Self.ways, from: 0)
    var lines = rows >= 14 ? intro + (hasAir ? [.blank] : []) : []
    lines += pictureLines(example, columns: columns, room: rows - lines.count - below.count) + below
    let road = RoadLines.all(columns: columns, context.content)
    if lines.count + road.count + 2 <= rows { lines += [.blank, .blank] + road }
    return lines
  }

  /// The example as home and results draw scores, with as many domains as there is room for.
  private func pictureLines(_ example: ExampleResult, columns: Int, room: Int) -> [Line] {
    let table = ScoreTable(columns: columns, target: example.target)
    let heading = "An example, made up"
    func row(_ score: ExampleResult.Score, indent: Bool, _ style: Style) -> Line {
      table.line(
        ScoreTable.Row(
          name: (indent && table.isWide ? "  " : "") + score.name, mean: score.estimate.mean,
          lower: score.estimate.lower95, upper: score.estimate.upper95, answers: score.answers, style: style))
    }
    let domains = example.domains.prefix(max(0, room - 3)).map { row($0, indent: true, .text) }
    return [table.axis(heading) ?? Line(heading, .heading)]
      + [row(example.overall, indent: false, Style(.text, .bold))] + domains
      + [table.legend(profile?.name ?? "")]
  }
}
