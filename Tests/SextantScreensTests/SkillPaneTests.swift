import Foundation
import ItemBank
import Roadmap
import TerminalUI
import Testing
import TextLayout

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// A skill is read in one place: what stands below its row, in its pane, and what stays where it is.
@Suite struct SkillPaneTests {
  private func report(_ size: Size = Size(columns: 80, rows: 24)) throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.3)
    app.press(.character("r"))
    app.send(.resize(size))
    return app
  }

  private func tree(_ app: TestApp) throws -> GapsScreen { try #require(app.top()) }

  private func focusedAction(_ app: TestApp) throws -> String? {
    guard case .action(let ranked)? = try tree(app).focusedEntry(try #require(app.context)) else {
      return nil
    }
    return ranked.action.id
  }

  // MARK: The list

  /// The details of the selected skill stand between its row and the next one.
  @Test(arguments: [Size(columns: 60, rows: 30), Size(columns: 80, rows: 24), Size(columns: 100, rows: 30)])
  func theDetailsStandUnderTheirRow(size: Size) throws {
    let app = try report(size)
    let first = GapSummary(try #require(app.context).overview).first
    try #require(first.count == 5)
    for index in first.indices {
      let rows = app.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let own = try #require(rows.firstIndex { $0.hasPrefix(" ▸ \(index + 1) ") }, "\(app.text)")
      let details = rows[(own + 1)...].prefix {
        !$0.hasPrefix("   \(index + 2) ") && !$0.hasPrefix(" Do first")
      }
      let text = details.joined(separator: " ")
      #expect(text.contains(" at the target of ") || text.contains("below the target of "), "\(app.text)")
      #expect(text.contains("priority: ") && text.contains("Next: "), "\(app.text)")
      #expect(rows.count { $0.contains("Next: ") } == 1)
      app.press(.down)
    }
  }

  /// The first step is for the first skill of the list, or the report says why not.
  @Test(arguments: 0..<6) func theFirstStepIsForTheFirstSkillOrSaysWhyNot(seed: Int) throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: UInt64(seed), share: Double(seed) / 6)
    func words() throws -> (String, GapSummary.First, String) {
      let overview = try app.workspace.overview()
      let summary = GapSummary(overview)
      return (
        summary.firstStepWords(overview), try #require(summary.first.first), overview.firstStep.action ?? ""
      )
    }
    let (plainWords, first, action) = try words()
    let overview = try app.workspace.overview()
    #expect(
      overview.actionsLeading(toSkill: first.gap.skill).contains(action)
        ? !plainWords.contains("comes before what helps") && !plainWords.contains("comes later")
        : plainWords.contains(first.name), "\(plainWords)")
    // An action for another skill is begun: it goes first now, and the report gives the reason.
    let leading = overview.actionsLeading(toSkill: first.gap.skill)
    let other = try #require(
      overview.weeks.order.first {
        !leading.contains($0) && overview.priority(ofPlanned: $0) == overview.priority(ofPlanned: action)
      } ?? overview.weeks.order.first { !leading.contains($0) })
    try app.workspace.setAction(other, to: .doing)
    let (begun, newFirst, now) = try words()
    guard now == other, newFirst.gap.skill == first.gap.skill else { return }
    #expect(begun.contains("You have begun it, so it comes before what helps \(first.name)."), "\(begun)")
    try app.reload()
    app.send(.resize(Size(columns: 80, rows: 60)))
    app.press(.character("r"))
    let flat = app.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flat.contains("so it comes before what helps"), "\(app.text)")
  }

  // MARK: The pane

  /// Beginning and finishing an action moves neither the list nor the focus, until the pane is left.
  @Test(arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)])
  func theFocusStaysOnAnActionThatIsFinished(size: Size) throws {
    let app = try report(size)
    app.press(.enter)
    if try !tree(app).inPane { app.press(.tab) }
    app.goToAnAction()
    let action = try #require(try focusedAction(app))
    let order = try tree(app).actions(try #require(app.context)).map(\.action.id)
    try #require(order.count > 1 && order.first == action)
    /// Presses Enter until the action is that far: a notice closes first, and what is finished has to be confirmed.
    func enter(until wanted: String) throws {
      for _ in 0..<4 where try app.workspace.overview().actions[action]?.state.rawValue != wanted {
        app.press(.enter)
      }
    }
    for wanted in ["doing", "done"] {
      try enter(until: wanted)
      #expect(try app.workspace.overview().actions[action]?.state.rawValue == wanted)
      #expect(try focusedAction(app) == action, "\(app.text)")
      #expect(try tree(app).actions(try #require(app.context)).map(\.action.id) == order, "\(app.text)")
    }
    app.press(.character("u"))
    #expect(try app.workspace.overview().actions[action]?.state == .doing && focusedAction(app) == action)
    try enter(until: "done")
    // Another visit shows the plan's order, with what is finished at the end.
    app.press(.tab, .tab)
    #expect(try tree(app).inPane)
    #expect(try tree(app).actions(try #require(app.context)).last?.action.id == action)
  }

  /// At 80 columns a pane that is read has the whole screen; back leads to where it was opened.
  @Test func thePaneTakesTheRoomThatItNeeds() throws {
    let app = try report()
    app.press(.enter)
    #expect(try tree(app).inPane && !app.text.contains("┃ ") && !app.text.contains("▾"), "\(app.text)")
    let widest = app.text.split(separator: "\n").dropLast().map { CellText.width(of: String($0)) }.max() ?? 0
    #expect(widest > 70)
    app.press(.escape)
    #expect(app.top(GapReportScreen.self) != nil)
    app.press(.enter, .tab)
    #expect(try !tree(app).inPane && app.text.contains("▾"))
    app.press(.escape)
    #expect(app.top(GapReportScreen.self) != nil)
    // Beside the tree there is room enough on a wide screen.
    app.send(.resize(Size(columns: 140, rows: 45)))
    app.press(.enter)
    #expect(try !tree(app).inPane && app.text.contains("▾"))
  }

  @Test func whatAPriorityRestsOnHasASubject() throws {
    for gap in try TestApp.experienced().workspace.overview().gaps.gaps {
      let sentence = GapSummary.prioritySentence(gap)
      #expect(
        sentence.wholeMatch(
          of:
            #/(High|Medium|Low) priority: (we have|we haven't|no answer of yours) .+, and the skill counts .+ most skills\./#
        )
          != nil, "\(sentence)")
    }
  }

  // MARK: The map

  /// The marks are the same at every size, and every size says what they mean.
  @Test(arguments: [
    Size(columns: 40, rows: 12), Size(columns: 60, rows: 18), Size(columns: 80, rows: 24),
    Size(columns: 140, rows: 45),
  ])
  func theMapHasTheSameMarksAndALegendAtEverySize(size: Size) throws {
    let app = try TestApp.experienced()
    app.press(.character("m"))
    app.send(.resize(size))
    let flat = app.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in ["● at", "◐ unclear", "○ below", "· not asked"] {
      #expect(flat.contains(words), "\(words)\n\(app.text)")
    }
    for shade in ["█", "▒", "░"] { #expect(!app.text.contains(shade), "\(app.text)") }
    // The focused skill and its verdict are still named.
    let context = try #require(app.context)
    let skill = try #require(app.top(MapScreen.self)?.groups(context).first?.skills.first)
    let gap = context.overview.gaps.gaps[skill]
    #expect(flat.contains(gap.verdict.briefWords), "\(app.text)")
  }
}
