import ItemBank
import Roadmap
import TerminalUI
import Testing

@testable import SextantCore
@testable import SextantScreens
@testable import SextantTestSupport

/// What a person reports changes the plan, and the program says how.
@Suite struct EvidenceChangeTests {
  /// Who changes what they report sees at once what that did to the plan, and by how much.
  @Test func aChangeOfEvidenceSaysWhatItDidToThePlan() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.6)
    app.press(.escape)
    let before = try app.workspace.overview()
    app.press(.character("e"))
    var said = 0
    for level in ["0", "1", "2", "3", "4"] {
      app.press(.character(Character(level)))
      let overview = try #require(app.state.overview)
      let (old, new) = (before.weeks.total, overview.weeks.total)
      if level >= "3" {
        // Who has a degree needn't study for another one.
        let urgent = overview.weeks.entries.values.compactMap { $0.reason.causes[.medium] }.joined()
        #expect(!urgent.contains("evidence.education"), "level \(level)")
      }
      let words = overview.evidenceChange
      #expect((words != nil) == (old.minutes != new.minutes || old.actions != new.actions), "level \(level)")
      guard let words else { continue }
      said += 1
      let difference = abs(new.minutes - old.minutes)
      if difference > 0 {
        #expect(
          words.contains("\(StudyWeeks.time(difference)) \(new.minutes > old.minutes ? "more" : "less")"),
          "\(words)")
      }
      #expect(words.hasSuffix("It's \(new.words(today: overview.today)) now."))
      #expect(overview.planNotice?.sentences.first == words)
    }
    #expect(said > 0)
    // What else changes the plan ends the message.
    app.press(.escape, .character("p"), .character("+"))
    #expect(app.state.overview?.evidenceChange == nil)
  }
}
