import ItemBank
import Psychometrics
import QuizEngine

/// Simulates a person with a given ability, for pictures and demonstrations.
public enum Rehearsal {
  /// Takes a placement with answers drawn from the items' own response models.
  ///
  /// - Parameter ability: The overall ability, in logits; domains and skills vary around it.
  /// - Throws: The errors of starting an attempt and storing its answers.
  public static func takePlacement(ability: Double, seed: UInt64, in space: Workspace) throws {
    let session = try space.startAttempt(mode: .placement, scope: .all, seed: seed)
    var attempt = session.attempt
    var generator = SeededGenerator(seed: seed, stream: 0x9E)
    // The person is the same whatever the seed of the attempt: strong in some domains, weak in others.
    let offsets: [Double] = space.framework.domains.indices.map {
      [0.9, 0.3, -0.5, 0.2, -0.2, -1.0, -0.7, 0.8][$0 % 8]
    }
    var shown = session.item
    while let served = attempt.current, let item = shown {
      let entry = space.pool.entries[served.entry]
      let model = space.pool.tables[entry.table].judgedModel
      let theta = ability + offsets[entry.domain]
      let full = model.categoryCount - 1
      let chance = model.probability(of: full, at: theta)
      let answer: Answer = generator.uniform() < chance ? key(of: item) : .unknown
      let time = 18_000 + Int(generator.uniform() * 20_000)
      let isRight = answer != .unknown
      let confidence = isRight ? (generator.uniform() < 0.6 ? 3 : 2) : nil
      let effects = attempt.handle(
        .answered(
          answer, score: Scoring.score(answer, to: item.task), confidence: confidence, milliseconds: time))
      for effect in effects {
        switch effect {
        case .record(let response, let position, let next):
          shown = try space.record(
            Recording(
              attempt: session.record.id, response: response, skill: item.skill, position: position,
              next: next,
              activeMilliseconds: (position + 1) * 27_000, isFlagged: false, note: "",
              finish: attempt.stopReason, variant: item.variant)
          ).next
        // The last answer has already closed the attempt.
        case .finish: break
        }
      }
    }
  }

  /// The correct answer.
  static func key(of item: Item) -> Answer {
    switch item.task {
    case .singleChoice(let options, _): .choice(options.firstIndex(where: \.isKey) ?? 0)
    case .multipleChoice(let options, _): .choices(options.indices.filter { options[$0].isKey })
    case .numeric(let key): .typed("\(key.value)")
    case .shortText(let answers, _): .typed(answers.first ?? "")
    case .ordering(let steps): .order(Array(steps.indices))
    case .matching(let pairs, _): .matches(pairs.indices.map { $0 })
    case .linePick(let lines, _): .line(lines.first ?? 1)
    case .situational(let options): .ratings(options.map(\.effectiveness))
    }
  }
}
