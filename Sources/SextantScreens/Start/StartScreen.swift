import ItemBank
import QuizEngine
import SextantCore
import TerminalUI

extension PlaceName {
  /// The choice of an attempt.
  static let take = PlaceName(rawValue: "take")
}

/// The choice of an attempt: how long each takes, and what it gives.
struct StartScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Take", bindings: bindings(hasLengths: true))],
    signpost: Place.Signpost(
      name: .take, letter: "t", label: "take", help: "choose and start an attempt",
      title: "take an attempt",
      synonyms: "placement focus mock exam drill test quiz start assessment"),
    open: { .navigate(.push(StartScreen(framework: $0.content.framework))) })

  let section = "take"
  /// An entry of the list.
  struct Entry: Sendable, Hashable {
    var mode: Mode
    var scope: Scope
    var name: String
    /// True for the drill that looks for misconceptions.
    var looksForMisconceptions = false
  }

  /// The number of entries over all domains, which come first.
  private static let general = 4

  let entries: [Entry]
  var focus = 0
  var scroll = 0
  /// The lengths chosen for the next attempt, by kind; the settings keep theirs.
  private(set) var lengths: [Mode: Int] = [:]
  /// What a drill of misconceptions can be about: everything, then each domain; and the place of the chosen one.
  private let parts: [(scope: Scope, name: String)]
  private(set) var part = 0

  /// Lists the attempts of a framework; starts at a focus on a domain or skill, if one is given.
  init(framework: Framework, scope: Scope? = nil) {
    var entries =
      [
        Entry(mode: .placement, scope: .all, name: "Placement over all domains"),
        Entry(mode: .drill, scope: .all, name: "Drill: reviews, then gaps"),
        Entry(mode: .mock, scope: .all, name: "Mock exam against the clock"),
        Entry(
          mode: .drill, scope: .all, name: "Drill: misconceptions", looksForMisconceptions: true),
      ]
      + framework.domains.map { Entry(mode: .focus, scope: .domain($0.id), name: $0.shortName) }
    if case .skill(let id)? = scope, let skill = framework.skills.first(where: { $0.id == id }) {
      entries.insert(Entry(mode: .focus, scope: .skill(id), name: skill.name), at: Self.general)
    }
    self.entries = entries
    parts = [(.all, "all domains")] + framework.domains.map { (.domain($0.id), $0.shortName) }
    focus = entries.firstIndex { $0.mode == .focus && $0.scope == scope } ?? 0
  }

  func place(_ context: Context) -> PlaceName? { .take }

  func bindings(_ context: Context) -> [Binding] {
    Self.bindings(
      hasLengths: entries[focus].mode.hasLengths, hasParts: entries[focus].looksForMisconceptions)
  }

  private static func bindings(hasLengths: Bool, hasParts: Bool = false) -> [Binding] {
    [
      Binding(.confirm, [.enter, .character(" ")], label: "begin", help: "begin the focused attempt"),
      Binding(
        .right, [.right, .character("l")], label: hasParts ? "domain" : hasLengths ? "length" : "",
        help: hasParts ? "the next domain" : "more questions, for this attempt only", shown: "← →"),
      Binding(
        .left, [.left, .character("h")],
        help: hasParts ? "the domain before" : "fewer questions, for this attempt only"),
    ] + Bindings.vertical + [Bindings.back]
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    if case .command(let command) = input { perform(command, context) } else { .ignored }
  }

  private mutating func perform(_ command: Command, _ context: Context) -> Response {
    switch command {
    case .up: focus = max(0, focus - 1)
    case .down: focus = min(entries.count - 1, focus + 1)
    case .top, .pageUp: focus = 0
    case .bottom, .pageDown: focus = entries.count - 1
    case .choose(let index):
      if focus == index { return perform(.confirm, context) }
      if entries.indices.contains(index) { focus = index }
    case .confirm:
      let entry = entries[focus]
      return .perform(
        entry.looksForMisconceptions
          ? .drillMisconceptions(parts[part].scope)
          : .startAttempt(entry.mode, entry.scope, length: lengths[entry.mode]))
    case .right: change(1, context)
    case .left: change(-1, context)
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  /// Makes the focused kind of attempt longer or shorter, this once, or changes the domain of a drill of misconceptions.
  private mutating func change(_ distance: Int, _ context: Context) {
    if entries[focus].looksForMisconceptions {
      part = min(parts.count - 1, max(0, part + distance))
      return
    }
    let mode = entries[focus].mode
    let choices = Settings.lengths(of: mode)
    guard !choices.isEmpty else { return }
    let place = choices.lastIndex { $0 <= length(of: entries[focus], context) } ?? 0
    lengths[mode] = choices[min(choices.count - 1, max(0, place + distance))]
  }

  /// The number of questions of the next attempt of a kind.
  private func length(of entry: Entry, _ context: Context) -> Int {
    entry.looksForMisconceptions
      ? MisconceptionProbes.usualLength
      : lengths[entry.mode] ?? context.overview.settings.length(of: entry.mode)
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    let area = Chrome.draw(
      title: [TextRun("Take", .heading)],
      right: [TextRun("\(context.overview.profileName) target", .muted)], on: &frame)
    let isWide = size.columns >= 70
    let listColumns = isWide ? 36 : size.columns - 2
    var lines: [Line] = []
    for (index, entry) in entries.enumerated() {
      if index == Self.general, area.rows > 12 {
        lines += [.blank, Line(" Measure one part alone", .heading)]
      } else if index == 0, area.rows > 12 {
        lines.append(Line(" Measure or practise", .heading))
      }
      var line = Line(
        [
          TextRun(focus == index ? " ▸ " : "   ", .key),
          // Without a heading, the row itself says it.
          TextRun(
            Words.fit(
              index >= Self.general && area.rows <= 12 ? "Focus: \(entry.name)" : entry.name, listColumns - 4)
          ),
        ],
        command: .choose(index))
      line.isFocused = focus == index
      line.isSelected = focus == index
      if focus == index { line.cursor = 1 }
      lines.append(line)
    }
    let body = area.inset(left: 1, top: area.rows > 12 ? 1 : 0)
    let (left, rest) = body.splitLeft(listColumns)
    let about = detail(entries[focus], context)
    if isWide {
      Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: left.rows), in: left, on: &frame)
      let pane = rest.inset(left: 2, right: 1)
      let shown = Rect(
        column: pane.column, row: pane.row, columns: min(88, pane.columns), rows: pane.rows)
      frame.rule(atColumn: rest.column, in: rest)
      let text = Pane.fitted(shown) { about(min(76, $0)) }
      // What doesn't fit whole is left out: nothing here can be scrolled.
      let more =
        shown.columns >= StartAside.leastColumns
        ? StartAside.lines(
          entries[focus], length: length(of: entries[focus], context), columns: shown.columns, context)
        : []
      Pane.draw(text.count + more.count <= shown.rows ? text + more : text, offset: 0, in: shown, on: &frame)
    } else {
      let detail = about(left.columns)
      let room = max(3, left.rows - min(4, detail.count))
      let (top, bottom) = left.splitTop(room)
      Pane.draw(lines, offset: Pane.offset(0, lines: lines, height: top.rows), in: top, on: &frame)
      let lines = Pane.fitted(bottom) { Array(about($0).dropFirst(2)) }
      Pane.draw(lines, offset: 0, in: bottom, on: &frame)
    }
    return frame
  }

  /// The length of an attempt, between the marks of changeable values.
  private static func length(_ items: String, _ time: String, columns: Int) -> [Line] {
    let line = Line([
      TextRun("‹ ", .muted), TextRun(items, Style(.accent)), TextRun(" ›", .muted), TextRun(", \(time)."),
    ])
    return line.width <= columns ? [line] : Line.wrap("‹ \(items) ›, \(time).", columns: columns)
  }

  private func detail(_ entry: Entry, _ context: Context) -> (Int) -> [Line] {
    let length = length(of: entry, context)
    let scope = entry.looksForMisconceptions ? parts[part].scope : entry.scope
    let minutes = context.overview.time(of: entry.mode, scope: scope, items: length)
    return { columns in
      var lines = [Line(entry.mode.title, .heading), .blank]
      switch entry.mode {
      case .placement:
        let stopsEarly = length >= AttemptScreen.itemsForGoal
        lines += Self.length("\(stopsEarly ? "At most " : "")\(length) questions", minutes, columns: columns)
        lines.append(.blank)
        let domains = context.content.framework.domains.count
        let share =
          length >= 2 * domains
          ? "Every domain is asked about at least twice."
          : length >= domains
            ? "Every domain is asked about at least once." : "Not every domain is asked about."
        lines += Line.wrap(
          share + " Each answer decides what comes next, so a few questions tell you a lot. "
            + "\(stopsEarly ? "It stops early once it is precise enough. " : "")You see the right answers at the end.",
          columns: columns)
        lines.append(.blank)
        lines += Line.wrap("It counts for your score and your history.", .muted, columns: columns)
      case .focus:
        let isSkill = if case .skill = entry.scope { true } else { false }
        lines += Line.wrap(
          "At most \(length) questions from this \(isSkill ? "skill" : "domain"), \(minutes).",
          columns: columns)
        lines.append(.blank)
        lines += Line.wrap(
          "It makes the numbers for this \(isSkill ? "skill" : "domain and its skills") more precise. The right answers "
            + "are shown at the end.",
          columns: columns
        )
        lines.append(.blank)
        lines += Line.wrap("It counts for your score.", .muted, columns: columns)
      case .drill:
        if entry.looksForMisconceptions {
          lines += Self.length(parts[part].name, "\(length) questions, \(minutes)", columns: columns)
          lines.append(.blank)
          lines += Line.wrap(
            "Questions whose wrong answers show a certain mistaken idea. Ideas that your answers point to come first. "
              + "The result names those you hold, and what helps. In one domain the drill meets most of its ideas, "
              + "in all domains together only some.", columns: columns)
          lines.append(.blank)
          lines += Line.wrap(
            "Drills are practice. They don't change your score.", .muted, columns: columns)
          break
        }
        lines += Self.length("\(length) questions", minutes, columns: columns)
        lines.append(.blank)
        if context.overview.dueReviews > 0 {
          lines += Line.wrap("\(context.overview.reviews.words).", Style(.caution), columns: columns)
          lines.append(.blank)
        }
        lines += Line.wrap(
          "Reviews that are due come first, then likely gaps, with feedback after each question. It's for "
            + "learning, not for measuring.", columns: columns)
        lines.append(.blank)
        lines += Line.wrap("Drills are practice. They don't change your score.", .muted, columns: columns)
      case .mock:
        let settings = context.overview.settings
        let minutes = settings.examMinutes(for: length)
        let time =
          minutes == 0
          ? "no time limit"
          : "\(minutes) minutes on the clock" + (length == settings.examLength ? ", as in the settings" : "")
        lines += Self.length("\(length) questions", time, columns: columns)
        lines.append(.blank)
        lines += Line.wrap(
          "Each domain has the same share in every exam. You can answer in any order, flag and change "
            + "answers. The right answers are shown once you hand in.", columns: columns)
        lines.append(.blank)
        lines += Line.wrap(
          Exam.rules(
            cut: context.content.framework.cut(ofProfile: settings.profile), questions: length),
          columns: columns)
      }
      return lines
    }
  }
}

extension Mode {
  /// True if the person can choose the number of items.
  fileprivate var hasLengths: Bool { !Settings.lengths(of: self).isEmpty }
}
