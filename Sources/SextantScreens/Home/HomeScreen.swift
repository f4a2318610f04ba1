import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI

/// The person's scores at a glance, and the best next step.
struct HomeScreen: Screen {
  static let place = Place(keys: [Place.KeyList(title: "Home", bindings: bindings(focus: nil))])

  let section = "home"
  /// The focused row, domains first; nil if the next step has the focus.
  var focus: Int?

  /// A row below the domains.
  enum LowerRow: Sendable, Hashable, CaseIterable {
    /// How far each step of the road is covered.
    case road
    /// Overdue actions.
    case late
    /// Reviews that are due.
    case due
    /// The short measurement that would settle most.
    case measure
    /// When a retake is worth it.
    case retake

    /// Its name on the screen.
    var name: String {
      switch self {
      case .road: "Road"
      case .late: "Late"
      case .due: "Due"
      case .measure: "Measure"
      case .retake: "Retake"
      }
    }
  }

  /// The rows below the domains that have content.
  static func lowerRows(_ overview: Overview) -> [LowerRow] {
    LowerRow.allCases.filter { row in
      switch row {
      case .road: !overview.content.roadmap.steps.isEmpty
      case .late: !overview.overdue.isEmpty
      case .due: overview.dueReviews > 0
      case .measure: overview.nextMeasurement != nil
      case .retake: overview.retake != nil && overview.open == nil
      }
    }
  }

  /// The focused row below the domains; nil if a domain or the next step has the focus.
  func focusedLowerRow(_ overview: Overview) -> LowerRow? {
    guard let focus else { return nil }
    let rows = Self.lowerRows(overview)
    let place = focus - overview.content.framework.domains.count
    return rows.indices.contains(place) ? rows[place] : nil
  }

  func bindings(_ context: Context) -> [Binding] {
    // Before the first answer there are no rows to move through.
    Self.bindings(focus: focus).filter {
      context.overview.answerCount != 0 || [.confirm, .drill].contains($0.command)
    }
  }

  private static func bindings(focus: Int?) -> [Binding] {
    [
      Binding(
        .confirm, [.enter], label: focus == nil ? "next step" : "open this",
        help: "do what is proposed as the next step, or show why the focused row stands where it does"),
      Binding(.drill, [.character("d")], label: "drill", help: "practise: what is due first, then the gaps"),
      Binding(.up, [.up, .character("k")], help: "to the row above", shown: "↑ k"),
      Binding(.down, [.down, .character("j")], help: "to the row below", shown: "↓ j"),
      Binding(.top, [.home, .character("g"), .pageUp], help: "to the first row", shown: "g"),
      Binding(.bottom, [.end, .character("G"), .pageDown], help: "to the last row", shown: "G"),
      Binding(.back, [.escape], help: "back to the next step"),
    ]
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { perform(command, context) } else { .ignored }
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    let overview = context.overview
    switch command {
    case .up, .down:
      let count = rowCount(overview)
      guard overview.answerCount > 0, count > 0 else { return .done }
      // Beyond either end, the next step gets the focus.
      let row = focus.map { $0 + (command == .down ? 1 : -1) } ?? (command == .down ? 0 : count - 1)
      focus = (0..<count).contains(row) ? row : nil
      return .done
    case .top, .bottom:
      let count = rowCount(overview)
      guard overview.answerCount > 0, count > 0 else { return .done }
      focus = command == .top ? 0 : count - 1
      return .done
    case .choose(let row):
      if focus == row { return perform(.confirm, context) }
      focus = row
      return .done
    case .back:
      focus = nil
      return .done
    case .confirm:
      if let focus, overview.content.framework.domains.indices.contains(focus) {
        return .navigate(.push(GapsScreen(context, domain: focus)))
      }
      switch focusedLowerRow(overview) {
      case .road:
        let step = overview.content.roadmap.steps.first?.number ?? 1
        return .navigate(.push(GapsScreen(context, step: step)))
      case .late: return .navigate(.push(PlanScreen()))
      case .due: return .perform(.loadReviews)
      case .measure:
        return overview.nextMeasurement.map { .perform(.startAttempt(.focus, $0.scope)) } ?? .done
      case .retake: return .navigate(.push(StartScreen(framework: overview.content.framework)))
      case nil: return nextStep(overview)
      }
    case .resume:
      return overview.open.map { .perform(.resumeAttempt($0.id)) } ?? .done
    case .drill: return overview.open == nil ? .perform(.startAttempt(.drill, .all)) : nextStep(overview)
    default: return .done
    }
  }

  private func rowCount(_ overview: Overview) -> Int {
    overview.content.framework.domains.count + Self.lowerRows(overview).count
  }

  private func nextStep(_ overview: Overview) -> Response {
    if let open = overview.open { return .perform(.resumeAttempt(open.id)) }
    if overview.answerCount == 0 || overview.wantsPlacement {
      return .perform(.startAttempt(.placement, .all))
    }
    return .navigate(.push(PlanScreen(at: overview.nextAction?.action.id)))
  }
}
