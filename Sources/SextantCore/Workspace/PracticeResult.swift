import Foundation
import ItemBank
import Journal
import QuizEngine

/// What a drill came to: what was learned, what was remembered, and when each skill comes back.
public struct PracticeResult: Sendable, Hashable {
  /// What an answer of a drill means, beside the answer before it.
  public enum Step: Sendable, Hashable, CaseIterable {
    /// Right now, and missed the last time.
    case learned
    /// Right now, and right the last time.
    case remembered
    /// Right when asked for the first time.
    case known
    /// Not right.
    case missed
  }

  /// The questions of one skill.
  public struct Skill: Sendable, Hashable {
    /// The skill's name.
    public var name: String
    /// What became of its questions, in the order in which they were asked.
    public var outcomes: [AnswerOutcome]
    /// When the first of its questions comes back; nil if none is under review.
    public var due: Date?
  }

  /// What each answer means, in the order in which they were given.
  public private(set) var steps: [Step] = []
  /// The skills, in the order in which they come back.
  public private(set) var skills: [Skill] = []
  /// When each question comes back, the soonest first.
  public private(set) var dues: [Date] = []

  /// Sums a drill up.
  ///
  /// - Parameters:
  ///   - responses: The drill's answers.
  ///   - before: The credit of the last answer before the drill, by item.
  ///   - dues: When items come back, by item.
  init(
    _ responses: [ResponseRecord], before: [String: Double], dues: [String: Date], framework: Framework
  ) {
    var places: [String: Int] = [:]
    for response in responses {
      let (outcome, earlier) = (response.outcome, before[response.item])
      steps.append(
        !outcome.isRight
          ? .missed : earlier.map { AnswerOutcome(credit: $0).isRight ? .remembered : .learned } ?? .known)
      let due = dues[response.item]
      if let place = places[response.skill] {
        skills[place].outcomes.append(outcome)
        skills[place].due = [skills[place].due, due].compactMap { $0 }.min()
      } else {
        places[response.skill] = skills.count
        let name = framework.skills.first { $0.id == response.skill }?.name ?? response.skill
        skills.append(Skill(name: name, outcomes: [outcome], due: due))
      }
    }
    skills.sort { ($0.due ?? .distantFuture) < ($1.due ?? .distantFuture) }
    self.dues = Set(responses.map(\.item)).compactMap { dues[$0] }.sorted()
  }

  /// The number of answers with a meaning.
  public func count(_ step: Step) -> Int { steps.count { $0 == step } }
}

extension PracticeResult {
  /// What was learned, as a sentence.
  package var sentence: String {
    let right = steps.count - count(.missed)
    let learned = count(.learned)
    let lead = "\(right) of \(steps.count) right."
    guard learned > 0 else { return lead }
    return "\(lead) You learned \(learned == 1 ? "one" : "\(learned)") that you had missed before."
  }

  /// What the answers mean, in a few words each; those that don't occur are left out.
  package var parts: [(count: Int, words: String, step: Step)] {
    [
      (count(.learned), "learned", .learned), (count(.remembered), "remembered", .remembered),
      (count(.known), "known at first sight", .known), (count(.missed), "missed", .missed),
    ].filter { $0.0 > 0 }
  }

  /// When the questions come back, such as `3 today, 2 tomorrow and 5 later, the next in 10 min`.
  package func returns(days: LocalDays, now: Date) -> String {
    guard let first = dues.first else { return "None of these questions is under review." }
    let today = days.day(of: now)
    let counts = dues.reduce(into: [Int: Int]()) {
      $0[min(2, max(0, today.distance(to: days.day(of: $1)))), default: 0] += 1
    }
    let words = [(0, "today"), (1, "tomorrow"), (2, "later")].compactMap { day, name in
      counts[day].map { "\($0) \(name)" }
    }
    return
      "They come back: \(words.joined(separator: ", ")). The next is due \(days.coming(first, now: now))."
  }
}

extension LocalDays {
  /// When something comes: `now`, `in 4 min`, `in 3 h`, `tomorrow`, `in 5 days`, or the day.
  ///
  /// Until its moment nothing is due: this is the one way in which the program speaks of a review's time.
  package func coming(_ due: Date, now: Date) -> String {
    guard due > now else { return "now" }
    let minutes = Int((due.timeIntervalSince(now) / 60).rounded(.up))
    switch days(from: now, to: due) {
    case 0: return minutes < 60 ? "in \(minutes) min" : "in \(Int((Double(minutes) / 60).rounded())) h"
    case 1: return minutes < 60 ? "in \(minutes) min" : "tomorrow"
    case let days where days < 14: return "in \(days) days"
    default: return "on \(near(due, now: now))"
    }
  }
}
