import Psychometrics
import Testing

@Suite("Tree structure")
struct TreeStructureTests {
  @Test("skills are numbered through, and each knows its domain")
  func numbering() {
    let structure = TreeStructure(skillsPerDomain: [2, 0, 3])
    #expect(structure.domainCount == 3)
    #expect(structure.skillCount == 5)
    #expect(structure.rho == 0.6 && structure.kappa == 0.8)
    for domain in 0..<3 {
      let skills = structure.skills(ofDomain: domain)
      #expect(skills.count == structure.skillsPerDomain[domain])
      for skill in skills { #expect(structure.domain(ofSkill: skill) == domain) }
    }
    #expect(TreeStructure(skillsPerDomain: []).skillCount == 0)
  }
}
