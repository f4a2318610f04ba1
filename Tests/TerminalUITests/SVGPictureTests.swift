import Testing

@testable import TerminalUI

@Suite struct SVGPictureTests {
  /// The colour cube and the greys of xterm's palette (256colres.pl of xterm's sources).
  @Test(arguments: [
    (16, "#000000"), (21, "#0000ff"), (67, "#5f87af"), (196, "#ff0000"), (231, "#ffffff"), (232, "#080808"),
    (255, "#eeeeee"),
  ])
  func theColoursAreThoseOfXterm(index: Int, hex: String) {
    #expect(SVGPicture.colour(.palette(index, fallback: .either(7)), standard: "?") == hex)
  }

  @Test func textIsEscapedAndStandsAtItsCell() {
    var surface = Surface(Size(columns: 12, rows: 2))
    surface.put("a<b & c", at: Point(column: 2, row: 1))
    let picture = SVGPicture.text(surface, theme: .dark, title: "one > two")
    #expect(picture.contains("<title>one &gt; two</title>"))
    #expect(picture.contains(">a&lt;b &amp; c</text>"))
    #expect(picture.contains("<text x=\"32\" y=\"49\" textLength=\"63\""))
    #expect(picture.split(separator: "<text").count == 2)
  }

  /// Some browsers fold rows of blanks whatever the picture asks for, and stretch the rest over the whole width.
  @Test func rowsOfBlanksAreKeptByEveryBrowser() {
    var surface = Surface(Size(columns: 12, rows: 1))
    surface.put("a   b c", at: Point(column: 0, row: 0))
    let picture = SVGPicture.text(surface, theme: .dark, title: "")
    #expect(picture.contains(">a\u{A0}\u{A0}\u{A0}b\u{A0}c</text>"))
  }
}
