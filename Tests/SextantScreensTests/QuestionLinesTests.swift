import ItemBank
import QuizEngine
import TerminalUI
import Testing
import TextLayout

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Every item of the shipped bank, as it is asked and as it is explained, at every width that a screen gives it.
@Suite struct QuestionLinesTests {
  static let items: [Item] =
    BankLoader.parse(assessment: TestApp.root.appendingPathComponent("Assessments/ml-engineer")).assessment?
    .items
    ?? []
  /// What text gets at 40 and 80 columns, with and without a bar, and in a pane beside a list.
  static let widths = [34, 38, 29, 74, 76, 88]

  private static func builds(_ item: Item, columns: Int) -> [[Line]] {
    let presentation = Presentation(of: item.task, seed: 3, position: 1)
    var asked = QuestionLines(item: item, order: presentation.order, columns: columns)
    asked.draft = Draft(item: item, presentation: presentation)
    var unknown = asked
    unknown.draft = nil
    unknown.given = .unknown
    unknown.score = Score(category: 0, of: Scoring.categoryCount(of: item.task.kind))
    var key = unknown
    key.isPreview = true
    return [asked.build(), unknown.build(), key.build()]
  }

  private static func letters(_ lines: [Line]) -> String {
    lines.flatMap(\.runs).map(\.text).joined().filter { !$0.isWhitespace && $0 != "┆" }
  }

  /// What stands left of each column, row after row, for every place where two columns may part.
  private static func sides(_ lines: [Line], _ columns: Int) -> [String] {
    let rows = lines.map { Array($0.runs.map(\.text).joined()) }
    return (8..<columns).map { place in
      String(rows.flatMap { $0.prefix(place) }).filter { !$0.isWhitespace && $0 != "▸" }
    }
  }

  @Test func theBankIsRead() { #expect(Self.items.count >= 700) }

  @Test(arguments: widths)
  func noRowIsWiderThanItsScreen(columns: Int) {
    for item in Self.items {
      for line in Self.builds(item, columns: columns).joined() where line.width > columns {
        Issue.record("\(item.id) at \(columns): \(line.runs.map(\.text).joined())")
      }
    }
  }

  /// A row of a matching question and its match are side by side where both fit, also while nothing is matched yet.
  @Test(arguments: [74, 76, 88])
  func aMatchIsBesideItsRow(columns: Int) throws {
    var (sideBySide, all) = (0, 0)
    for item in Self.items {
      guard case .matching(let pairs, let extras) = item.task else { continue }
      let presentation = Presentation(of: item.task, seed: 3, position: 1)
      var question = QuestionLines(item: item, order: presentation.order, columns: columns)
      let widest = (
        pairs.map { CellText.width(of: $0.left) }.max() ?? 0,
        (pairs.map(\.right) + extras).map { CellText.width(of: $0) }.max() ?? 0
      )
      for matches in [Array(repeating: nil, count: pairs.count), pairs.indices.map { Optional($0) }] {
        var draft = Draft(item: item, presentation: presentation)
        draft.content = .matches(matches)
        question.draft = draft
        let rows = question.build().map { $0.runs.map(\.text).joined() }
        let arrows = rows.filter { $0.contains(" → ") }
        #expect(arrows.count == pairs.count, "\(item.id)")
        all += 1
        if arrows.allSatisfy({ !$0.hasPrefix("     →") }) { sideBySide += 1 }
        guard widest.0 + widest.1 + 10 <= columns else { continue }
        for (pair, row) in zip(pairs, arrows) {
          #expect(row.contains(pair.left), "\(item.id) at \(columns): \(row)")
        }
      }
    }
    #expect(sideBySide * 10 >= all * 9, "\(sideBySide) of \(all) are side by side")
  }

  /// All of a matching question is in sight at 80x24, with the row to say that you don't know.
  @Test func aMatchingQuestionFitsOnAScreen() {
    var (fitting, all) = (0, 0)
    for item in Self.items {
      guard case .matching = item.task else { continue }
      let presentation = Presentation(of: item.task, seed: 3, position: 1)
      var question = QuestionLines(item: item, order: presentation.order, columns: 76)
      question.draft = Draft(item: item, presentation: presentation)
      all += 1
      if question.build().count <= 18 { fitting += 1 }
    }
    #expect(fitting * 10 >= all * 9, "\(fitting) of \(all) fit")
  }

  /// What is asked is whole at any width: stem, code, and every part that is answered.
  @Test(arguments: widths)
  func nothingThatIsAskedIsCut(columns: Int) {
    for item in Self.items {
      let shown = Self.letters(Self.builds(item, columns: columns)[0])
      // The headings of a table may stand in two rows, or be named in each row: then the letters are there in another
      // order.
      let stem = CellText.tablesFitted(item.stemAsProse, columns: columns)
      let letters = Dictionary(stem.map { ($0, 1) }, uniquingKeysWith: +)
      for (letter, count) in Dictionary(item.stem.map { ($0, 1) }, uniquingKeysWith: +)
      where !letter.isWhitespace {
        #expect(letters[letter, default: 0] >= count, "\(item.id) at \(columns) lacks \(letter)")
      }
      var parts = [stem]
      switch item.task {
      case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options):
        parts += options.map(\.text)
      case .ordering(let steps): parts += steps
      case .matching(let pairs, let extras): parts += pairs.flatMap { [$0.left, $0.right] } + extras
      case .numeric, .shortText, .linePick: break
      }
      // The two sides of a matching question stand beside each other, so each is read down its own column.
      let sides =
        item.task.kind == .matching ? Self.sides(Self.builds(item, columns: columns)[0], columns) : []
      for part in parts.map({ $0.filter { !$0.isWhitespace } })
      where !shown.contains(part) && !sides.contains(where: { $0.contains(part) }) {
        Issue.record("\(item.id) at \(columns) lacks: \(part)")
      }
      for line in item.code?.lines ?? []
      where !line.allSatisfy(\.isWhitespace) && !shown.contains(line.filter { !$0.isWhitespace }) {
        Issue.record("\(item.id) at \(columns) lacks the code: \(line)")
      }
    }
  }

  @Test func keysAreShownWithoutAnyAnswer() throws {
    for item in Self.items {
      let text = Self.builds(item, columns: 76)[2].map { $0.runs.map(\.text).joined() }.joined(
        separator: "\n")
      for said in ["You didn't know", "your answer", "not rated", "I don't know"] where text.contains(said) {
        // The words may be the item's own.
        let own = [item.stem, item.explanation].joined() + "\(item.task)"
        #expect(own.contains(said), "\(item.id) says \(said)")
      }
    }
  }

  @Test func brokenCodeGoesOnBelowItsLine() {
    let runs = [TextRun("abc", .text), TextRun("defgh", .muted), TextRun("東京", .text)]
    let rows = Line.broken(runs, columns: 5)
    #expect(rows.map { $0.map(\.text).joined() } == ["abcde", "fgh東", "京"])
    #expect(rows[1].map(\.style) == [.muted, .text])
    #expect(Line.broken([], columns: 5) == [[]])
  }
}
