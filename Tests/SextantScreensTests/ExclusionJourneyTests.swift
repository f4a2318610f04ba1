import Foundation
import Journal
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// Leaving attempts out, counting them again and deleting them, on the screens and in plain mode.
@Suite struct ExclusionJourneyTests {
  @Test func theHistoryExcludesWithAReasonAndIncludesAgain() throws {
    let app = try TestApp.experienced()
    app.press(.home)
    let before = try app.workspace.overview().standing.overall.mean
    app.press(.character("H"))
    app.press(.character("O"))
    #expect(app.text.contains("Why shouldn't this placement count?"))
    app.press(.enter)
    #expect(app.text.contains("Say why first"), "a reason is needed")
    app.type("rushed x")
    app.press(.enter)
    #expect(app.text.contains("excluded") && app.text.contains("This placement doesn't count: rushed x."))
    let after = try app.workspace.overview().standing.overall
    #expect(after.mean != before)
    #expect(
      app.text.contains(Words.score(mean: after.mean, lower: after.lower95, upper: after.upper95)),
      "the score of the screen is without it")
    app.press(.enter)
    #expect(app.text.contains("This attempt doesn't count: rushed x."))
    app.press(.escape)
    app.press(.character("O"))
    #expect(try app.workspace.overview().standing.overall.mean == before)
    #expect(!app.text.contains("excluded"))
    // Escape leaves everything as it is.
    app.press(.character("O"))
    app.type("no")
    app.press(.escape)
    #expect(try app.workspace.attempts().allSatisfy { $0.exclusion == nil })
  }

  @Test func theHistoryDeletesOnlyAfterAsking() throws {
    let app = try TestApp.experienced()
    app.press(.character("H"), .delete)
    #expect(app.text.contains("goes for good: 30 answers"))
    // On a small screen what goes and all the ways fit as well.
    app.send(.resize(Size(columns: 40, rows: 12)))
    let small = app.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(small.contains("goes for good") && small.contains("Delete it"), "\(app.text)")
    app.send(.resize(Size(columns: 80, rows: 24)))
    app.press(.enter)
    #expect(try app.workspace.attempts().count == 2, "the first entry keeps it")
    app.press(.delete, .escape)
    #expect(try app.workspace.attempts().count == 2)
    app.press(.delete, .down, .enter)
    #expect(try app.workspace.attempts().map(\.number) == [1])
    #expect(app.top(HistoryScreen.self)?.data.entries.count == 1)
  }

  @Test func plainModeDoesTheSame() throws {
    let app = try TestApp.experienced()
    var dialogue = PlainHistory()
    let said = try app.talk(
      &dialogue, ["exclude 2", "exclude 2 rushed, and  tired", "include 1", "q"])
    #expect(said.contains { $0.hasPrefix("Say why as well") })
    #expect(said.contains("Attempt 1 counts already."))
    #expect(try app.workspace.attempts().map(\.exclusion) == [nil, "rushed, and tired"])
    var again = PlainHistory()
    let listed = try app.talk(&again, ["include 2", "delete 2", "no", "delete 2", "yes", "q"])
    #expect(listed.contains { $0.contains("excluded: rushed, and tired") })
    #expect(listed.contains("It stays."))
    #expect(listed.contains { $0.hasPrefix("Your placement with number 2 goes for good: ") })
    #expect(try app.workspace.attempts().map(\.number) == [1])
  }
}
