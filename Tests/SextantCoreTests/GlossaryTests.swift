import Psychometrics
import Testing

@testable import SextantCore

@Suite struct GlossaryTests {
  @Test func everyTermHasOneNameAndASentence() {
    let terms = Glossary.terms
    #expect(Set(terms.map { SearchText.folded($0.name) }).count == terms.count && terms.count >= 30)
    #expect(terms.map(\.name) == terms.map(\.name).sorted())
    for term in terms {
      #expect(term.meaning.hasSuffix(".") && !term.meaning.contains("  "), "\(term.name)")
      #expect(term.name.first?.isUppercase == true, "\(term.name)")
    }
  }

  @Test func aTermIsFoundByItsNameOrTheStartOfIt() {
    #expect(Glossary.term(named: "MOCK EXAM")?.name == "Mock exam")
    #expect(Glossary.term(named: "mock")?.name == "Mock exam")
    #expect(Glossary.term(named: "confidence")?.name == "Confidence", "though another begins with it")
    #expect(Glossary.term(named: "re") == nil && Glossary.term(named: "") == nil)
    #expect(Glossary.term(named: "unheard of") == nil)
  }

  @Test func theGlossaryNamesTheCutsOfTheVerdicts() {
    let meaning = Glossary.verdict.meaning
    #expect(
      meaning.contains("At target means at least \(Words.percent(SkillVerdict.Model.atTargetCut)) sure"))
    #expect(
      meaning.contains(
        "below target at least \(Words.percent(1 - SkillVerdict.Model.belowTargetCut)) sure"))
  }
}
