import ItemBank
import Roadmap
import SextantCore

/// A part of plain mode: it takes lines, and returns lines and effects.
public protocol PlainDialogue: Sendable {
  /// The effects to carry out before the first prompt.
  var firstEffects: [Effect] { get }
  /// True if no further line is wanted.
  var isOver: Bool { get }
  /// Where the person wants to go from here; nil for back.
  var destination: PlainMenu.Choice? { get }
  /// The lines to print now: the list or what is open, and how to answer on the last line.
  func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String]
  /// The effects that repeat what is open, besides the prompt.
  var repetition: [Effect] { get }
  /// The last text, to be repeated on request; empty if the list says everything.
  var lastText: [String] { get }
  /// The commands that can be typed here, one per line.
  func help(_ content: AssessmentContent, _ overview: Overview) -> [String]
  /// Handles a typed line; returns the lines to print and the effects to carry out.
  mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect])
  /// True if the text after these effects was just heard, apart from what the person changed in it.
  func isRepetition(after effects: [Effect]) -> Bool
  /// Handles the outcome of an effect; returns the lines to print.
  mutating func take(_ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview) -> [String]
}

extension PlainDialogue {
  /// Back, unless the dialogue leads elsewhere.
  public var destination: PlainMenu.Choice? { nil }
  /// None, unless the dialogue needs to read something.
  public var firstEffects: [Effect] { [] }
  /// Nothing, unless something was opened.
  public var lastText: [String] { [] }
  /// None, unless something that is open was read.
  public var repetition: [Effect] { [] }
  /// True for changes of a field: a person who just typed it needn't hear the rest again.
  public func isRepetition(after effects: [Effect]) -> Bool {
    !effects.isEmpty
      && effects.allSatisfy { effect in
        switch effect {
        case .setAction, .editAction, .editEvidence, .untellEvidence, .saveSettings, .reportItem: true
        default: false
        }
      }
  }
  /// Prints messages.
  public mutating func take(_ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview)
    -> [String]
  {
    if case .message(let text) = outcome { return [PlainText.clean(text)] }
    return []
  }
}

/// A dialogue with what all dialogues share: help, the way to the menu, and no list told twice in a row.
public struct PlainConversation: Sendable {
  /// The dialogue.
  public private(set) var dialogue: any PlainDialogue
  private var told: [String]?
  /// The lists that were heard, without their last line.
  private var heard: Set<[String]> = []
  /// The rows of those lists.
  private var printedRows: Set<String> = []
  private var cameBack = false
  private var isRepetition = false
  /// True if the person asked for the menu.
  public private(set) var leadsToMenu = false
  /// What the menu must do at once; nil if it is only opened.
  public private(set) var menuLine: String?

  /// Starts a dialogue.
  public init(_ dialogue: any PlainDialogue) { self.dialogue = dialogue }

  /// True if no further line is wanted.
  public var isOver: Bool { leadsToMenu || dialogue.isOver }

  /// The effects to carry out before the first prompt.
  public var firstEffects: [Effect] { dialogue.firstEffects }

