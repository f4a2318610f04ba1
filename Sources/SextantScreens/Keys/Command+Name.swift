extension Command {
  /// The name in the key file, such as `set-date` or `only-step-2`.
  ///
  /// People's files rely on these names, so a released one never changes, whatever the case is called. Within
  /// a section of the file a name means one command; two sections may use the same name for different ones.
  public var name: String {
    switch self {
    case .up: "up"
    case .down: "down"
    case .left: "left"
    case .right: "right"
    case .pageUp: "page-up"
    case .pageDown: "page-down"
    case .top: "top"
    case .bottom: "bottom"
    case .confirm: "confirm"
    case .back: "back"
    case .quit: "quit"
    case .help: "help"
    case .redraw: "redraw"
    case .suspend: "suspend"
    case .goTo(let place): place.rawValue
    case .choose(let index): "choose-\(index)"
    case .chooseAction(let index): "choose-action-\(index)"
    case .tab(let index): "tab-\(index)"
    case .toggle: "toggle"
    case .unknown: "unknown"
    case .rate(let value): "rate-\(value)"
    case .undo: "undo"
    case .toItem(let position): "to-item-\(position)"
    case .handIn: "hand-in"
    case .flag: "flag"
    case .note: "note"
    // These were once a single command each, and key files keep the old names.
    case .moveStepUp, .scrollUp: "raise"
    case .moveStepDown, .scrollDown: "lower"
    case .pause: "view"
    case .overview: "map"
    case .next: "next"
    case .previous: "previous"
    case .resume: "resume"
    case .compare: "compare"
    case .drill: "drill"
    case .focus: "focus"
    case .sort: "sort"
    case .filter: "filter"
    case .clear: "clear"
    case .onlyStep(let step): "only-step-\(step)"
    case .onlyDomain: "only-domain"
    case .export: "export"
    case .exportAll: "export-all"
    case .search: "search"
    case .report: "report"
    case .setDate: "set-date"
    case .setArtefact: "set-artefact"
    case .moreTime: "more-time"
    case .lessTime: "less-time"
    case .palette: "palette"
    case .explain: "explain"
    case .exclude: "exclude"
    case .delete: "delete"
    }
  }
}
