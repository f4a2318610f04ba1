import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine

/// What one attempt found, from its own answers alone.
public struct AttemptResult: Sendable {
  /// The stored attempt.
  public var record: AttemptRecord
  /// The mode.
  public var mode: Mode
  /// What it was about.
  public var scope: Scope
  /// Abilities from this attempt's answers.
  public var standing: Standing
  /// The answers with their items, in order.
  public var answers: [AnsweredItem]
  /// The attempt before it that measured the same, with what changed.
  public var change: Comparison?
  /// Confidence against correctness; nil where none was asked for.
  public var confidence: ConfidenceSummary?
  /// What each answer moved the numbers by; nil where nothing was measured.
  public var explanation: Explanation?
  /// How well the answers hang together: near 0 as expected, below −2 surprising; nil with too few answers.
  public var personFit: Double?
  /// The answers of each domain.
  public var answersOfDomain: [Int]
  /// The domains, in the order of the framework.
  public var domains: [Domain]

  /// The items that were planned, where that was fixed beforehand.
  public var plannedCount: Int?

  /// Answers that came faster than the item can be read.
  public var rapidCount: Int { answers.filter(\.response.isRapid).count }
  /// Answers without full credit.
  public var misses: [AnsweredItem] { answers.filter { $0.response.credit < 1 } }
  /// Certain, and wrong.
  public var misconceptions: [AnsweredItem] { answers.filter(\.isMisconception) }
}

/// An answer with the question that it answers.
public struct AnsweredItem: Sendable {
  /// The stored answer.
  public var response: ResponseRecord
  /// The question as it was shown, or today's where that is not known; nil where there is neither.
  public var item: Item?
  /// True where `item` is not the question that was answered: then no answer may be held against its key.
  public var isOtherQuestion: Bool
  /// True where the bank asks the question in another revision today.
  public var hasChangedSince: Bool
  /// True where it counts for the numbers of its attempt.
  public var isCounted: Bool

  /// Puts an answer and its question together.
  ///
  /// - Parameters:
  ///   - shown: The question as it was stored with the answer; nil for answers from before it was.
  ///   - today: The bank's item; nil where the bank no longer has it.
  ///   - isCounted: Whether it counts for the numbers of its attempt.
  public init(response: ResponseRecord, shown: Item?, today: Item?, isCounted: Bool = true) {
    self.response = response
    self.isCounted = isCounted
    item = shown ?? today
    hasChangedSince = today.map { $0.revision != response.itemRevision } ?? false
    isOtherQuestion = shown == nil && hasChangedSince
  }

  /// The difficulty of the question that was answered, 1 to 5; nil where that is not known.
  public var level: Int? { response.level ?? (isOtherQuestion ? nil : item?.level) }

  /// That the question is not today's, as a sentence; nil where it is.
  public var changeNotice: String? {
    guard hasChangedSince else { return nil }
    let fact = "Answered in revision \(response.itemRevision); the question has changed since."
    return isOtherQuestion ? fact : fact + " You see it as it was."
  }

  /// Why the answer doesn't count, as a sentence; nil where it counts.
  public var whyNotCounted: String? {
    if response.isRapid { return "Not counted: it came faster than the item can be read." }
    return isCounted ? nil : "Not counted any more: the bank no longer has this item."
  }

  /// How the answer was scored, as a sentence; for answers whose question is not known any more.
  public var scoredThen: String {
    if response.isUnknown { return "You said that you didn't know." }
    return response.credit >= 1
      ? "It was right then." : response.credit > 0 ? "It was partly right then." : "It was wrong then."
  }
}

/// How sure a person was, against how often they were right.
public struct ConfidenceSummary: Sendable, Hashable {
  /// Answers given as a guess, fairly sure and certain.
  public var given: [Int]
  /// Right ones among them.
  public var right: [Int]

  /// Counts the answers that carry a rating.
  public init?(_ responses: [ResponseRecord]) {
    var given = [0, 0, 0]
    var right = [0, 0, 0]
    for response in responses where !response.isRapid {
      guard let confidence = response.confidence, (1...3).contains(confidence) else { continue }
      given[confidence - 1] += 1
      if response.credit >= 1 { right[confidence - 1] += 1 }
    }
    guard given.reduce(0, +) > 0 else { return nil }
    self.given = given
    self.right = right
  }

  /// The share of right answers that each rating stands for.
  package static let expected = [0.5, 0.73, 0.9]

  /// What it comes to, as a sentence.
  ///
  /// The ratings stand for the chances at which the certainty marks of Gardner-Medwin (2006) make them
  /// the best choice: below 2/3, up to 0.8, and above.
  public var sentence: String {
    let expected = Self.expected
    let total = given.reduce(0, +)
    guard total >= 5 else { return "\(Words.count(total, "rated answer")): too few to tell a habit." }
    let hoped = zip(given, expected).reduce(0) { $0 + Double($1.0) * $1.1 } / Double(total)
    let reached = Double(right.reduce(0, +)) / Double(total)
    // One standard error of a share of so many answers, so that a small sample is not called a habit.
    let error = max(0.05, (hoped * (1 - hoped) / Double(total)).squareRoot())
    // Certainty that fails is worth knowing of, whatever the other ratings make of the sum.
    let sure = Double(given[2])
    if given[2] >= 3,
      expected[2] - Double(right[2]) / sure > (expected[2] * (1 - expected[2]) / sure).squareRoot()
    {
      return
        "Of \(given[2]) that you were certain of, \(right[2]) were right: certain should mean nine in ten."
    }
    if hoped - reached > 2 * error { return "You were clearly more certain than right." }
    if hoped - reached > error { return "You were a little more certain than right." }
    if reached - hoped > 2 * error { return "You were right clearly more often than you believed." }
    if reached - hoped > error { return "You were right a little more often than you believed." }
    return total < 12
      ? "You were about as certain as you were right, as far as \(total) answers tell."
      : "You were about as certain as you were right."
  }
}

