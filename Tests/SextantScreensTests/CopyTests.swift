import Foundation
import ItemBank
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// Copying to the terminal's clipboard: addresses of resources, questions, explanations.
@Suite struct CopyTests {
  /// The plan with the focus on an action; the road is the one that is shipped.
  private func plan() throws -> (TestApp, RoadmapAction) {
    let app = try TestApp()
    app.introduce()
    app.press(.character("p"))
    let screen: PlanScreen = try #require(app.top())
    let rows = screen.listed(try #require(app.context))
    return (app, try #require(screen.list.selected(in: rows)).action)
  }

  @Test func anActionsLinksAreShownWithTheirWholeAddress() throws {
    let (app, action) = try plan()
    #expect(!action.links.isEmpty)
    app.press(.character("y"))
    let screen: LinksScreen = try #require(app.top())
    #expect(screen.action.links == action.links)
    for size in [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 140, rows: 45)] {
      app.send(.resize(size))
      for link in action.links {
        // At the smallest size, an address may take several rows, and the list may scroll.
        app.press(.character("g"))
        while try #require(app.top(LinksScreen.self)).selected != action.links.firstIndex(of: link) {
          app.press(.down)
        }
        let letters = app.text.filter { !$0.isWhitespace && !"│┃".contains($0) }
        #expect(letters.contains(link.address), "\(link.address) at \(size)")
      }
    }
    app.press(.escape)
    #expect(app.top(PlanScreen.self) != nil)
  }

  @Test func theFocusedAddressIsCopied() throws {
    let (app, action) = try plan()
    app.press(.character("y"), .character("G"), .enter)
    #expect(app.copies == [try #require(action.links.last).address])
    #expect(app.text.contains("Copied the address"))
    app.press(.escape, .escape)
    #expect(app.top(PlanScreen.self) != nil)
  }

  @Test func aQuestionIsCopiedWithoutItsAnswerUntilItIsAnswered() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    app.press(.character("f"), .character("d"))
    #expect(app.sitting?.session.plan.mode == .drill)
    var seen: Set<ItemKind> = []
    for _ in 0..<10 {
      guard let item = app.sitting?.session.item else { break }
      if ![.numeric, .shortText].contains(item.task.kind) {
        app.press(.character("y"))
        let text = try #require(app.copies.last)
        #expect(text.hasPrefix(item.stemAsProse) && !text.contains("Right: "))
        #expect(!text.contains(item.explanationAsProse))
        app.press(.escape)
        #expect(app.sitting?.session.item == item, "closing the message answers nothing")
      }
      seen.insert(item.task.kind)
      app.answer(correctly: false)
      guard case .feedback? = app.sitting?.session.stage else { continue }
      app.press(.character("y"))
      let text = try #require(app.copies.last)
      #expect(text.contains("Right: ") && text.contains(item.explanationAsProse))
      app.press(.escape)
      // Enter first scrolls to the end of a long explanation.
      for _ in 0..<20 where app.sitting?.session.item == item { app.press(.enter) }
    }
    #expect(!seen.isEmpty && !app.copies.isEmpty)
  }

  @Test func anOrderIsNotCopiedInItsRightOrder() throws {
    let items = TestApp.bank.items.filter { $0.kind == .ordering }
    let id = try #require(items.first).id
    let item = try #require(try TestApp.bank.item(id: id))
    guard case .ordering(let steps) = item.task else { return }
    let copied = item.copied(explained: false).split(separator: "\n").filter { $0.hasPrefix("- ") }
    #expect(copied.map { String($0.dropFirst(2)) } == steps.sorted() && steps != steps.sorted())
  }

  @Test func aKeyOfTheBankShowsOnlyWhereItWasAskedFor() throws {
    let app = try TestApp()
    app.introduce()
    app.press(.character("b"), .right, .down, .right, .down, .enter)
    let bank: BankScreen = try #require(app.top())
    #expect(bank.showsKey && bank.keysRead.count == 1)
    app.press(.character("y"))
    #expect(app.copies.last?.contains("Right: ") == true)
    // An item whose key was read stays out of placements, so walking on must not read the next one's.
    app.press(.escape, .down, .down, .down)
    let after: BankScreen = try #require(app.top())
    #expect(!after.showsKey && after.keysRead == bank.keysRead && after.preview?.id != bank.preview?.id)
    app.press(.character("y"))
    #expect(app.copies.count == 2 && app.copies.last?.contains("Right: ") == false)
  }
}
