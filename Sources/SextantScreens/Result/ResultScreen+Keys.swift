import SextantCore
import TerminalUI

/// The keys of a result, and where they lead.
extension ResultScreen {
  /// What enter leads to from the summary.
  var onward: Onward {
    !result.misses.isEmpty
      ? .misses : !result.unanswered.isEmpty ? .unanswered : result.mode.measures ? .gaps : .reviews
  }

  enum Onward: String {
    case misses
    case unanswered
    case gaps = "gap report"
    case reviews
  }

  /// The keys of the answer beside a list.
  static let paneKeys = [
    Binding(.scrollUp, [.character("[")], help: "scroll the answer up"),
    Binding(.scrollDown, [.character("]")], help: "scroll the answer down"),
  ]

  /// The keys of a view.
  static func bindings(
    _ view: View, isBySkill: Bool = false, after onward: Onward = .misses
  ) -> [Binding] {
    // What a drill from here asks: the list on the screen, or that to which the summary leads.
    let isList = view == .misses || view == .unanswered
    let drillsThese = isList || view == .summary && [.misses, .unanswered].contains(onward)
    return [
      Binding(
        .confirm, [.enter, .character(" ")], label: view == .summary ? onward.rawValue : "read",
        help: view == .summary
          ? "the misses, then the unanswered questions; without any, the gap report"
          : "read the focused answer"),
      Binding(
        .drill, [.character("d")],
        label: drillsThese ? (isList ? "drill these" : "drill them") : "",
        help: drillsThese
          ? "practise the misses or the unanswered questions, in the order listed"
          : "practise: what is due first, then the gaps"),
      Binding(
        .next, [.tab, .right, .character("l")], label: "next view",
        help: "summary, misses, unanswered, all"),
      Binding(.previous, [.backTab, .left, .character("h")], help: "the previous view"),
      Binding(
        .filter, [.character("f")], label: view == .misses ? "all" : view == .summary ? "" : "misses",
        help: "only the misses, confident but wrong first, or all answers"),
      Binding(
        .explain, [.character("w")], label: view == .why ? "next number" : "why",
        help: "where a number came from: how much each answer changed it; again for the next number"),
      Binding(
        .search, [.character("/")], label: view == .summary ? "" : "search",
        help: "search the answers as you type"),
      Binding(
        .sort, [.character("o")],
        label: view != .summary && view != .why ? (isBySkill ? "as asked" : "by skill") : "",
        help: "skill by skill, or in the order they were asked"),
    ] + Bindings.vertical + [Bindings.back]
  }
}
