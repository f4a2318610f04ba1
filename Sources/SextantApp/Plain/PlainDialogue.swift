import ItemBank
import Roadmap

/// A journey in plain text: a line goes in, lines and effects come out.
public protocol PlainDialogue {
  /// What the world must do before the first prompt.
  var firstEffects: [Effect] { get }
  /// True where no further line is wanted.
  var isOver: Bool { get }
  /// What to print now: the list, or what is open, and how to answer.
  func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String]
  /// Takes a line in: what to print, and what the world must do.
  mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect])
  /// Takes in what came of an effect: what to print.
  mutating func take(_ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview) -> [String]
}

extension PlainDialogue {
  /// Nothing, unless the dialogue needs something read.
  public var firstEffects: [Effect] { [] }
  /// Tells what was worth telling.
  public mutating func take(_ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview)
    -> [String]
  {
    if case .told(let text) = outcome { return [PlainText.clean(text)] }
    return []
  }
}

extension PlainText {
  /// The first word of a line, and what follows it.
  static func split(_ line: String) -> (word: String, rest: String) {
    let words = clean(line).split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    return (
      words.first.map(String.init) ?? "",
      words.count > 1 ? words[1].split(separator: " ").joined(separator: " ") : ""
    )
  }

  /// The place, from 0, that a word names in a list of so many; nil for anything else.
  static func place(_ word: String, of count: Int) -> Int? {
    guard let number = Int(word), number >= 1, number <= count else { return nil }
    return number - 1
  }
}
