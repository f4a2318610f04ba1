import Foundation
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// All screens at widths from 40 to 220 and heights from 12 to 60: more room never shows less.
@Suite struct SizeSweepTests {
  /// Every width is looked at in these heights, and many heights in some widths.
  static let heights = [24, 45]
  static let widths = Array(40...160) + Array(stride(from: 164, through: 220, by: 4))
  static let coarseWidths = [40, 60, 80, 100, 120, 140, 220]
  static let coarseHeights = [12, 13, 16, 17, 18, 20, 24, 30, 36, 45, 60]

  /// From this width on, a list stands beside a pane that has the whole of the selected row.
  static let paneColumns = 70
  /// The screens that list the beginnings of questions of any length in one of these two.
  static let questionsBesidePane: Set = ["bank", "bank-key", "gap-filter"]

  /// What is compared between two sizes of a screen.
  struct Picture {
    var size: Size
    /// Texts that lost their end without an ellipsis, be it at the edge or under a scroll bar.
    var cuts: [String] = []
    /// Headings with an ellipsis.
    var cutHeadings: [String] = []
    /// The rows with an ellipsis.
    var shortened: [String] = []
    /// The columns from 300 to 700 on the scale of scores; 0 without that scale.
    var scale = 0
    /// The difference between two numbers on the axis of values; nil without one.
    var valueStep: Int?
    /// The columns of the axis of time; 0 without one.
    var timeAxis = 0
    /// The cells of the longest interval.
    var interval = 0

    init(_ frame: Frame) {
      let surface = frame.surface
      size = surface.size
      cuts = frame.cutTexts
      let rows = surface.text.split(separator: "\n", omittingEmptySubsequences: false)
      let values = rows.compactMap { $0.firstMatch(of: /^ *(\d+) ?┤/).flatMap { Int($0.output.1) } }
      if values.count > 1 { valueStep = zip(values, values.dropFirst()).map { $0 - $1 }.max() }
      for (row, text) in rows.enumerated() {
        if text.utf8.contains(0xE2), text.contains("…") {
          shortened.append(text.trimmingCharacters(in: .whitespaces))
          for column in 0..<size.columns where surface[column: column, row: row].glyph == "…" {
            if surface[column: column, row: row].style.role == .heading {
              cutHeadings.append(text.trimmingCharacters(in: .whitespaces))
            }
          }
        }
        if text.contains("300"), let numbers = text.firstMatch(of: /300 +400 +500 +600 +700/) {
          scale = max(scale, numbers.output.count)
        }
        if text.contains("└") {
          for axis in text.matches(of: /└[─┬]+/) { timeAxis = max(timeAxis, axis.output.count) }
        }
        if text.contains("●"), text.contains("━") { interval = max(interval, Self.longestInterval(text)) }
      }
      // In a chart over time, the same glyphs are its line, its points and its legend.
      if timeAxis > 0 { interval = 0 }
    }

    private static func longestInterval(_ text: Substring) -> Int {
      let runs = text.split { !"━●┆○".contains($0) }
      return runs.filter { $0.contains("━") }.map(\.count).max() ?? 0
    }

    /// What this size shows less than a smaller one; the rule and the loss.
    func losses(from smaller: Picture, isWider: Bool) -> [(rule: String, loss: String)] {
      var losses: [(String, String)] = []
      func compare(_ rule: String, _ before: Int, _ now: Int, rounding: Int = 0) {
        if now < before - rounding {
          losses.append((rule, "\(before) at \(smaller.place), \(now) at \(place)"))
        }
      }
      compare("scale", smaller.scale, scale)
      // The longest number beside the axis may need a cell more once there are more numbers.
      compare("axis of time", smaller.timeAxis, timeAxis, rounding: 1)
      if let step = smaller.valueStep { compare("axis of values", -step, -(valueStep ?? 10_000)) }
      // Both ends of an interval are rounded to cells.
      compare("interval", smaller.interval, interval, rounding: 1)
      // A taller screen lists more rows, so only equal heights are compared.
      if isWider, shortened.count > smaller.shortened.count {
        let fresh = shortened.first { !smaller.shortened.contains($0) } ?? ""
        losses.append(
          (
            "ellipses",
            "\(smaller.shortened.count) at \(smaller.place), \(shortened.count) at \(place), such as “\(fresh)”"
          ))
      }
      return losses
    }

    var place: String { "\(size.columns)x\(size.rows)" }
  }

  @Test(arguments: FrameTests.chosen.map(\.screen))
  func moreRoomNeverShowsLess(screen: String) throws {
    let app = try TestApp()
    FrameTests.bring(app, to: screen)
    var drawn: [Size: Picture] = [:]
    func picture(_ columns: Int, _ rows: Int) -> Picture {
      let size = Size(columns: columns, rows: rows)
      if let picture = drawn[size] { return picture }
      app.send(.resize(size))
      let picture = Picture(app.frame)
      drawn[size] = picture
      return picture
    }
    var found: [String] = []
    func note(_ rule: String, _ what: String) { found.append("\(rule): \(what)") }
    func look(_ pictures: [Picture], isWider: Bool) {
      for (smaller, larger) in zip(pictures, pictures.dropFirst()) {
        let isSplit = smaller.size.columns < Self.paneColumns && larger.size.columns >= Self.paneColumns
        for (rule, loss) in larger.losses(from: smaller, isWider: isWider) {
          if rule == "ellipses", isSplit, Self.questionsBesidePane.contains(screen) { continue }
          note(rule, loss)
        }
      }
    }
    for rows in Self.heights { look(Self.widths.map { picture($0, rows) }, isWider: true) }
    for columns in Self.coarseWidths { look(Self.coarseHeights.map { picture(columns, $0) }, isWider: false) }
    for picture in drawn.values.sorted(by: {
      ($0.size.columns, $0.size.rows) < ($1.size.columns, $1.size.rows)
    }) {
      for text in picture.cuts { note("cut", "\(picture.place), “\(text)”") }
      for text in picture.cutHeadings { note("heading", "\(picture.place), “\(text)”") }
    }
    #expect(found.isEmpty, "\(screen):\n\(found.prefix(12).joined(separator: "\n"))\n\(found.count) in all")
  }
}
