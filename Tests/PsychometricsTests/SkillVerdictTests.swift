import Foundation
import Psychometrics
import Testing

/// What is said about a skill: what the model says and what the answers say.
@Suite struct SkillVerdictTests {
  static func verdict(
    _ model: SkillVerdict.Model, asked: Int = 0, right: Int = 0, hidden: Int = 0, missed: Int = 0,
    confidentButWrong: Int = 0
  ) -> SkillVerdict {
    SkillVerdict(
      model: model,
      answers: .init(
        asked: asked, right: right, hidden: hidden, missed: missed, confidentButWrong: confidentButWrong))
  }

  @Test func theModelGoesByTheProbability() {
    let (below, at) = (SkillVerdict.Model.belowTargetCut, SkillVerdict.Model.atTargetCut)
    #expect(SkillVerdict.Model(probabilityAtTarget: below.nextDown) == .belowTarget)
    #expect(SkillVerdict.Model(probabilityAtTarget: below) == .notSure)
    #expect(SkillVerdict.Model(probabilityAtTarget: at.nextDown) == .notSure)
    #expect(SkillVerdict.Model(probabilityAtTarget: at) == .atTarget)
    #expect(SkillVerdict.Model(probabilityAtTarget: .nan) == .notSure)
  }

  /// Every count of up to three answers: both parts are said, and a miss is never simply at the target.
  @Test func bothPartsAreSaidInEveryLength() {
    for model in SkillVerdict.Model.allCases {
      for asked in 0...3 {
        for right in 0...asked {
          for missed in 0...(asked - right) {
            let one = Self.verdict(model, asked: asked, right: right, missed: missed)
            let answers = asked == 0 ? "not asked" : "\(right) of \(asked)"
            for words in [one.words, one.shortWords, one.briefWords] { #expect(words.contains(answers)) }
            #expect(one.words.hasPrefix(one.combined.words) && one.shortWords.hasPrefix(one.combined.words))
            #expect((one.combined == .atTarget) == (model == .atTarget && missed == 0))
            #expect(one.combined == model || (model == .atTarget && one.combined == .notSure))
            if missed > 0, model == .atTarget {
              #expect(one.sentence.contains("but you missed") && one.words.hasPrefix("unclear"))
            }
            #expect(one.briefWords.count <= 18, "\(one.briefWords)")
          }
        }
      }
    }
  }

  /// A reader of the JSON who looks at one value only isn't misled.
  @Test func asJSONBothPartsStandTogether() throws {
    let one = Self.verdict(.atTarget, asked: 2, right: 1, missed: 1)
    let data = try JSONEncoder().encode(one)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["model"] as? String == "at target" && object["combined"] as? String == "not sure")
    #expect(try JSONDecoder().decode(SkillVerdict.self, from: data) == one)
  }

  @Test func theWordsReadWell() {
    #expect(
      Self.verdict(.belowTarget, asked: 3, right: 1, missed: 2).sentence
        == "Below the target. Your answers: 1 of 3 right.")
    #expect(
      Self.verdict(.notSure, asked: 1, missed: 1, confidentButWrong: 1).words
        == "unclear, 0 of 1 right, 1 confident but wrong")
    // Nothing says whose doubt or whose confidence it is by its place alone.
    #expect(
      Self.verdict(.notSure, asked: 1, missed: 1, confidentButWrong: 1).sentence
        == "Unclear: we can't tell yet whether you're at the target. Your answers: 0 of 1 right, 1 confident but wrong."
    )
    #expect(
      Self.verdict(.atTarget, asked: 1, missed: 1).sentence
        == "Unclear. You're probably at the target, but you missed the one question we asked.")
    #expect(
      Self.verdict(.atTarget, asked: 3, right: 2, missed: 1).sentence
        == "Unclear. You're probably at the target, but you missed a question: 2 of 3 right.")
    #expect(
      Self.verdict(.belowTarget, asked: 2, right: 2).sentence
        == "Below the target, although 2 of 2 right: your other answers in this domain say so.")
    #expect(Self.verdict(.atTarget).words == "at target, not asked: estimated from the domain")
    #expect(
      Self.verdict(.notSure, asked: 3, right: 1, hidden: 2).words
        == "unclear, 1 of 1 right, 2 answers hidden until the attempt ends")
    #expect(Self.verdict(.belowTarget, asked: 1, hidden: 1).shortWords == "unclear, 1 hidden")
  }
}
