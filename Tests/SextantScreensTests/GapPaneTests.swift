import Foundation
import ItemBank
import QuizEngine
import Roadmap
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// The pane of the gap report: missed questions and actions are reached, opened and left by keys.
@Suite struct GapPaneTests {
  static let sizes = [
    Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 140, rows: 45),
  ]

  /// The gap report at a skill with misses.
  private func missed(_ size: Size = Size(columns: 80, rows: 24)) throws -> (app: TestApp, skill: Int) {
    let app = try TestApp.experienced()
    app.send(.resize(size))
    let gaps = try app.workspace.overview().gaps.gaps
    let gap = try #require(gaps.max { $0.verdict.answers.missed < $1.verdict.answers.missed })
    app.state.push(GapsScreen(try #require(app.context), skill: gap.skill))
    app.press(.tab)
    return (app, gap.skill)
  }

  private func tree(_ app: TestApp) throws -> GapsScreen { try #require(app.top()) }

  @Test(arguments: sizes) func everyMissedQuestionIsReadAndLeadsBack(size: Size) throws {
    let (app, skill) = try missed(size)
    let overview = try app.workspace.overview()
    let answers = GapsScreen.answers(ofSkill: skill, overview).filter(\.outcome.isMissed)
    try #require(!answers.isEmpty)
    for _ in 0..<40 where try tree(app).entry == nil { app.press(.down) }
    for (index, answer) in answers.enumerated() {
      #expect(
        try tree(app).entry == index && ["✗", "~", "?", "○"].contains { app.text.contains("▸" + $0) },
        "\(app.text)")
      #expect(app.text.split(separator: "\n").last?.contains("read") == true, "\(app.text)")
      app.press(.enter)
      let read: AskedScreen = try #require(app.top(), "\(app.text)")
      #expect(read.question.answered.response.item == answer.item)
      #expect(!read.question.answered.response.outcome.isRight)
      app.press(.end)
      for _ in 0..<200 where !app.text.contains("A closure captures the variable") { app.press(.up) }
      #expect(app.text.contains("A closure captures the variable"), "\(app.text)")
      app.press(.escape)
      #expect(try tree(app).inPane && tree(app).entry == index)
      app.press(.down)
    }
  }

  @Test func thePaneOfASmallScreenBeginsAtItsTopAndAllOfItIsRead() throws {
    let (app, skill) = try missed(Size(columns: 40, rows: 12))
    let about = try #require(app.context).content.framework.skills[skill].about
    #expect(app.text.contains(about.prefix(16)), "\(app.text)")
    var seen: Set<String> = []
    for _ in 0..<40 where try tree(app).entry == nil {
      for row in app.text.split(separator: "\n") { seen.insert(row.trimmingCharacters(in: .whitespaces)) }
      app.press(.down)
    }
    #expect(try tree(app).entry == 0)
    for row in app.text.split(separator: "\n") { seen.insert(row.trimmingCharacters(in: .whitespaces)) }
    let all = try tree(app)
    #expect(all.readingRows(try #require(app.context)).first > 0)
    #expect(seen.contains { $0.contains("% sure you're") || $0.contains("% likely") })
    app.press(.up)
    #expect(try tree(app).entry == nil && app.text.contains(about.prefix(16)))
  }

  @Test func questionsAreWholeWhereThereIsRoom() throws {
    let (app, skill) = try missed(Size(columns: 100, rows: 60))
    app.press(.tab)
    let names = try #require(app.context).content.framework.skills[skill].name.lowercased()
    let words = app.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(names.split(separator: " ").last ?? ""))
    #expect(!app.text.contains(" …"), "\(app.text)")
  }

  @Test func anActionSaysWhatEnterDid() throws {
    let (app, _) = try missed()
    let context = try #require(app.context)
    let entries = try tree(app).paneEntries(context)
    let place = try #require(entries.firstIndex { if case .action = $0 { true } else { false } })
    guard case .action(let ranked) = entries[place] else { return }
    for _ in 0..<place { app.press(.down) }
    #expect(app.text.split(separator: "\n").last?.contains("begin / done") == true, "\(app.text)")
    app.press(.enter)
    #expect(app.text.contains("Begun, and in your plan"), "\(app.text)")
    #expect(try app.workspace.overview().actions[ranked.action.id]?.state == .doing)
    app.press(.character("u"))
    #expect(app.text.contains("Not begun any more"))
    #expect(try app.workspace.overview().actions[ranked.action.id]?.state != .doing)
  }

  @Test func theBarOfThePaneNamesOnlyKeysThatWorkThere() throws {
    let (app, _) = try missed()
    #expect(!app.text.contains("o order"), "\(app.text)")
    let order = try tree(app).list.criteria.order
    app.press(.character("o"))
    #expect(try tree(app).list.criteria.order == order && tree(app).inPane)
    app.press(.tab, .character("o"))
    #expect(try tree(app).list.criteria.order != order && app.text.contains("o order"))
  }

  @Test func aMissedQuestionLeadsToLinks() throws {
    let (app, skill) = try missed()
    let links = try #require(try app.workspace.overview().action(forSkill: skill)).links
    try #require(!links.isEmpty)
    app.press(.enter, .tab)
    #expect(try #require(app.top(LinksScreen.self)).action.links == links)
    app.press(.escape)
    #expect(app.top(AskedScreen.self) != nil)
    // In a result the key is the same.
    app.press(.character("L"), .enter, .enter, .tab)
    #expect(app.top(LinksScreen.self) != nil, "\(app.text)")
  }

  @Test func plainModeReadsAMissedQuestion() throws {
    let app = try TestApp.experienced()
    let overview = try app.workspace.overview()
    let place = try #require(
      PlainGaps().listed(overview).firstIndex { $0.verdict.answers.missed > 0 && $0.answers > 0 })
    try #require(place < PlainPages.size)
    var plain = PlainGaps()
    let said = try app.talk(&plain, ["\(place + 1)", "question 1", "again", "question 99"])
    #expect(said.contains { $0.contains("question 1 of difficulty") })
    #expect(said.count { $0.contains("A closure captures the variable") } == 2, "\(said)")
    #expect(said.contains { $0.hasPrefix("Type question and a number from 1 to ") })
  }
}
