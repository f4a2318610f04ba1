import ItemBank
import SextantCore

/// The glossary in plain text.
public struct PlainGlossary: PlainDialogue, Sendable {
  /// The search of the list.
  private var list = ListModel<GlossaryList>(NoCriteria())
  private var pages = PlainPages()
  /// True once the person has left.
  public private(set) var isOver = false

  /// Starts with all terms.
  public init() {}

  /// The listed terms.
  var listed: [Term] { list.rows(of: GlossaryList()) }

  /// The terms, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let terms = listed
    let cut = list.query.isEmpty ? "" : ", with \(PlainText.clean(list.query.text))"
    return ["Glossary, \(Words.count(terms.count, "term"))\(cut)\(pages.part(of: terms.count))."]
      + pages.range(of: terms.count).map { "  \($0 + 1). \(terms[$0].name)" }
      + [
        "A number or a term to hear what it means\(pages.hasMore(of: terms.count) ? ", more" : "")"
          + "\(list.query.isEmpty ? "" : ", all"), search and words, help, q back:"
      ]
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    [
      "a number, or open and a number: what that term means", "a term, such as mock exam: what it means",
      "more or +: the next \(PlainPages.size)",
      "search and words, or / and words: the terms that have them, in their meaning too",
      "all: all terms again",
    ]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    if PlainText.leadsBack(word) {
      // As with a search on a screen, the first step back leads to the whole list.
      if list.query.isEmpty { isOver = true } else { search(SearchQuery()) }
      return ([], [])
    }
    if let query = PlainText.sought(word, rest) {
      let before = list.query
      search(query)
      guard listed.isEmpty else { return ([], []) }
      search(before)
      return (["No term has all these words."], [])
    }
    switch (word, rest) {
    case ("more", ""), ("+", ""): return (pages.more(listed.count), [])
    case ("all", ""):
      search(SearchQuery())
      return ([], [])
    default: break
    }
    if let place = PlainText.opened(word, rest).flatMap({ PlainText.place($0, of: listed.count) }) {
      return ([Self.told(listed[place])], [])
    }
    guard let term = Glossary.term(named: rest.isEmpty ? word : "\(word) \(rest)") else {
      return (["Type a number of the list, a term, more, search and words, help or q."], [])
    }
    return ([Self.told(term)], [])
  }

  private mutating func search(_ query: SearchQuery) { (list.query, pages) = (query, PlainPages()) }

  private static func told(_ term: Term) -> String { "\(term.name): \(term.meaning)" }
}
