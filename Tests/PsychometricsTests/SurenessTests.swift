import Psychometrics
import Testing

/// How sure it is on which side of a target someone is: one scale, in words that need no second thought.
@Suite struct SurenessTests {
  private typealias Model = SkillVerdict.Model

  @Test func itNamesTheMoreLikelySideAndIsSureOnlyWithAVerdict() throws {
    for step in 0...2000 {
      let probability = Double(step) / 2000
      let words = Model.sureness(probability)
      let verdict = Model(probabilityAtTarget: probability)
      #expect(words.contains("sure you're") == (verdict != .notSure), "\(probability): \(words)")
      #expect(words.contains("likely") == (verdict == .notSure), "\(probability): \(words)")
      #expect(words.contains(" at the target") == (probability >= 0.5), "\(probability): \(words)")
      #expect(words.contains(" below the target") == (probability < 0.5), "\(probability): \(words)")
      let share = try #require(Int(words.prefix { $0 != " " }.filter(\.isNumber)))
      #expect((50...99).contains(share), "\(probability): \(words)")
    }
  }

  @Test func itReadsWell() {
    #expect(Model.sureness(0.01) == "99 % sure you're below the target")
    #expect(Model.sureness(0.001) == ">99 % sure you're below the target")
    #expect(Model.sureness(0.001, isSpoken: true) == "over 99 % sure you're below the target")
    #expect(Model.sureness(0.6) == "60 % likely at the target")
    #expect(Model.sureness(0.3) == "70 % likely below the target")
    #expect(
      Model.sureness(0.84, of: "the entry target of 500") == "84 % sure you're at the entry target of 500")
    #expect(Model.words(0.05) == "below target, 95 % sure" && Model.words(0.9) == "at target, 90 % sure")
    #expect(Model.words(0.4) == "unclear, 60 % likely below the target")
  }

  /// A skill with an unresolved miss is unclear, so nothing says that it is surely at the target.
  @Test func whatIsUnclearIsNeverSure() {
    for probability in [0.02, 0.5, 0.76, 0.9, 0.999] {
      #expect(!Model.sureness(probability, as: .notSure).contains("sure"))
    }
    #expect(Model.sureness(0.9, as: .notSure) == "90 % likely at the target")
  }

  /// Both sides of a probability add up to a hundred.
  @Test func theSharesOfBothSidesAddUp() {
    for step in 1..<200 {
      let probability = Double(step) / 200
      let (at, below) = (
        ReportingScale.percentText(probability), ReportingScale.percentText(ofNot: probability)
      )
      guard let one = Int(at.filter(\.isNumber)), let two = Int(below.filter(\.isNumber)) else { continue }
      #expect(one + two == 100, "\(probability): \(at), \(below)")
    }
  }
}
