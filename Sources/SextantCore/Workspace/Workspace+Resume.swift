import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Roadmap

/// The part of a JSON Resume that the program can fill (jsonresume.org, version 1.0.0).
package struct Resume: Sendable, Encodable {
  /// A domain, in a word for what the person can do in it.
  package struct Skill: Sendable, Encodable {
    /// The domain's name.
    package var name: String
    /// The bands that the margin spans, such as `competent to proficient`.
    package var level: String
    /// The skills at the target.
    package var keywords: [String]
  }

  /// Something that the person made.
  package struct Project: Sendable, Encodable {
    /// The action's title, or the name of the evidence.
    package var name: String
    /// What it shows.
    package var description: String
    /// The address of what shows it; nil if that is no address.
    package var url: String?
    /// What shows it, if that is no address.
    package var highlights: [String]?
    /// The day on which it was finished, such as `2026-05-04`; nil if unknown.
    package var endDate: String?
  }

  /// What the file says about itself.
  package struct Meta: Sendable, Encodable {
    /// The version of the form.
    package var version = "v1.0.0"
    /// When it was written, ISO 8601 in UTC.
    package var lastModified: String
  }

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case skills, projects, meta
  }

  /// The form's own schema.
  package var schema = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
  /// The domains in which enough was asked.
  package var skills: [Skill]
  /// What was finished, the last one first, then the reported portfolio.
  package var projects: [Project]
  /// What the file says about itself.
  package var meta: Meta
}

extension Workspace {
  /// The person's skills and projects as part of a JSON Resume.
  ///
  /// A domain is listed only where enough was asked for a word, and a skill only where the answers put it at the target.
  ///
  /// - Throws: `JournalError`, `BankError`.
  package func resume() throws -> Resume {
    let overview = try overview()
    let skills = framework.domains.enumerated().compactMap { index, domain -> Resume.Skill? in
      let estimate = overview.standing.domains[index]
      guard
        let level = ReportingScale.bandWords(
          lower: estimate.lower95, upper: estimate.upper95, answers: overview.answers(inDomain: index))
      else { return nil }
      let own = Set(domain.skills.map(\.id))
      let sure = overview.gaps.gaps.filter {
        $0.verdict.combined == .atTarget && $0.verdict.answers.asked > 0
          && own.contains(framework.skills[$0.skill].id)
      }
      return Resume.Skill(
        name: domain.name, level: level, keywords: sure.map { framework.skills[$0.skill].name })
    }
    let done = finishedActions(overview).map { action in
      Self.project(
        action.title, action.proof, shownBy: overview.actions[action.id]?.artefact,
        on: overview.actions[action.id]?.done(in: overview.days))
    }
    // What was reported of projects; degrees and work need facts that only the person has.
    let reported = framework.evidence.filter { $0.steps.first == 3 }.compactMap { scale -> Resume.Project? in
      guard let record = overview.evidence[scale.id], let level = record.level, level > 0,
        scale.anchors.indices.contains(level), let shownBy = record.artefact, !shownBy.isEmpty
      else { return nil }
      return Self.project(scale.name, scale.anchors[level], shownBy: shownBy, on: nil)
    }
    return Resume(
      skills: skills, projects: done + reported,
      meta: Resume.Meta(lastModified: ISO8601DateFormatter().string(from: environment.now())))
  }

  private static func project(
    _ name: String, _ description: String, shownBy: String?, on day: CalendarDay?
  ) -> Resume.Project {
    let shown = shownBy.flatMap { $0.isEmpty ? nil : $0 }
    let isAddress = shown.map { $0.hasPrefix("https://") || $0.hasPrefix("http://") } ?? false
    return Resume.Project(
      name: name, description: description, url: isAddress ? shown : nil,
      highlights: isAddress ? nil : shown.map { [$0] }, endDate: day?.iso)
  }
}
