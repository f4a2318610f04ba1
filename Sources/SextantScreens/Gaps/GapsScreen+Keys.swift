import SextantCore
import TerminalUI

extension GapsScreen {
  /// The keys of the tree, or of the pane beside it.
  static func bindings(
    inPane: Bool, isQuestion: Bool = false, shown: GapList.Filter = .all
  ) -> [Binding] {
    // The label says what the key does next.
    let filter =
      switch shown {
      case .all: "only gaps"
      case .gaps: "unclear too"
      case .gapsAndUnclear: "everything"
      }
    return [
      // Use one label for every row: a footer that changed with the focus would be sent again with every key.
      Binding(
        .confirm, [.enter, .character(" ")],
        label: !inPane ? "open" : isQuestion ? "read" : "begin / done",
        help:
          "fold or unfold, or report evidence; in the pane: read a question with its explanation, or begin an action, "
          + "finish it, reopen it"),
      Binding(
        .next, [.tab], label: inPane ? "tree" : "answers, actions",
        help: "between the tree and the pane with your answers and the actions"),
      Binding(.drill, [.character("d")], label: "drill", help: "practise the focused skill"),
      Binding(.focus, [.character("T")], label: "measure", help: "measure the focused skill or domain"),
    ]
      // The order is the tree's.
      + (inPane
        ? []
        : [
          Binding(
            .sort, [.character("o")], label: "order",
            help: "most urgent first, or in the order of the framework")
        ]) + [
        Binding(
          .filter, [.character("f")], label: filter,
          help: "only skills with a miss or below the target, those unclear too, or everything"),
        Binding(.search, [.character("/")], label: "search", help: "search skills and domains as you type"),
        Binding(
          .copy, [.character("y")], label: "links",
          help: "links that help with the focused skill or action, to copy"),
        Binding(
          .export, [.character("x")], label: "export",
          help: "export what is focused to a file: Markdown, or .html, .json, .txt by its name"),
        Binding(.exportAll, [.character("X")], help: "export the whole report to a file"),
      ]
      + (1...4).map { step in
        Binding(
          .onlyStep(step), [.character(Character("\(step)"))],
          help: "only step \(step) of the road, or all again")
      } + [
        Binding(.onlyDomain, [.character("F")], help: "only the focused domain, or all again"),
        Binding(
          .clear, [.character("0")], help: "everything again: no filter, no search, nothing folded"),
        Binding(.undo, [.character("u")], help: "in the pane: one step of the action back"),
        Binding(.left, [.left, .character("h")], help: "fold, or to the row above", shown: "← h"),
        Binding(.right, [.right, .character("l")], help: "unfold, or into the pane", shown: "→ l"),
      ] + Bindings.vertical + [Bindings.back]
  }
}
