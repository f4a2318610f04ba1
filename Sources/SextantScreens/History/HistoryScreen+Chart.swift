import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore
import TerminalUI
import TextLayout

/// The chart: each attempt as a point with its margin, and the score of each day as a line.
extension HistoryScreen {
  func chart(_ context: Context, rows: Int) -> LineChart {
    let entries = drawn
    let samples = entries.compactMap { entry in
      entry.value(domain: domain).map {
        LineChart.Sample(
          time: entry.date.timeIntervalSince1970 / Seconds.perDay, value: ReportingScale.exactScore($0.mean),
          margin: ReportingScale.exactPoints($0.margin), isHollow: entry.record.exclusion != nil)
      }
    }
    // The line is the score on each day, from all answers up to then; each attempt is a point beside it.
    let line = scores(context)
    let target = ReportingScale.exactScore(context.overview.standing.target)
    // Show all points and the whole line with their margins.
    let values = line.map(\.value) + samples.map(\.value) + [target]
    let marked = samples + line.suffix(1)
    let low = min((values.min() ?? 300) - 20, marked.map { $0.value - $0.margin }.min() ?? 300)
    let high = max((values.max() ?? 700) + 20, marked.map { $0.value + $0.margin }.max() ?? 700)
    let (step, range) = Self.axis(low: low, high: high, rows: rows)
    var ticks: [LineChart.Tick] = []
    var value = (range.lowerBound / step).rounded(.up) * step
    while value <= range.upperBound {
      ticks.append(.init(position: value, label: "\(Int(value))"))
      value += step
    }
    return LineChart(
      samples: samples, levels: line,
      endLabel: line.isEmpty
        ? "" : "\(ReportingScale.score(context.overview.score(domain: domain).mean)) today",
      target: target, targetLabel: "\(context.overview.profileName) target \(Int(target.rounded()))",
      valueTicks: ticks,
      timeTicks: labelled(entries).map {
        .init(
          position: $0.date.timeIntervalSince1970 / Seconds.perDay,
          label: context.days.short($0.date, now: context.now))
      }, range: range, leastSpan: 7)
  }

  /// The score on each day with answers, and today.
  private func scores(_ context: Context) -> [LineChart.Sample] {
    // A day's score holds from its last attempt on.
    let ends = Dictionary(
      data.entries.map { (context.days.day(of: $0.date), $0.date) }, uniquingKeysWith: { max($0, $1) })
    return data.points(domain: domain, through: context.overview).map { point in
      let isToday = point.day == context.overview.today
      let time =
        isToday ? context.overview.now : ends[point.day] ?? context.days.start(of: point.day.advanced(by: 1))
      return LineChart.Sample(
        time: time.timeIntervalSince1970 / Seconds.perDay, value: ReportingScale.exactScore(point.value.mean),
        margin: ReportingScale.exactPoints(point.value.margin))
    }
  }

  /// The numbers on an axis with that many rows.
  ///
  /// The finest step whose numbers stand two rows apart, so more rows never show coarser numbers. Each step takes the
  /// same number of rows, as many as have room.
  static func axis(low: Double, high: Double, rows: Int) -> (step: Double, range: ClosedRange<Double>) {
    let last = max(1, rows - 1)
    for leastRows in [2, 1] {
      for step in [50.0, 100, 200, 500, 1000] {
        for rowsOfStep in stride(from: last, through: leastRows, by: -1) {
          let perRow = step / Double(rowsOfStep)
          let lower = (low / perRow + 1e-9).rounded(.down) * perRow
          let upper = lower + Double(last) * perRow
          guard upper >= high - 1e-9 else { continue }
          // A single number is no scale.
          let first = (lower / step - 1e-9).rounded(.up) * step
          if first + step <= upper + 1e-9 { return (step, lower...upper) }
        }
      }
    }
    return (1000, ((low / 1000).rounded(.down) * 1000)...((high / 1000).rounded(.up) * 1000))
  }

  /// The attempts to label on the axis: all if there are few, otherwise one for each stretch of time.
  private func labelled(_ entries: [HistoryData.Entry]) -> [HistoryData.Entry] {
    let stretches = 48
    guard entries.count > stretches, let first = entries.first, let last = entries.last else {
      return entries
    }
    let start = first.date
    let span = max(1, last.date.timeIntervalSince(start))
    var taken = -1
    return entries.filter { entry in
      let stretch = Int(Double(stretches) * entry.date.timeIntervalSince(start) / span)
      guard stretch > taken else { return false }
      taken = stretch
      return true
    }
  }
}
