import Foundation

/// One sitting, as it is stored.
public struct AttemptRecord: Sendable, Equatable, Identifiable {
  /// The states of an attempt.
  public enum State: String, Sendable, CaseIterable {
    /// Waits to be gone on with.
    case open
    /// Over.
    case finished
    /// Closed without a result; its answers stay.
    case abandoned
  }

  /// The identity, given by the caller.
  public var id: String
  /// 1, 2, 3 … within the assessment; given by the journal.
  public var number: Int
  /// The assessment's identity.
  public var assessment: String
  /// The kind of sitting.
  public var mode: String
  /// The seed of every random choice.
  public var seed: UInt64
  /// The plan as JSON, opaque to the journal.
  public var configuration: String
  /// The content key of the bank.
  public var bank: String
  /// When it began.
  public var startedAt: Date
  /// When it ended.
  public var finishedAt: Date?
  /// Where it is.
  public var state: State
  /// Why it ended.
  public var stopReason: String?
  /// The item that waits for an answer.
  public var pendingItem: String?
  /// The time spent on items, in milliseconds.
  public var activeMilliseconds: Int
  /// The number of answers; counted when read.
  public var responseCount: Int

  /// Creates a record.
  public init(
    id: String, number: Int = 0, assessment: String, mode: String, seed: UInt64, configuration: String,
    bank: String, startedAt: Date, finishedAt: Date? = nil, state: State = .open, stopReason: String? = nil,
    pendingItem: String? = nil, activeMilliseconds: Int = 0, responseCount: Int = 0
  ) {
    self.id = id
    self.number = number
    self.assessment = assessment
    self.mode = mode
    self.seed = seed
    self.configuration = configuration
    self.bank = bank
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.state = state
    self.stopReason = stopReason
    self.pendingItem = pendingItem
    self.activeMilliseconds = activeMilliseconds
    self.responseCount = responseCount
  }
}

/// One answered item, as it is stored.
public struct ResponseRecord: Sendable, Equatable {
  /// The attempt's identity.
  public var attempt: String
  /// The position in the attempt, from 0.
  public var position: Int
  /// The item's identity.
  public var item: String
  /// The item's revision when it was answered.
  public var itemRevision: Int
  /// The item's skill.
  public var skill: String
  /// The answer, opaque to the journal.
  public var answer: String
  /// The score category.
  public var category: Int
  /// The number of score categories.
  public var categoryCount: Int
  /// The share of full credit, 0 to 1.
  public var credit: Double
  /// True for "I don't know".
  public var isUnknown: Bool
  /// True where it came faster than the item can be read.
  public var isRapid: Bool
  /// How sure the person was, 1 to 3.
  public var confidence: Int?
  /// The time from showing to answering.
  public var milliseconds: Int
  /// When it was answered.
  public var answeredAt: Date
  /// True where the person put a flag on it.
  public var flagged: Bool
  /// The person's note.
  public var note: String?

  /// Creates a record.
  public init(
    attempt: String, position: Int, item: String, itemRevision: Int, skill: String, answer: String,
    category: Int, categoryCount: Int, credit: Double, isUnknown: Bool = false, isRapid: Bool = false,
    confidence: Int? = nil, milliseconds: Int, answeredAt: Date, flagged: Bool = false, note: String? = nil
  ) {
    self.attempt = attempt
    self.position = position
    self.item = item
    self.itemRevision = itemRevision
    self.skill = skill
    self.answer = answer
    self.category = category
    self.categoryCount = categoryCount
    self.credit = credit
    self.isUnknown = isUnknown
    self.isRapid = isRapid
    self.confidence = confidence
    self.milliseconds = milliseconds
    self.answeredAt = answeredAt
    self.flagged = flagged
    self.note = note
  }
}

/// What was done about one item of a mock exam beside its answer.
public struct SheetRecord: Sendable, Equatable {
  /// The attempt's identity.
  public var attempt: String
  /// The position in the exam, from 0.
  public var position: Int
  /// True once it was on the screen.
  public var isSeen: Bool
  /// True where the person put a flag on it.
  public var isFlagged: Bool
  /// The time that it was worked on.
  public var milliseconds: Int

