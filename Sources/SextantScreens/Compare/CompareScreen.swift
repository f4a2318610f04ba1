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
  /// The questions that both attempts asked, as far as they were read.
  private(set) var headlines: [String: Headline] = [:]

  /// Shows a comparison.
  init(comparison: Comparison) { self.comparison = comparison }

  func bindings(_ context: Context) -> [Binding] {
    (comparison.better == nil
      ? []
      : [
        Binding(
          .confirm, [.enter], label: "better pair",
          help: "compare the two attempts that have most in common")
      ]) + Bindings.vertical + [Bindings.back]
  }

  /// Reads the questions whose answers differ.
  mutating func refresh(_ context: Context) -> Response {
    let items = changedItems.map(\.item)
    return items.isEmpty ? .ignored : .perform(.loadHeadlines(items))
  }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    guard case .headlines(let found) = outcome else { return .ignored }
    headlines.merge(found) { _, new in new }
    return .done
  }

  var changedItems: [Comparison.SharedItem] {
    comparison.items.filter { !$0.isOpen && $0.before != $0.after }
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    if Pane.scroll(&scroll, by: command, page: context.page) { return .done }
    switch command {
    case .confirm:
      if let better = comparison.better { return .perform(.loadComparison(better.before, better.after)) }
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("Compare", .heading)],
      right: [TextRun(names(context).joined(separator: " and "), .muted)], on: &frame)
    var inner = area.inset(left: 1, top: area.rows > 14 ? 1 : 0, right: 1)
    // From here on, the skills and questions stand beside the plot.
    let isWide = size.columns >= 124
    let isSplit = isWide && comparison.hasScores
    if isSplit {
      // The plot keeps its columns beside a scroll bar.
      let (left, rest) = inner.splitLeft(Self.plotColumns + 2)
      frame.rule(atColumn: rest.column, in: area)
      let pane = rest.inset(left: 2)
      let aside = Pane.fitted(pane) { self.details(columns: min(88, $0), context) }
      Pane.draw(aside, offset: min(scroll, max(0, aside.count - pane.rows)), in: pane, on: &frame)
      inner = left
    }
    let lines = Pane.fitted(inner) { columns in
      let columns = min(Self.plotColumns, columns)
      return self.lines(columns: columns, context)
        + (isSplit ? [] : [.blank] + self.details(columns: columns, context))
    }
    let offset = min(scroll, max(0, lines.count - inner.rows))
    if isSplit {
      Pane.draw(besideRule: lines, offset: offset, in: inner, on: &frame)
    } else {
      Pane.draw(lines, offset: offset, in: inner, on: &frame)
    }
    return frame
  }

  /// The most columns of the plot and of text.
  private static let plotColumns = 88

  /// The days of the two attempts; with their times if both are of one day.
  private func days(_ context: Context) -> [String] {
    comparison.moments(day: { context.days.short($0, now: context.now) }, hour: context.days.hour)
  }

  /// The two attempts by kind and day.
  private func names(_ context: Context) -> [String] {
    zip([comparison.before, comparison.after], days(context)).map { "\($0.modeName) \($1)" }
  }

  func lines(columns: Int, _ context: Context) -> [Line] {
    let overall = comparison.overall
    let claim = comparison.claim
    let days = days(context)
    var lead: [Line] = []
    let role = Words.role(claim, orElse: .caution)
    let isPart = comparison.isPart
    // If the title has no room for it, say it here.
    let named = names(context).joined(separator: " and ")
    if CellText.width(of: named) + 14 > columns { lead += Line.wrap(named, .muted, columns: columns) }
    // On a low screen the picture comes first, or it would be out of sight.
    let isLow = context.size.rows < 18
    lead += examLines(columns: columns, context)
    guard comparison.hasScores else {
      let counts = countLines(columns: columns)
      return isLow
        ? counts + [.blank] + lead + betterLines(columns: columns)
        : lead + betterLines(columns: columns) + [.blank] + counts
    }
    for (record, isCounted) in [
      (comparison.before, comparison.isCountedBefore), (comparison.after, comparison.isCountedAfter),
    ] where !isCounted {
      return lead + betterLines(columns: columns)
        + (comparison.repeats.map { Line.wrap($0.sentence, columns: columns) } ?? [])
        + Line.wrap(
          "No answer of attempt \(record.number), a \(record.modeName), counts, so there is nothing to compare.",
          Style(.caution, .bold), columns: columns)
    }
    var (head, lines): ([Line], [Line]) = ([], [])
    if isPart {
      head += Line.wrap(comparison.comparable, Style(.text, .bold), columns: columns)
    } else {
      head += Line.wrap(
        "Overall \(Words.change(from: overall.before, to: overall.after)): \(claim.conclusion)",
        Style(role, .bold), columns: columns)
      lines += Line.wrap(
        "\(Self.score(overall.before, overall.beforeMargin)) on \(days[0]), "
          + "\(Self.score(overall.after, overall.afterMargin)) on \(days[1]). "
          + claim.sentence(),
        columns: columns)
    }
    if comparison.before.mode != comparison.after.mode, !isPart {
      lines += Line.wrap(
        "A \(comparison.before.modeName) and a \(comparison.after.modeName) ask in different ways. Compare like with "
          + "like where you can.", Style(.caution), columns: columns)
    }
    lines += betterLines(columns: columns)
    let shared = isPart ? [] : Line.wrap(comparison.comparable, .muted, columns: columns)
    let plot = plot(columns: columns, isPart: isPart)
    let text = lead + head + lines + shared
    // Neither may part of the picture be out of sight because much is said about the two attempts.
    if isLow || text.count + 1 + plot.count > context.size.rows - 5 {
      return head + plot + [.blank] + lead + lines + shared
    }
    return columns < 56
      ? lead + head + lines + [.blank] + plot + shared : lead + head + lines + shared + [.blank] + plot
  }

  /// The two attempts that make a better comparison, if there are any.
  private func betterLines(columns: Int) -> [Line] {
    guard let better = comparison.better else { return [] }
    return Line.wrap(
      "A better comparison: \(better.words). Enter opens it.", Style(.accent), columns: columns)
  }

  static func score(_ mean: Double, _ margin: Double) -> String {
    "\(ReportingScale.score(mean)) ± \(ReportingScale.points(margin))"
  }

  /// The widths of the plot's columns; 0 leaves one out.
  private struct Columns {
    let name = 15
    let before: Int
    let after = 13
    let change = 8
    let sure: Int
    let bar: Int

    init(_ columns: Int) {
      // The plot shows the earlier score too, so its number gives way first, then the plot.
      let isFull = columns >= 76
      (before, sure) = (isFull ? 13 : 0, columns >= 42 ? 7 : 0)
      let room = columns - name - after - change - before - sure
      bar = isFull ? room : room >= 10 ? min(20, room) : 0
    }
  }

  /// Each domain before and after, with both margins, on the scale of scores.
  private func plot(columns: Int, isPart: Bool) -> [Line] {
    let widths = Columns(columns)
    let lead = widths.name + widths.before + widths.after + widths.change + widths.sure
    var head = Words.fit("", widths.name)
    if widths.before > 0 { head += Words.fit("before", widths.before) }
    head += Words.fit("after", widths.after) + Words.fit("change", widths.change)
    if widths.sure > 0 { head += Words.fit("sure", widths.sure) }
    var lines: [Line] = []
    var runs = [TextRun(Words.fit(head, lead), .heading)]
    if widths.bar >= 20 { runs += ScoreBar.axis(columns: widths.bar) }
    lines.append(Line(runs))
    if !isPart { lines.append(row("Overall", comparison.overall, widths, Style(.text, .bold))) }
    // Of a domain that neither asked about, there is nothing to show.
    for (domain, change) in zip(comparison.frameworkDomains, comparison.domains)
    where change.missingBefore == nil || change.missingAfter == nil {
      lines.append(row(domain.shortName, change, widths, .text))
    }
    if widths.bar > 0 {
      lines.append(.blank)
      lines += Line.wrap(
        "○─ before and its margin, ●━ after and its margin, ┆ the target", .muted, columns: columns)
    }
    return lines
  }

  private func row(_ name: String, _ row: Comparison.Row, _ widths: Columns, _ style: Style) -> Line {
    var runs = [TextRun(Words.fit(name, widths.name), style)]
    if widths.before > 0 {
      let score = row.missingBefore ?? Self.score(row.before, row.beforeMargin)
      runs.append(TextRun(Words.fit(score, widths.before), .muted))
    }
    let after = row.missingAfter ?? Self.score(row.after, row.afterMargin)
    runs.append(TextRun(Words.fit(after, widths.after), row.missingAfter == nil ? style : .muted))
    let isBoth = row.missingBefore == nil && row.missingAfter == nil
    let claim = comparison.claim(of: row)
    let role = Words.role(claim)
    // Without a column for it, the reason for an empty change stands there.
    let why = widths.before == 0 ? row.missingBefore.map { _ in "new" } : nil
    runs.append(
      TextRun(
        Words.fit(isBoth ? Words.change(from: row.before, to: row.after) : why ?? "", widths.change),
        Style(isBoth ? role : .muted)))
    if widths.sure > 0 {
      let sure = isBoth ? claim.sureness : ""
      runs.append(TextRun(Words.fit(sure, widths.sure), Style(role)))
    }
    if widths.bar > 0 {
      runs += ScoreBar.change(
        before: row.missingBefore == nil ? (row.before, row.beforeMargin) : nil,
        after: row.missingAfter == nil ? (row.after, row.afterMargin) : nil, target: comparison.target,
        columns: widths.bar)
    }
    return Line(runs)
  }

  /// What the two attempts found as exams, if they are exams.
  private func examLines(columns: Int, _ context: Context) -> [Line] {
    let names = comparison.names(day: { context.days.short($0, now: context.now) }, hour: context.days.hour)
    return comparison.examSentences(names).flatMap { Line.wrap($0, columns: columns) }
  }

  /// The right answers by domain, where there are no scores to compare.
  private func countLines(columns: Int) -> [Line] {
    let width = min(18, columns / 2)
    let rows = zip(comparison.frameworkDomains, comparison.domains).filter {
      $0.1.asked.before.questions + $0.1.asked.after.questions > 0
    }
    guard !rows.isEmpty else { return [] }
    return [Line(Words.fit("Right answers", width) + Words.fit("before", 12) + "after", .heading)]
      + rows.map { domain, row in
        Line([
          TextRun(Words.fit(domain.shortName, width)),
          TextRun(Words.fit(Self.count(row.asked.before), 12), .muted), TextRun(Self.count(row.asked.after)),
        ])
      }
  }

  /// The right answers of those given, such as `2 of 3`; a dash if nothing was asked.
  static func count(_ count: AnswerCount) -> String {
    count.questions == 0 ? "–" : count.given == 0 ? "unanswered" : count.shortWords
  }
}
