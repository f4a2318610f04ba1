/// The shape of the competency tree, and how strongly its levels correlate.
///
/// θ_domain = √ρ g + √(1-ρ) s and θ_skill = √κ θ_domain + √(1-κ) u, where g, s and u are standard normal.
/// This is a higher-order model (de la Torre and Song, 2009) in which every ability has the prior N(0, 1).
public struct TreeStructure: Sendable, Equatable {
  /// The number of skills of each domain; a domain may have none.
  public let skillsPerDomain: [Int]
  /// The share ρ of a domain's variance that comes from the overall ability.
  public let rho: Double
  /// The share κ of a skill's variance that comes from its domain's ability.
  public let kappa: Double
  private let firstSkill: [Int]
  private let domainBySkill: [Int]

  /// Creates a tree; skills are numbered consecutively, domain after domain.
  ///
  /// - Precondition: both shares lie in 0..<1, and no count is negative.
  public init(skillsPerDomain: [Int], rho: Double = 0.6, kappa: Double = 0.8) {
    precondition((0..<1).contains(rho) && (0..<1).contains(kappa), "shares of variance lie in 0..<1")
    self.skillsPerDomain = skillsPerDomain
    self.rho = rho
    self.kappa = kappa
    var firstSkill = [0]
    var domainBySkill: [Int] = []
    for (domain, count) in skillsPerDomain.enumerated() {
      domainBySkill += Array(repeating: domain, count: count)
      firstSkill.append(domainBySkill.count)
    }
    self.firstSkill = firstSkill
    self.domainBySkill = domainBySkill
  }

  /// The number of domains.
  public var domainCount: Int { skillsPerDomain.count }

  /// The number of skills in all domains together.
  public var skillCount: Int { domainBySkill.count }

  /// Returns the domain of a skill.
  public func domain(ofSkill skill: Int) -> Int { domainBySkill[skill] }

  /// Returns the numbers of a domain's skills.
  public func skills(ofDomain domain: Int) -> Range<Int> { firstSkill[domain]..<firstSkill[domain + 1] }
}

/// A node of the competency tree, where answers can be observed and an ability can be read.
public enum TreeNode: Hashable, Sendable {
  /// The ability that all domains share.
  case overall
  /// The ability in a domain.
  case domain(Int)
  /// The ability in a skill.
  case skill(Int)
}