  /// Creates a record.
  public init(attempt: String, position: Int, isSeen: Bool, isFlagged: Bool, milliseconds: Int) {
    self.attempt = attempt
    self.position = position
    self.isSeen = isSeen
    self.isFlagged = isFlagged
    self.milliseconds = milliseconds
  }
}

/// The answers to one item that fell into one category, summed with their weights.
public struct ResponseTally: Sendable, Equatable {
  /// The item's identity.
  public var item: String
  /// The score category.
  public var category: Int
  /// The number of score categories.
  public var categoryCount: Int
  /// The sum of the weights 2^(-age/half-life).
  public var weight: Double
  /// The number of answers.
  public var count: Int
  /// True where one of them is of an attempt that is not over.
  public var isOpen: Bool

  /// Creates a tally.
  public init(
    item: String, category: Int, categoryCount: Int, weight: Double, count: Int, isOpen: Bool = false
  ) {
    self.isOpen = isOpen
    self.item = item
    self.category = category
    self.categoryCount = categoryCount
    self.weight = weight
    self.count = count
  }
}

/// What a person told about one evidence scale.
public struct EvidenceRecord: Sendable, Equatable {
  /// The scale's identity.
  public var scale: String
  /// The level chosen; nil where the person prefers not to say.
  public var level: Int?
  /// A link or a name that shows it.
  public var artefact: String?
  /// When it was told.
  public var updatedAt: Date

  /// Creates a record.
  public init(scale: String, level: Int?, artefact: String? = nil, updatedAt: Date) {
    self.scale = scale
    self.level = level
    self.artefact = artefact
    self.updatedAt = updatedAt
  }
}

/// How far an action of the plan is.
public struct ActionRecord: Sendable, Equatable {
  /// The states of an action.
  public enum State: String, Sendable, CaseIterable {
    /// Not begun.
    case todo
    /// Begun.
    case doing
    /// Done.
    case done
  }

  /// The action's identity.
  public var action: String
  /// How far it is.
  public var state: State
  /// When it is to be done.
  public var dueOn: Date?
  /// A link or a name that proves it.
  public var artefact: String?
  /// The person's note.
  public var note: String?
  /// When the record changed.
  public var updatedAt: Date
  /// When it was done.
  public var doneAt: Date?

  /// Creates a record.
  public init(
    action: String, state: State, dueOn: Date? = nil, artefact: String? = nil, note: String? = nil,
    updatedAt: Date, doneAt: Date? = nil
  ) {
    self.action = action
    self.state = state
    self.dueOn = dueOn
    self.artefact = artefact
    self.note = note
    self.updatedAt = updatedAt
    self.doneAt = doneAt
  }
}

/// What is remembered of an item, for the next review.
public struct ReviewRecord: Sendable, Equatable {
  /// The item's identity.
  public var item: String
  /// The stability, in days.
  public var stability: Double
  /// The difficulty, 1 to 10.
  public var difficulty: Double
  /// The state of learning.
  public var state: String
  /// The step of learning, where it is in one.
  public var step: Int?
  /// When it is due.
  public var dueAt: Date
  /// When it was last reviewed.
  public var lastReviewAt: Date
  /// How often it was reviewed.
  public var reviewCount: Int
  /// How often it was forgotten.
  public var lapses: Int

  /// Creates a record.
  public init(
    item: String, stability: Double, difficulty: Double, state: String, step: Int?, dueAt: Date,
    lastReviewAt: Date, reviewCount: Int, lapses: Int
  ) {
    self.item = item
    self.stability = stability
    self.difficulty = difficulty
    self.state = state
    self.step = step
    self.dueAt = dueAt
    self.lastReviewAt = lastReviewAt
    self.reviewCount = reviewCount
    self.lapses = lapses
  }
}
