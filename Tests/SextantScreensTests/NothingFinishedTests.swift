import Testing

@testable import SextantCore
@testable import SextantPlain
@testable import SextantScreens
@testable import SextantTestSupport

/// What is said instead of a result or a history while there is none, the same everywhere.
@Suite struct NothingFinishedTests {
  /// A person who finished a drill and nothing else, or nothing at all.
  private func app(hasDrilled: Bool) throws -> TestApp {
    let app = try TestApp()
    app.introduce()
    if hasDrilled {
      app.press(.character("d"))
      for _ in 0..<10 {
        app.answer(correctly: true)
        for _ in 0..<3 where app.sitting != nil { app.press(.enter) }
      }
      try #require(app.text.contains("Drill finished"), "\(app.text)")
      app.press(.escape)
    }
    return app
  }

  @Test(arguments: [false, true]) func allPlacesSayTheSame(hasDrilled: Bool) throws {
    let app = try app(hasDrilled: hasDrilled)
    let sentence = try app.workspace.overview().nothingFinished
    #expect(sentence.hasPrefix("Drills are practice") == hasDrilled)
    app.press(.character("L"))
    #expect(app.text.contains(sentence), "the key of the last result:\n\(app.text)")
    app.press(.character("H"))
    let words = app.text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains(sentence), "the history:\n\(app.text)")
    var history = PlainHistory()
    let said = try app.talk(&history, ["q"])
    #expect(said.contains { $0.hasPrefix(sentence) }, "plain mode: \(said)")
  }

  /// With something measured, drills don't matter.
  @Test func aMeasurementEndsIt() throws {
    let app = try app(hasDrilled: true)
    app.takePlacement(seed: 3, share: 0.5)
    #expect(try !app.workspace.overview().hasOnlyDrills)
  }
}
