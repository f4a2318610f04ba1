import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// Two attempts compared, and whether the changes are more than noise.
struct CompareScreen: Screen {
  /// Opens when a comparison has been read.
  static let place = Place(receive: { outcome, _ in
    guard case .comparison(let comparison) = outcome else { return .ignored }
    return .navigate(.push(CompareScreen(comparison: comparison)))
  })

  let section = "compare"
  let comparison: Comparison
  var scroll = 0

  /// Shows a comparison.
  init(comparison: Comparison) { self.comparison = comparison }

  func bindings(_ context: Context) -> [Binding] { Bindings.vertical + [Bindings.back] }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    let page = context.page
    switch command {
    case .up: scroll = max(0, scroll - 1)
    case .down: scroll += 1
    case .pageUp: scroll = max(0, scroll - page)
    case .pageDown: scroll += page
    case .top: scroll = 0
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let days = days(context)
    let area = Chrome.draw(
      title: [TextRun("Compare", .heading)],
      right: [
        TextRun(
          "\(comparison.before.modeName) \(days[0]) and \(comparison.after.modeName) \(days[1])", .muted)
      ], on: &frame)
    let inner = area.inset(left: 1, top: area.rows > 14 ? 1 : 0, right: 1)
    let lines = Pane.fitted(inner) { self.lines(columns: min(110, $0), context) }
    Pane.draw(lines, offset: min(scroll, max(0, lines.count - inner.rows)), in: inner, on: &frame)
    return frame
  }

  private func days(_ context: Context) -> [String] {
    [comparison.before, comparison.after].map {
      context.days.short($0.finishedAt ?? $0.startedAt, now: context.now)
    }
  }

  func lines(columns: Int, _ context: Context) -> [Line] {
    let overall = comparison.overall
    let change = overall.change
    let days = days(context)
    var lines: [Line] = []
    let role = Words.role(change, orElse: .caution)
    let isPart = [comparison.before.mode, comparison.after.mode].contains(Mode.focus.rawValue)
    // If the title has no room for it, say it here.
    if columns < 56 {
      lines.append(
        Line(
          CellText.truncate(
            "\(comparison.before.modeName) \(days[0]), \(comparison.after.modeName) \(days[1])",
            columns: columns), .muted))
    }
    lines += examLines(columns: columns, days)
    guard comparison.hasScores else {
      return lines + [.blank] + sharedLines(columns: columns)
    }
    for (record, isCounted) in [
      (comparison.before, comparison.isCountedBefore), (comparison.after, comparison.isCountedAfter),
    ] where !isCounted {
      return lines
        + (comparison.repeats.map { Line.wrap($0.sentence, columns: columns) } ?? [])
        + Line.wrap(
          "No answer of attempt \(record.number), a \(record.modeName), counts, so there is nothing to compare.",
          Style(.caution, .bold), columns: columns)
    }
    if isPart {
      lines += Line.wrap(
        "A focus asks about one domain, so there is no overall to compare: look at the domains that both asked about.",
        Style(.text, .bold), columns: columns)
    }
    if !isPart {
      lines += Line.wrap(
        "Overall \(Words.change(from: overall.before, to: overall.after)): \(overall.verdict)",
        Style(role, .bold), columns: columns)
      lines += Line.wrap(
        "From \(ReportingScale.score(overall.before)) ± \(ReportingScale.points(overall.beforeMargin)) on \(days[0]) to "
          + "\(ReportingScale.score(overall.after)) ± \(ReportingScale.points(overall.afterMargin)) on \(days[1]). "
          + "\(Words.percent(change.probabilityImproved)) sure that you improved at all, by these two alone; the history "
          + "weighs all attempts. Only from a change of "
          + "\(ReportingScale.points(change.smallestDetectable)) points on its direction is 95 % sure.",
        columns: columns)
    }
    if comparison.before.mode != comparison.after.mode, !isPart {
      lines += Line.wrap(
        "A \(comparison.before.modeName) and a \(comparison.after.modeName) ask in different ways; compare like with "
          + "like where you can.", Style(.caution), columns: columns)
    }
    lines.append(.blank)
    // The change matters most: narrow terminals first lose the earlier score, then the meter.
    let isWide = columns >= 77
    let showsBefore = columns >= 50
    let nameWidth = isWide ? 16 : 14
    lines.append(
      Line([
        TextRun(Words.fit("Domain", nameWidth), .heading),
        TextRun(showsBefore ? Words.fit("before", 13) : "", .heading),
        TextRun(Words.fit("after", 13), .heading), TextRun(Words.fit("change", 9), .heading),
        TextRun(isWide ? "improved at all?" : "", .heading),
      ]))
    for (domain, row) in zip(comparison.frameworkDomains, comparison.domains) {
      let before = row.answers.before > 0
      let after = row.answers.after > 0
      let role = Words.role(row.change)
      var runs = [TextRun(Words.fit(domain.shortName, nameWidth))]
      if showsBefore {
        let score = "\(ReportingScale.score(row.before)) ± \(ReportingScale.points(row.beforeMargin))"
        runs.append(TextRun(Words.fit(before ? score : "none counted", 13), .muted))
      }
      let score = "\(ReportingScale.score(row.after)) ± \(ReportingScale.points(row.afterMargin))"
      runs.append(TextRun(Words.fit(after ? score : "none counted", 13)))
      if before, after {
        runs.append(TextRun(Words.fit(Words.change(from: row.before, to: row.after), 9), Style(role)))
      }
      if isWide, before, after {
        runs += Words.meter(row.change.probabilityImproved, cells: 10)
        runs.append(TextRun("  " + Words.improved(row.change), Style(role)))
      }
      lines.append(Line(runs))
    }
    lines.append(.blank)
    lines += sharedLines(columns: columns)
    lines.append(.blank)
    lines += Line.wrap(
      "Yes and no are told from 95 % on: chance alone would show such a change once in twenty times. Part of any "
        + "second sitting is practice: people score about a quarter of a standard deviation, 25 points, higher merely for having sat "
        + "before (Hausknecht and others, 2007).", .muted, columns: columns)
    return lines
  }

  /// What the two attempts found as exams, if they are exams.
  private func examLines(columns: Int, _ days: [String]) -> [Line] {
    comparison.examSentences(days.map { "Exam of \($0)" }).flatMap { Line.wrap($0, columns: columns) }
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
          "\(Words.count(practised, "item")) of the second you had met before, in drills or other attempts.",
          .muted, columns: columns)
    guard !shared.isEmpty else {
      return Line.wrap("The two attempts share no item.", .muted, columns: columns) + met
    }
    let better = shared.filter { $0.after > $0.before }.count
    let worse = shared.filter { $0.after < $0.before }.count
    var lines = Line.wrap(
      "\(Words.count(shared.count, "item")) in both: \(better) better, \(worse) worse, \(shared.count - better - worse) the same.",
      columns: columns)
    lines += met
    for item in shared where item.before != item.after {
      let name = item.item.replacing(".", with: " › ").replacing("-", with: " ")
      lines.append(
        Line([
          TextRun(
            item.after > item.before ? "  ↗ " : "  ↘ ", Style(item.after > item.before ? .correct : .wrong)),
          TextRun(CellText.truncate(name, columns: columns - 4)),
        ]))
    }
    return lines
  }
}
