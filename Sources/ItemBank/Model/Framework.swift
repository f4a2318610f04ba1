/// The competency framework of an assessment: domains, skills, profiles and evidence scales.
public struct Framework: Sendable, Equatable {
  /// The assessment's identity, such as `ml-engineer`.
  public var id: String
  /// The assessment's name, such as `ML engineer`.
  public var name: String
  /// Raised when the framework changes.
  public var version: Int
  /// The domains, in the order of display.
  public var domains: [Domain]
  /// Target profiles, in the order of display.
  public var profiles: [Profile]
  /// Scales of what cannot be quizzed.
  public var evidence: [EvidenceScale]

  /// Creates a framework.
  public init(
    id: String, name: String, version: Int, domains: [Domain], profiles: [Profile],
    evidence: [EvidenceScale]
  ) {
    self.id = id
    self.name = name
    self.version = version
    self.domains = domains
    self.profiles = profiles
    self.evidence = evidence
  }

  /// All skills, domain after domain.
  public var skills: [Skill] { domains.flatMap(\.skills) }
}

/// One of the framework's areas.
public struct Domain: Sendable, Equatable, Identifiable {
  /// The identity, such as `python`.
  public var id: String
  /// The full name.
  public var name: String
  /// A name of at most 14 cells for charts and tables.
  public var shortName: String
  /// The share of the knowledge score, in points of 100.
  public var weight: Double
  /// The skills, in the order of display.
  public var skills: [Skill]

  /// Creates a domain.
  public init(id: String, name: String, shortName: String, weight: Double, skills: [Skill]) {
    self.id = id
    self.name = name
    self.shortName = shortName
    self.weight = weight
    self.skills = skills
  }
}

/// What an item measures.
public struct Skill: Sendable, Equatable, Identifiable {
  /// The identity, such as `python.functions`.
  public var id: String
  /// The name.
  public var name: String
  /// What it covers, in a sentence.
  public var about: String
  /// The share of the knowledge score, in points of 100.
  public var weight: Double
  /// The roadmap steps that close a gap; the first is the primary one.
  public var steps: [Int]
  /// How fast its facts age.
  public var volatility: Volatility
  /// The kind of thinking that it mostly asks.
  public var bloom: Bloom

  /// Creates a skill.
  public init(
    id: String, name: String, about: String, weight: Double, steps: [Int], volatility: Volatility,
    bloom: Bloom
  ) {
    self.id = id
    self.name = name
    self.about = about
    self.weight = weight
    self.steps = steps
    self.volatility = volatility
    self.bloom = bloom
  }
}

/// How fast content ages, and so how often it is checked again.
public enum Volatility: String, Sendable, CaseIterable, Codable {
  /// Every 24 months.
  case low
  /// Every 12 months.
  case medium
  /// Every 6 months.
  case high

  /// The months after which a fact is checked again.
  public var months: Int {
    switch self {
    case .low: 24
    case .medium: 12
    case .high: 6
    }
  }
}

/// A target that a person can choose: weights of the domains, and the ability wanted.
public struct Profile: Sendable, Equatable, Identifiable {
  /// The identity, such as `entry`.
  public var id: String
  /// The name.
  public var name: String
  /// The ability wanted in every domain, in logits.
  public var target: Double
  /// The domains' shares by domain identity, in points of 100.
  public var weights: [String: Double]

  /// Creates a profile.
  public init(id: String, name: String, target: Double, weights: [String: Double]) {
    self.id = id
    self.name = name
    self.target = target
    self.weights = weights
  }
}

/// A behavioural scale of self-reported evidence.
public struct EvidenceScale: Sendable, Equatable, Identifiable {
  /// The identity, such as `evidence.network`.
  public var id: String
  /// The name.
  public var name: String
  /// What it is about.
  public var about: String
  /// The share of the evidence, in points of 100.
  public var weight: Double
  /// The roadmap steps that it belongs to; the first is the primary one.
  public var steps: [Int]
  /// What each level from 0 looks like.
  public var anchors: [String]

  /// Creates a scale.
  public init(id: String, name: String, about: String, weight: Double, steps: [Int], anchors: [String]) {
    self.id = id
    self.name = name
    self.about = about
    self.weight = weight
    self.steps = steps
    self.anchors = anchors
  }
}

/// The road to the role: phases, steps and the actions that close gaps.
public struct RoadmapContent: Sendable, Equatable {
  /// The phases, in order.
  public var phases: [RoadmapPhase]
  /// The actions, in the order of the file.
  public var actions: [RoadmapAction]

  /// Creates a roadmap.
  public init(phases: [RoadmapPhase], actions: [RoadmapAction]) {
    self.phases = phases
    self.actions = actions
  }

  /// All steps, phase after phase.
  public var steps: [RoadmapStep] { phases.flatMap(\.steps) }
}

/// A part of the road.
public struct RoadmapPhase: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The steps, in order.
  public var steps: [RoadmapStep]

  /// Creates a phase.
  public init(name: String, steps: [RoadmapStep]) {
    self.name = name
    self.steps = steps
  }
}

/// One of the roadmap's four steps.
public struct RoadmapStep: Sendable, Equatable {
  /// The number, from 1.
  public var number: Int
  /// The full name.
  public var name: String
  /// A name of at most 12 cells.
  public var shortName: String
  /// What it is about.
  public var about: String

  /// Creates a step.
  public init(number: Int, name: String, shortName: String, about: String) {
    self.number = number
    self.name = name
    self.shortName = shortName
    self.about = about
  }
}

/// Something concrete that closes gaps.
public struct RoadmapAction: Sendable, Equatable, Identifiable {
  /// The identity; the person's plan hangs on it.
  public var id: String
  /// What to do, in the imperative.
  public var title: String
  /// How to start tomorrow, in a few sentences.
  public var details: String
  /// The roadmap step that it belongs to.
  public var step: Int
  /// The skills and evidence scales that it helps.
  public var closes: [String]
  /// The effort in hours.
  public var hours: Double
  /// What proves that it is done.
  public var proof: String
  /// The ability, as item levels from 1 to 5, that it suits.
  public var levels: ClosedRange<Int>

  /// Creates an action.
  public init(
    id: String, title: String, details: String, step: Int, closes: [String], hours: Double, proof: String,
    levels: ClosedRange<Int>
  ) {
    self.id = id
    self.title = title
    self.details = details
    self.step = step
    self.closes = closes
    self.hours = hours
    self.proof = proof
    self.levels = levels
  }
}

/// An assessment without its items: the framework and the road.
public struct AssessmentContent: Sendable, Equatable {
  /// Domains, skills, profiles and evidence scales.
  public var framework: Framework
  /// Phases, steps and actions.
  public var roadmap: RoadmapContent

  /// Creates the content of an assessment.
  public init(framework: Framework, roadmap: RoadmapContent) {
    self.framework = framework
    self.roadmap = roadmap
  }
}
