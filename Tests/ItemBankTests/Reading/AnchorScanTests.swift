import Foundation
import Testing
import Yams

@testable import ItemBank

@Suite struct AnchorScanTests {
  @Test(arguments: [
    "a: &x 1", "a: *x", "- &x 1", "- *x", "a: [1, *x]", "a: {b: &x 1}", "*x : 1", "? *x\n: 1", "&x a: 1",
    "a:\n  &x b: 1", "a: !!str &x b", "a: \"b\"\nc: *x", "a: |\n  text\nb: *x", "a: 'it''s'\nb: &x 1", "[*x]",
    "a: b # c\nd: *x", "a: plain\n  text goes on\nb: *x", "a: >-\n  text\n\n  more\nb: &x 1",
  ])
  func anchorsAndAliasesAreFound(text: String) { #expect(AnchorScan.first(in: text) != nil) }

  @Test(arguments: [
    "a: 2 * 3", "a: x *y", "a: \"*x\"", "a: '&x'", "a: |\n  *args\n  &x", "- text: |\n    *x\n    &y\n",
    "a: 1\n# *x &y",
    "a: b # *x", "a: plain\n  *more of it", "a: {text: \"f(*args, **kw)\", b: 1}", "a: {b: x & y}",
    "a: [\"*\", '&']",
    "a: \"one\n  *two\"", "code: {language: python, text: \"*x\"}", "a: >\n  x\n\n  *y\nb: 1",
    "- a: |2\n     *x\n  b: 1",
    "a: \"say \\\" *x\"", "a: x && y", "a: http://b/*c",
  ])
  func textThatOnlyLooksLikeOneIsLeftAlone(text: String) throws {
    #expect(try Yams.compose(yaml: text) != nil)
    #expect(AnchorScan.first(in: text) == nil)
  }

  @Test func thePlaceIsTold() throws {
    let place = try #require(AnchorScan.first(in: "a: 1\nb:\n  - [x, *y]\n"))
    #expect(place == (3, 9))
  }

  /// What the scan lets through has no alias: a parser that knows none must read the same.
  @Test func theShippedFilesHaveNone() throws {
    for name in ContentFiles(folder: Fixtures.shipped.appendingPathComponent("ml-engineer").path).names {
      let text = try String(
        contentsOf: Fixtures.shipped.appendingPathComponent("ml-engineer/" + name), encoding: .utf8)
      #expect(AnchorScan.first(in: text) == nil, "\(name)")
    }
  }
}
