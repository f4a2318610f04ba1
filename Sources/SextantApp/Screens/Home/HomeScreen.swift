import ItemBank
import Psychometrics
import Roadmap
import TerminalUI

/// Where the person stands at one look, and the one best thing to do next.
public struct HomeScreen: Sendable {
  /// The focused domain row; nil where the next step is focused.
  var focus: Int?

  /// Creates the screen.
  public init() {}

  var bindings: [Binding] {
    [
      Binding(
        .confirm, [.enter], label: focus == nil ? "next step" : "why",
        help: "do what is proposed as the next step, or show why the focused domain stands where it does"),
      Binding(.drill, [.character("d")], label: "drill", help: "practise: what is due first, then the gaps"),
      Binding(.up, [.up, .character("k")], help: "to the domain above", shown: "↑ k"),
      Binding(.down, [.down, .character("j")], help: "to the domain below", shown: "↓ j"),
      Binding(.top, [.home, .character("g")], help: "to the first domain", shown: "g"),
      Binding(.bottom, [.end, .character("G")], help: "to the last domain", shown: "G"),
      Binding(.back, [.escape], help: "back to the next step"),
    ]
  }

  mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
    let overview = context.overview
    switch command {
    case .up, .down:
      let count = overview.content.framework.domains.count
      guard overview.answerCount > 0, count > 0 else { return [] }
      focus =
        focus.map { min(count - 1, max(0, $0 + (command == .down ? 1 : -1))) }
        ?? (command == .down ? 0 : count - 1)
      return []
    case .top, .bottom:
      let count = overview.content.framework.domains.count
      guard overview.answerCount > 0, count > 0 else { return [] }
      focus = command == .top ? 0 : count - 1
      return []
    case .choose(let row):
      if focus == row { return perform(.confirm, context) }
      focus = row
      return []
    case .back:
      focus = nil
      return []
    case .confirm:
      if let focus, overview.content.framework.domains.indices.contains(focus) {
        return [.open(.gapsAtDomain(focus))]
      }
      return nextStep(overview)
    case .resume:
      if let open = overview.open { return [.resumeAttempt(open.id)] }
      return []
    case .drill: return overview.open == nil ? [.startAttempt(.drill, .all)] : nextStep(overview)
    default: return []
    }
  }

  private func nextStep(_ overview: Overview) -> [Effect] {
    if let open = overview.open { return [.resumeAttempt(open.id)] }
    if overview.answerCount == 0 || overview.wantsPlacement { return [.startAttempt(.placement, .all)] }
    if let skill = overview.nextSkill { return [.open(.gapsAtSkill(skill))] }
    // What closes no measured gap stands in the plan alone.
    return [.open(overview.nextAction.map { .planAtAction($0.action.id) } ?? .plan)]
  }
}
