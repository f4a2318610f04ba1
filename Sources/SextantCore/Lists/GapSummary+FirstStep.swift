import ItemBank
import Roadmap

extension GapSummary {
  /// What to do first, as sentences; if it isn't for the first skill of the list, they say why.
  package func firstStepWords(_ overview: Overview) -> String {
    let step = overview.firstStep
    return [step.sentence, whyNotFirst(step, overview)].compactMap { $0 }.joined(separator: " ")
  }

  /// Why the first step doesn't help the first skill of the list, as a sentence; nil if it does, or if measuring comes first.
  private func whyNotFirst(_ step: FirstStep, _ overview: Overview) -> String? {
    guard let id = step.action, let first = first.first else { return nil }
    guard !overview.actionsLeading(toSkill: first.gap.skill).contains(id) else { return nil }
    let name = first.name
    guard let record = overview.actions[id], record.state != .todo || record.due != nil else {
      return overview.action(forSkill: first.gap.skill) == nil
        ? "No action is left for \(name)." : "What helps \(name) comes later in your plan."
    }
    return record.state == .doing
      ? "You have begun it, so it comes before what helps \(name)."
      : "You gave it a date, so it comes before what helps \(name)."
  }
}