/// Two attempts side by side.
public struct Comparison: Sendable {
  /// The earlier attempt.
  public var before: AttemptRecord
  /// The later attempt.
  public var after: AttemptRecord
  /// The overall change.
  public var overall: Row
  /// The change of each domain; only domains that both asked about say anything.
  public var domains: [Row]
  /// Items that both asked, with both answers.
  public var items: [SharedItem]
  /// Items of the later attempt that were answered before it, in drills or other attempts, the earlier one left out.
  public var practised: Int
  /// The domains, in the order of the framework.
  public var frameworkDomains: [Domain]
  /// The target, in logits.
  public var target: Double

  /// One measured change.
  public struct Row: Sendable {
    /// The mean before, in logits.
    public var before: Double
    /// The margin before: half the 95 % interval.
    public var beforeMargin: Double
    /// The mean after.
    public var after: Double
    /// The margin after.
    public var afterMargin: Double
    /// The change with its uncertainty.
    public var change: ReliableChange
    /// Answers before and after.
    public var answers: (before: Int, after: Int)
    /// The probability of being at the target now.
    public var probabilityAtTarget: Double

    /// True where the change is more than noise.
    public var isReal: Bool { change.verdict != .notDistinguishable }

    /// What can be said, in words.
    public var verdict: String {
      switch change.verdict {
      case .improved: "improved"
      case .declined: "declined"
      case .notDistinguishable: "not yet distinguishable from noise"
      }
    }
  }

  /// An item that both attempts asked.
  public struct SharedItem: Sendable, Hashable {
    /// The item's identity.
    public var item: String
    /// The credit before.
    public var before: Double
    /// The credit after.
    public var after: Double
  }
}

/// All finished attempts with what each found, and the trend through them.
public struct HistoryData: Sendable {
  /// One attempt.
  public struct Entry: Sendable {
    /// The stored attempt.
    public var record: AttemptRecord
    /// The mode.
    public var mode: Mode
    /// The overall mean and standard deviation, in logits.
    public var overall: Point
    /// The domains' means and standard deviations.
    public var domains: [Point]
    /// Answers of each domain.
    public var answersOfDomain: [Int]
  }

  /// A mean with its standard deviation and its 95 % margin, in logits.
  public struct Point: Sendable, Hashable {
    /// The mean.
    public var mean: Double
    /// The standard deviation.
    public var sd: Double
    /// Half of the 95 % credible interval; the posterior is not quite normal, so not quite 1.96 deviations.
    public var margin: Double
  }

  /// The attempts, oldest first.
  public var entries: [Entry]
  /// The attempt that waits to be resumed.
  public var open: AttemptRecord?

  /// Creates a list of attempts.
  package init(entries: [Entry], open: AttemptRecord? = nil) {
    self.entries = entries
    self.open = open
  }
}

extension HistoryData.Entry {
  /// True where the attempt says something about a domain, or about the overall where that is nil: a focus asks
  /// about one domain, and what it hints at beyond that is no point of the overall line.
  public func says(ofDomain domain: Int?) -> Bool {
    domain.map { answersOfDomain[$0] > 0 } ?? (mode != .focus)
  }
}

extension HistoryData {
  /// Where a line is going, in words and in logits.
  public struct Trend: Sendable {
    /// The fitted model of growth.
    public var model: GrowthTrend
    /// A word or two, such as `improving`.
    public var words: String
    /// The same with its probability.
    public var sentence: String
  }

  /// The trend of the overall line or of one domain's; nil with fewer than two attempts.
  public func trend(domain: Int?) -> Trend? {
    let measured = entries.filter { $0.says(ofDomain: domain) }
    guard measured.count >= 2 else { return nil }
    let model = GrowthTrend(
      attempts: measured.map { entry in
        let point = domain.map { entry.domains[$0] } ?? entry.overall
        let date = entry.record.finishedAt ?? entry.record.startedAt
        return (day: date.timeIntervalSince1970 / Seconds.perDay, mean: point.mean, sd: point.sd)
      })
    // Two of them may say less than all of them: what it rests on is told.
    let percent = "\(Words.percent(model.verdictProbability)) sure over all \(measured.count) attempts"
    switch model.verdict {
    case .improving:
      return Trend(model: model, words: "improving ↗", sentence: "improving, \(percent) ↗")
    case .declining:
      return Trend(model: model, words: "declining ↘", sentence: "declining, \(percent) ↘")
    case .steady: return Trend(model: model, words: "steady →", sentence: "steady, \(percent) →")
    case .tooEarly:
      return Trend(
        model: model, words: "too early to tell",
        sentence: "too early to tell a trend from \(Words.count(measured.count, "attempt"))")
    }
  }
}
