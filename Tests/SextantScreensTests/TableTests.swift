import Foundation
import Psychometrics
import TerminalUI
import Testing
import TextLayout

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// The owner of columns: at every width they have a gap, and no text is cut.
@Suite struct TableTests {
  private static let words = [
    "placement", "335 ± 165", "not counted", "+ 185", "", ">99 %", "Unsupervised learning", "3",
  ]

  @Test(arguments: 0..<40) func columnsNeverTouchAndNothingIsCut(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = Int.random(in: 2...6, using: &generator)
    let columns = (0..<count).map { index in
      Table.Column(
        ["Name", "Own score", "Change", "", "Sure", "Items"][index],
        isRight: Bool.random(using: &generator), rank: index == 0 ? 0 : index,
        least: index == 0 ? 6 : nil)
    }
    let rows = (0..<5).map { _ in
      (0..<count).map { _ in Self.words.randomElement(using: &generator) ?? "" }
    }
    var shownBefore = 0
    for room in 20...120 {
      let table = Table(columns, texts: rows, room: room)
      let shown = columns.indices.filter(table.shows)
      #expect(shown.contains(0) && shown.count >= shownBefore, "more room never shows less")
      shownBefore = shown.count
      for row in rows {
        let lines = table.lines(row.map { [TextRun($0)] }).map { $0.map(\.text).joined() }
        #expect(lines.allSatisfy { CellText.width(of: $0) <= max(room, table.width) })
        // Every text of a shown column is there in full; a wrapped one over several rows.
        for column in shown where !row[column].isEmpty {
          let start = table.start(of: column) ?? 0
          let end = start + (table.widths[column] ?? 0)
          let found = lines.map { line -> String in
            let cells = Array(line)
            return start < cells.count ? String(cells[start..<min(end, cells.count)]) : ""
          }
          #expect(
            found.joined(separator: " ").split(separator: " ") == row[column].split(separator: " "),
            "\(room): \(lines)")
          // The gap before the next column is empty.
          for line in lines {
            let cells = Array(line)
            if end < cells.count {
              #expect(cells[end..<min(end + Table.gap, cells.count)].allSatisfy { $0 == " " }, "\(lines)")
            }
          }
        }
      }
    }
  }

  @Test func theScoresOfHomeKeepAGapAtEveryWidth() {
    for columns in 30...140 {
      let table = ScoreTable(columns: columns, target: 0)
      let rows = [
        ScoreTable.Row(name: "Mathematics", mean: -1.65, lower: -3.3, upper: 0, answers: 3),
        ScoreTable.Row(
          name: "Soft skills", mean: 0, lower: -2, upper: 2, answers: 0,
          leftOut: SkillVerdict.LeftOut(tooFast: 1)),
        ScoreTable.Row(name: "A name that is far too long", mean: 0, lower: -2, upper: 2, answers: 2),
      ]
      for row in rows {
        let runs = table.line(row).runs
        #expect(
          runs[0].text.hasSuffix("  ") && runs[1].text.hasSuffix("  "), "\(columns): \(runs.map(\.text))")
      }
    }
  }

  /// An attempt without a score, beside others, in the history: no two texts touch.
  @Test func theHistoryKeepsAGapAtEveryWidth() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    app.press(.escape)
    app.clock.pass(days: 30)
    // Too fast to count.
    app.press(.character("t"), .enter)
    while app.sitting != nil { app.answer(correctly: true, milliseconds: 100) }
    app.press(.escape)
    app.clock.pass(days: 20)
    FrameTests.takeExam(app, answering: 3)
    app.press(.escape, .character("H"))
    for columns in 40...160 {
      app.send(.resize(Size(columns: columns, rows: 30)))
      let text = app.text
      #expect(!text.contains("counted335") && !text.contains("not cou…"), "\(text)")
      for line in text.split(separator: "\n") where line.contains("±") && line.contains("placement") {
        #expect(line.firstMatch(of: /placement {2,}/) != nil, "\(columns): \(line)")
      }
      // Where there is no score, the words end before the next column.
      for words in ["not counted", "too few answers", "too few"] {
        for line in text.split(separator: "\n") {
          guard let place = line.range(of: words) else { continue }
          let rest = line[place.upperBound...]
          #expect(rest.isEmpty || rest.hasPrefix("  ") || rest.hasPrefix(" answers"), "\(columns): \(line)")
        }
      }
    }
  }

  // MARK: Map

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 79, rows: 24), Size(columns: 40, rows: 12)])
  func theMapNamesTheFocusedSkill(size: Size) throws {
    let app = try TestApp(size: size)
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    app.press(.escape, .character("m"))
    let framework = app.workspace.framework
    var seen: Set<Int> = []
    for key in [Key.right, .right, .down, .down, .right, .down, .left, .up] {
      app.press(key)
      let map: MapScreen = try #require(app.top())
      let skill = try #require(map.focus)
      seen.insert(skill)
      let words = app.text.split { $0.isWhitespace || "│┃".contains($0) }.joined(separator: " ")
      let name = framework.skills[skill].name
      #expect(
        words.contains(name) || name.split(separator: " ").allSatisfy { words.contains($0) }, "\(words)")
      let verdict = try #require(app.context).overview.gaps.gaps[skill].verdict
      #expect(words.lowercased().contains(verdict.answers.shortWords), "\(verdict.shortWords): \(words)")
    }
    #expect(seen.count > 4)
    // From 80 columns, cells have names.
    if size.columns >= 80 {
      let named = framework.skills.count { app.text.contains($0.name) }
      #expect(named >= 8, "\(app.text)")
    }
  }
}