  /// The lines to print now: the whole list if it is a different one, otherwise only how to answer.
  public mutating func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let lines = dialogue.prompt(content, overview)
    defer { told = lines }
    let list = Array(lines.dropLast())
    defer {
      heard.insert(list)
      printedRows.formUnion(list)
      (cameBack, isRepetition) = (false, false)
    }
    if isRepetition { return Array(lines.suffix(1)) }
    // The last line may differ by a word while the list is the same.
    if list == told?.dropLast() { return Array(lines.suffix(1)) }
    // A person who returns to the same list only needs to know where they are.
    guard cameBack, lines.count > 2 else { return lines }
    if heard.contains(list) { return lines.prefix(1) + lines.suffix(1) }
    // If only a few rows of a known list changed, say only those.
    guard printedRows.contains(lines[0]) else { return lines }
    let changed = lines.dropFirst().dropLast().filter { !printedRows.contains($0) }
    return lines.prefix(1) + (changed.isEmpty ? [] : ["What changed; list reads all of it again:"]) + changed
      + lines.suffix(1)
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    switch PlainText.split(line).word {
    case "again" where !dialogue.lastText.isEmpty: return (dialogue.lastText, [])
    // An empty line only asks where one is: hearing all of it again takes a word.
    case "": return ([], [])
    case "list", "again":
      told = nil
      return ([], dialogue.repetition)
    case "meanings": return (PlainMeaning.explanations(of: PlainText.split(line).rest), [])
    case "help", "?":
      return (dialogue.help(content, overview) + Self.everywhere, [])
    case "menu":
      leadsToMenu = true
      let rest = PlainText.split(line).rest
      menuLine = rest.isEmpty ? nil : rest
      return ([], [])
    case let word:
      cameBack = PlainText.leadsBack(word)
      let reply = dialogue.handle(line: line, content, overview)
      isRepetition = dialogue.isRepetition(after: reply.effects)
      // A word unknown here may belong to the menu.
      if reply.effects.isEmpty, reply.lines.first?.hasPrefix("Type ") ?? false,
        PlainMenu.Choice(rawValue: word) != nil, word != "close", word != "leave"
      {
        (leadsToMenu, menuLine) = (true, line)
        return ([], [])
      }
      return reply
    }
  }

  /// Says where the person is, after an attempt that was started here is over.
  public mutating func comeBack() { cameBack = true }

  /// Handles the outcome of an effect; returns the lines to print.
  public mutating func take(
    _ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview
  ) -> [String] {
    dialogue.take(outcome, content, overview)
  }

  private static var everywhere: [String] {
    [
      "list: the whole list again; an empty line: only how to answer", "q or back: one level back",
      "menu: to the menu; menu and a word, such as menu plan: straight there",
      "meanings: what margin, priority, verdict, the steps and the bands mean; meanings and a term, such as meanings drill: what that is",
    ]
  }
}

extension PlainText {
  /// The first word of a line, in lower case, and the rest.
  static func split(_ line: String) -> (word: String, rest: String) {
    let words = clean(line).split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    let first = words.first.map(String.init) ?? ""
    return (
      first.allSatisfy(\.isLetter) ? first.lowercased() : first,
      words.count > 1 ? words[1].split(separator: " ").joined(separator: " ") : ""
    )
  }

  /// The position, from 0, that a word names in a list; nil for anything else.
  static func place(_ word: String, of count: Int) -> Int? {
    guard let number = Int(word), number >= 1, number <= count else { return nil }
    return number - 1
  }

  /// True for a word that leads one level back, the same everywhere.
  static func leadsBack(_ word: String) -> Bool { ["q", "back"].contains(word) }

  /// The number that `12` or `open 12` names; nil for anything else.
  static func opened(_ word: String, _ rest: String) -> String? {
    if word == "open" { return rest }
    // Anything after a number would be ignored silently.
    return Int(word) == nil || !rest.isEmpty ? nil : word
  }

  /// The step of the roadmap to filter a list by; nil for all if none is named.
  static func step(_ rest: String, _ content: AssessmentContent) -> Result<Int?, PlainHint> {
    let steps = content.roadmap.steps.map(\.number)
    if rest.isEmpty { return .success(nil) }
    return Int(rest).flatMap { steps.contains($0) ? .success($0) : nil }
      ?? .failure(PlainHint("There are steps \(steps.map(String.init).joined(separator: ", "))."))
  }

  /// The domain to filter a list by, given by number or name; nil for all if none is named.
  static func domain(_ rest: String, _ content: AssessmentContent) -> Result<Int?, PlainHint> {
    if rest.isEmpty { return .success(nil) }
    return named(rest, content.framework.domains).map { .success($0) }
      ?? .failure(
        PlainHint(
          "Domains: "
            + content.framework.domains.enumerated().map { "\($0.offset + 1) \(clean($0.element.name))" }
            .joined(separator: ", ") + "."))
  }

  /// The place of the domain with a number, from 1, or a name; nil for anything else.
  static func named(_ word: String, _ domains: [Domain]) -> Int? {
    place(word, of: domains.count)
      ?? domains.firstIndex {
        [$0.id, $0.name, $0.shortName].contains { $0.lowercased() == word.lowercased() }
      }
  }

  /// The words to search for in `/words` or `search words`; nil for anything else.
  static func sought(_ word: String, _ rest: String) -> SearchQuery? {
    var text = rest
    if word.hasPrefix("/") {
      text = String(word.dropFirst()) + " " + rest
    } else if word != "search" {
      return nil
    }
    return SearchQuery(text)
  }
}
