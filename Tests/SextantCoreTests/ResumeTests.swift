import Foundation
import Psychometrics
import QuizEngine
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// The part of a résumé that the program can fill.
@Suite struct ResumeTests {
  @Test func onlyWhatWasMeasuredAndFinishedIsInIt() throws {
    let fresh = try TestApp()
    let empty = try fresh.workspace.resume()
    #expect(empty.skills.isEmpty && empty.projects.isEmpty)

    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 2, share: 0.95)
    let space = app.workspace
    let action = space.bank.content.roadmap.actions[0]
    try space.setAction(action.id, to: .done)
    try space.editAction(action.id, .artefact("https://example.org/notebook"))
    let scale = try #require(space.framework.evidence.first { $0.steps.first == 3 })
    try space.editEvidence(scale.id, [.level(2), .artefact("the repository on my shelf")])
    let other = try #require(space.framework.evidence.first { $0.steps.first == 1 })
    try space.editEvidence(other.id, [.level(2), .artefact("a degree")])
    let resume = try space.resume()
    let overview = try space.overview()
    #expect(!resume.skills.isEmpty && resume.skills.contains { !$0.keywords.isEmpty })
    for skill in resume.skills {
      let index = try #require(space.framework.domains.firstIndex { $0.name == skill.name })
      let estimate = overview.standing.domains[index]
      #expect(
        skill.level
          == ReportingScale.bandWords(
            lower: estimate.lower95, upper: estimate.upper95, answers: overview.answers(inDomain: index)))
      for name in skill.keywords {
        let gap = try #require(overview.gaps.gaps.first { space.framework.skills[$0.skill].name == name })
        #expect(gap.verdict.combined == .atTarget && gap.verdict.answers.asked > 0, "\(name)")
      }
    }
    #expect(resume.projects.map(\.name) == [action.title, scale.name], "a degree is no project")
    #expect(resume.projects[0].url == "https://example.org/notebook" && resume.projects[0].highlights == nil)
    #expect(resume.projects[0].endDate == overview.today.iso)
    #expect(resume.projects[1].url == nil && resume.projects[1].highlights == ["the repository on my shelf"])
    let json = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(resume)) as? [String: Any])
    #expect(Set(json.keys) == ["$schema", "skills", "projects", "meta"])
  }
}
