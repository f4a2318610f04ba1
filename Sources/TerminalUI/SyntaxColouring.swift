/// Colours program code by a simple scan of its words; it never fails and changes no character.
public enum SyntaxColouring {
  /// A run of code with one meaning.
  public struct Token: Hashable, Sendable {
    /// The characters.
    public var text: String
    /// The meaning.
    public var role: Role
  }

  /// The tokens of each line; their joined texts are the line.
  public static func lines(of text: String, language: String) -> [[Token]] {
    guard let grammar = Grammar.named(language) else {
      return text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.isEmpty ? [] : [Token(text: String($0), role: .code)]
      }
    }
    var scanner = Scanner(grammar: grammar)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { scanner.line(Array($0)) }
  }
}

/// What the scan needs to know about a language.
struct Grammar: Sendable {
  var keywords: Set<String>
  var builtins: Set<String> = []
  var definers: Set<String> = []
  var comment: [Character]
  var ignoresCase = false
  var hasTripleQuotes = false
  var hasPrefixedStrings = false
  var keysEndInColon = false
  var hasVariables = false

  static func named(_ name: String) -> Grammar? {
    switch name {
    case "python": python
    case "sql": sql
    case "shell", "sh", "bash": shell
    case "yaml", "yml": yaml
    case "json": Grammar(keywords: ["true", "false", "null"], comment: [])
    case "dockerfile": dockerfile
    default: nil
    }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }

  static let python = Grammar(
    keywords: words(
      "False None True and as assert async await break class continue def del elif else except finally for from "
        + "global if import in is lambda nonlocal not or pass raise return try while with yield match case"),
    builtins: words(
      "abs all any bool bytes callable dict enumerate filter float frozenset getattr hasattr hash id input int "
        + "isinstance issubclass iter len list map max min next object open ord print property range repr reversed "
        + "round set setattr slice sorted staticmethod str sum super tuple type zip self cls"),
    definers: ["def", "class"], comment: ["#"], hasTripleQuotes: true, hasPrefixedStrings: true)

  static let sql = Grammar(
    keywords: words(
      "select from where group by having order limit offset join left right inner outer full cross on as and or not "
        + "null is in exists between like case when then else end union all distinct insert into values update set "
        + "delete create table index view primary key references foreign unique default check with recursive over "
        + "partition rows range preceding following current row begin commit rollback asc desc using drop alter"
    ),
    builtins: words(
      "count sum avg min max coalesce nullif rank dense_rank row_number lag lead cast round abs length lower upper"
    ),
    comment: ["-", "-"], ignoresCase: true)

  static let shell = Grammar(
    keywords: words(
      "if then else elif fi for in do done while until case esac function return export local set unset exit trap"
    ),
    builtins: words(
      "cd echo printf cat grep sed awk sort uniq head tail cut tr wc find xargs ls rm cp mv mkdir chmod chown kill ps "
        + "git docker python python3 pip curl tar ssh scp test read source kubectl make"), comment: ["#"],
    hasVariables: true)

  static let yaml = Grammar(
    keywords: words("true false null yes no on off"), comment: ["#"], keysEndInColon: true)

  static let dockerfile = Grammar(
    keywords: words(
      "from run cmd label expose env add copy entrypoint volume user workdir arg onbuild stopsignal healthcheck shell as"
    ),
    comment: ["#"], ignoresCase: true, hasVariables: true)
}

/// Scans lines in order; a multi-line string continues from one to the next.
struct Scanner {
  let grammar: Grammar
  private var openQuote: Character?
  private var expectsName = false

  init(grammar: Grammar) { self.grammar = grammar }

  mutating func line(_ text: [Character]) -> [SyntaxColouring.Token] {
    var tokens: [SyntaxColouring.Token] = []
    var place = 0
    func emit(_ end: Int, _ role: Role) {
      guard end > place else { return }
      let piece = String(text[place..<end])
      if let last = tokens.indices.last, tokens[last].role == role {
        tokens[last].text += piece
      } else {
        tokens.append(.init(text: piece, role: role))
      }
      place = end
    }
    if let quote = openQuote { emit(endOfTriple(text, from: 0, quote), .codeString) }
    while place < text.count {
      let start = place
      // If no branch consumed the character, consume it here so that the scan goes on.
      defer { if place == start { emit(place + 1, .code) } }
      let character = text[place]
      if startsComment(text, place) {
        emit(text.count, .codeComment)
      } else if character == "\"" || character == "'" {
        emit(endOfString(text, from: place), .codeString)
      } else if character.isNumber, place == 0 || !isWord(text[place - 1]) {
        var end = place
        while end < text.count,
          text[end].isHexDigit || "._xXeEjJ".contains(text[end])
            || ("+-".contains(text[end]) && "eE".contains(text[end - 1]))
        { end += 1 }
        emit(end, .codeNumber)
      } else if grammar.hasVariables, character == "$" {
        var end = place + 1
        while end < text.count, isWord(text[end]) || "{}".contains(text[end]) { end += 1 }
        emit(end, .codeName)
      } else if character == "@", grammar.hasTripleQuotes, text[..<place].allSatisfy(\.isWhitespace) {
        var end = place + 1
        while end < text.count, isWord(text[end]) || text[end] == "." { end += 1 }
        emit(end, .codeName)
      } else if character.isLetter || character == "_" {
        var end = place
        while end < text.count, isWord(text[end]) || (grammar.keysEndInColon && text[end] == "-") { end += 1 }
        let word = String(text[place..<end])
        if grammar.hasPrefixedStrings, end < text.count, text[end] == "\"" || text[end] == "'",
          word.count <= 2,
          word.lowercased().allSatisfy({ "fbru".contains($0) })
        {
          emit(end, .codeString)
          continue
        }
        emit(end, role(of: word, followedBy: text[end...].first { $0 != " " }))
      } else {
        emit(place + 1, .code)
      }
    }
    return tokens
  }

  private mutating func role(of word: String, followedBy next: Character?) -> Role {
    let name = grammar.ignoresCase ? word.lowercased() : word
    if expectsName {
      expectsName = false
      return .codeName
    }
    if grammar.keysEndInColon, next == ":" { return .codeName }
    if grammar.keywords.contains(name) {
      expectsName = grammar.definers.contains(name)
      return .codeKeyword
    }
    return grammar.builtins.contains(name) ? .codeName : .code
  }

  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private func startsComment(_ text: [Character], _ place: Int) -> Bool {
    guard !grammar.comment.isEmpty, place + grammar.comment.count <= text.count else { return false }
    guard Array(text[place..<place + grammar.comment.count]) == grammar.comment else { return false }
    // In shell and YAML, a # inside a word doesn't begin a comment.
    return !(grammar.hasVariables || grammar.keysEndInColon) || place == 0 || text[place - 1].isWhitespace
  }

  private mutating func endOfString(_ text: [Character], from start: Int) -> Int {
    let quote = text[start]
    if grammar.hasTripleQuotes, start + 2 < text.count, text[start + 1] == quote, text[start + 2] == quote {
      openQuote = quote
      return endOfTriple(text, from: start + 3, quote)
    }
    var place = start + 1
    while place < text.count {
      if text[place] == "\\" {
        place += 2
        continue
      }
      if text[place] == quote { return place + 1 }
      place += 1
    }
    return text.count
  }

  private mutating func endOfTriple(_ text: [Character], from start: Int, _ quote: Character) -> Int {
    var place = start
    while place + 2 < text.count {
      if text[place] == quote, text[place + 1] == quote, text[place + 2] == quote {
        openQuote = nil
        return place + 3
      }
      place += 1
    }
    return text.count
  }
}
