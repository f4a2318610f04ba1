import Testing

@testable import TerminalUI

/// Links are cells like others: what covers them ends them, and a terminal gets each exactly when it must.
@Suite struct LinkTests {
  private func picture(_ text: String, _ address: String? = nil, at column: Int = 2) -> Surface {
    var surface = Surface(Size(columns: 20, rows: 3))
    let used = surface.put(text, at: Point(column: column, row: 1))
    if let address { surface.link(Rect(column: column, row: 1, columns: used, rows: 1), to: address) }
    return surface
  }

  @Test func aLinkTakesNoCells() {
    let (plain, linked) = (picture("docs"), picture("docs", "https://example.org"))
    #expect(plain.text == linked.text && plain != linked)
    #expect(linked.address(column: 2, row: 1) == "https://example.org")
    #expect(linked.address(column: 6, row: 1) == nil && plain.address(column: 2, row: 1) == nil)
  }

  @Test func whatIsDrawnOverALinkIsNone() {
    var surface = picture("docs", "https://example.org")
    surface.put("x", at: Point(column: 3, row: 1))
    #expect(surface.address(column: 3, row: 1) == nil && surface.address(column: 4, row: 1) != nil)
    surface.restyle(Rect(column: 2, row: 1, columns: 4, rows: 1)) { _ in Style(.accent) }
    #expect(surface.address(column: 4, row: 1) != nil, "another look is no other text")
    surface.fill(Rect(column: 0, row: 1, columns: 20, rows: 1))
    #expect((0..<20).allSatisfy { surface.address(column: $0, row: 1) == nil })
  }

  @Test(arguments: [
    "javascript:alert(1)", "https://a b", "https://a\u{1B}\\b", "https://a\u{7}", "https://bücher.example",
    "https://" + String(repeating: "a", count: 2001), "file:///etc/passwd", "",
  ])
  func anAddressThatATerminalMightNotTakeLinksNowhere(address: String) {
    let surface = picture("docs", address)
    #expect(surface.addresses.isEmpty && surface == picture("docs"))
  }

  @Test func aTerminalGetsALinkOnceAndAgainWhenItsTextIsWrittenAgain() {
    let linked = picture("docs", "https://example.org")
    let all = linked.linkChanges(since: nil)
    #expect(all == [Surface.LinkRun(row: 1, columns: 2..<6, address: "https://example.org", number: 1)])
    #expect(linked.linkChanges(since: linked).isEmpty)
    #expect(linked.linkChanges(since: picture("docs")) == all)
    // A letter that changes is written without a link.
    #expect(linked.linkChanges(since: picture("dots", "https://example.org")).map(\.columns) == [4..<5])
    // Another address at the same place, and none any more.
    #expect(
      picture("docs", "https://example.com").linkChanges(since: linked).first?.address
        == "https://example.com")
    let gone = picture("docs").linkChanges(since: linked)
    #expect(gone == [Surface.LinkRun(row: 1, columns: 2..<6, address: nil, number: 0)])
    #expect(picture("docs").linkChanges(since: picture("docs")).isEmpty)
  }
}
