import TextLayout

/// The files of an assessment for items that are not finished yet, such as imported ones.
package struct DraftAssessment: Sendable {
  /// A skill of a draft.
  package struct DraftSkill: Sendable, Equatable {
    /// The identity, such as `imported.algebra`.
    package var id: String
    /// The name.
    package var name: String

    /// Creates a skill.
    package init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// The identity.
  package var id: String
  /// The name.
  package var name: String
  /// The skills, in the order of display.
  package var skills: [DraftSkill]

  /// Creates a draft.
  package init(id: String, name: String, skills: [DraftSkill]) {
    self.id = id
    self.name = name
    self.skills = skills
  }

  private static let head = "# SPDX-License-Identifier: CC-BY-4.0\n"

  /// The first lines of a file with items of a skill.
  package static func itemHead(skill: String) -> String { head + "skill: \(skill)\nitems:\n" }

  /// The text of `assessment.yaml`: every skill weighs the same.
  package var assessment: String {
    let domains = domains
    let shares = Self.shares(of: skills.count)
    var next = 0
    var text = Self.head
    text += """
      # A draft: its items may lack explanations, sources and reasons. Weights, steps and levels are assumed.
      # Once `sextant bank lint` has no findings, remove the line with draft.
      id: \(id)
      name: \(ItemText.quoted(name))
      version: 1
      draft: true
      domains:

      """
    var weights: [String] = []
    for domain in domains {
      let own = domain.skills.map { skill -> (DraftSkill, Int) in
        defer { next += 1 }
        return (skill, shares[next])
      }
      let weight = Self.points(own.reduce(0) { $0 + $1.1 })
      weights.append("\(domain.id): \(weight)")
      text += """
          - id: \(domain.id)
            name: \(ItemText.quoted(domain.id))
            short: \(ItemText.quoted(String(domain.id.prefix(14))))
            weight: \(weight)
            skills:

        """
      for (skill, share) in own {
        text += """
                - id: \(skill.id)
                  name: \(ItemText.quoted(skill.name))
                  about: \(ItemText.quoted("Imported questions on " + skill.name + "."))
                  weight: \(Self.points(share))
                  steps: [1]
                  volatility: low
                  bloom: understand

          """
      }
    }
    return text + """
      profiles:
        - id: everyone
          name: everyone
          target: 0
          weights: {\(weights.joined(separator: ", "))}

      """
  }

  /// The text of `roadmap.yaml`: one step with one action for all skills.
  package var roadmap: String {
    Self.head + """
      phases:
        - name: Learning
          steps:
            - number: 1
              name: Imported questions
              short: Imported
              about: The subjects of the imported questions.
      actions:
        - id: read-up
          step: 1
          hours: 10
          levels: [1, 5]
          closes: [\(skills.map(\.id).joined(separator: ", "))]
          title: Read up on what you missed
          details: Read the source of each question that you missed, and answer it again.
          proof: No question missed twice

      """
  }

  private var domains: [(id: String, skills: [DraftSkill])] {
    var domains: [(id: String, skills: [DraftSkill])] = []
    for skill in skills {
      let id = String(skill.id.prefix { $0 != "." })
      if let place = domains.firstIndex(where: { $0.id == id }) {
        domains[place].skills.append(skill)
      } else {
        domains.append((id, [skill]))
      }
    }
    return domains
  }

  /// Parts of 100 points, in thousandths, as equal as they can be.
  private static func shares(of count: Int) -> [Int] {
    (0..<count).map { 100_000 / count + ($0 < 100_000 % count ? 1 : 0) }
  }

  private static func points(_ thousandths: Int) -> String {
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
