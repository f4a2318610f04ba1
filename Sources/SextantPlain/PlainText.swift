import Foundation
import ItemBank
import QuizEngine
import SextantCore
import TextLayout

/// An item as plain numbered text, for screen readers, pipes and simple terminals.
enum PlainText {
  /// The question, its code and its parts; with signs spelled out by name if asked.
  static func question(_ item: Item, order: [Int], isSpelled: Bool = false) -> [String] {
    func clean(_ text: String) -> String {
      isSpelled ? Self.spelled(Self.clean(text), isCode: false) : Self.clean(text)
    }
    var lines = CellText.tablesSpoken(item.stemAsProse).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map {
      clean(String($0))
    }
    if let code = item.code {
      lines.append("")
      lines.append("Code, \(code.language), \(Words.count(code.lines.count, "line")):")
      var indent = 0
      for (place, line) in code.lines.enumerated() {
        let text = Self.clean(line)
        guard !text.allSatisfy(\.isWhitespace) else {
          lines.append("  \(place + 1): blank")
          continue
        }
        // Leading blanks are inaudible but meaningful, so announce when they change.
        let blanks = text.prefix { $0 == " " }.count
        let told = blanks == indent ? "" : ", indent \(blanks)"
        indent = blanks
        let code = String(text.dropFirst(blanks))
        lines.append("  \(place + 1)\(told): \(isSpelled ? spelled(code, isCode: true) : code)")
      }
      lines.append("End of code.")
    }
    lines.append("")
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      let isAlike = areAlike(options.map(\.text))
      lines += order.enumerated().map {
        let text = clean(options[$0.element].text)
        return "  \($0.offset + 1). \(text)" + (isAlike && !isSpelled ? ", with \(signs(text))" : "")
      }
    case .situational(let options):
      lines += order.enumerated().map { "  \($0.offset + 1). \(clean(options[$0.element].text))" }
    case .ordering(let steps):
      lines += order.enumerated().map { "  \($0.offset + 1). \(clean(steps[$0.element]))" }
    case .matching(let pairs, let extras):
      let rights = pairs.map(\.right) + extras
      lines += pairs.enumerated().map { "  Row \($0.offset + 1): \(clean($0.element.left))" }
      lines.append("Matches:")
      lines += order.enumerated().map { "  \($0.offset + 1). \(clean(rights[$0.element]))" }
    case .numeric, .shortText, .linePick: break
    }
    return lines
  }

  /// True if options sound the same, because screen readers leave most signs out.
  private static func areAlike(_ texts: [String]) -> Bool {
    let heard = texts.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
    return Set(heard).count < heard.count
  }

  private static let nameOfSign: [Character: String] = [
    "(": "parenthesis", ")": "parenthesis closed", "[": "bracket", "]": "bracket closed", "{": "brace",
    "}": "brace closed", ",": "comma", ":": "colon", ";": "semicolon", ".": "point", "'": "quote",
    "\"": "double quote", "=": "equals", "+": "plus", "-": "minus", "*": "star", "/": "slash", "<": "less",
    ">": "greater", "_": "underscore", "^": "caret", "|": "bar", "&": "and", "!": "not", "%": "percent",
    "@": "at", "#": "hash", "\\": "backslash", "~": "tilde", "`": "backtick", "?": "question mark",
    "$": "dollar",
  ]

  /// The signs of a text by name, in order.
  private static func signs(_ text: String) -> String {
    let found = text.compactMap { nameOfSign[$0] }
    return found.isEmpty ? "no signs" : found.joined(separator: ", ")
  }

  /// A text with its signs spelled out, so that formulas and code can be heard completely.
  ///
  /// Outside code, signs that only end a sentence, join two words or separate digits stay.
  static func spelled(_ text: String, isCode: Bool) -> String {
    let signs = Array(text)
    var words: [String] = []
    var word = ""
    func close() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for (place, sign) in signs.enumerated() {
      let before = place > 0 ? signs[place - 1] : " "
      let after = place + 1 < signs.count ? signs[place + 1] : " "
      guard let name = nameOfSign[sign] else {
        if sign.isWhitespace { close() } else { word.append(sign) }
        continue
      }
      let isOfNumber = ".,".contains(sign) && before.isNumber && after.isNumber
      let isOfSentence = ".,:;?!".contains(sign) && (after.isWhitespace || "\"')".contains(after))
      let isOfWord = "-'".contains(sign) && before.isLetter && after.isLetter
      if isOfNumber || !isCode && (isOfSentence || isOfWord) {
        if word.isEmpty, let last = words.popLast() { word = last }
        word.append(sign)
      } else {
        close()
        words.append(name)
      }
    }
    close()
    return words.joined(separator: " ")
  }

  /// The parts in the order in which the author wrote them.
  static func authorOrder(_ item: Item) -> [Int] {
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options):
      Array(options.indices)
    case .ordering(let steps): Array(steps.indices)
    case .matching(let pairs, let extras): Array(0..<(pairs.count + extras.count))
    case .numeric, .shortText, .linePick: []
    }
  }

  /// An answer in words, with the numbers of the parts as they were asked.
  static func said(_ answer: Answer, to item: Item, order: [Int]) -> String {
    func number(_ index: Int) -> String { "\((order.firstIndex(of: index) ?? index) + 1)" }
    func numbers(_ indices: [Int]) -> String {
      indices.isEmpty ? "nothing" : indices.map(number).joined(separator: ", ")
    }
    return switch answer {
    case .unknown: "I don't know"
    case .unanswered: "no answer"
    case .choice(let index): number(index)
    case .choices(let indices):
      numbers(indices.sorted { (order.firstIndex(of: $0) ?? $0) < (order.firstIndex(of: $1) ?? $1) })
    case .typed(let text): clean(text)
    case .order(let indices): numbers(indices)
    case .matches(let indices):
      indices.enumerated().map { "row \($0.offset + 1): " + ($0.element.map(number) ?? "open") }
        .joined(separator: ", ")
    case .line(let line): "line \(line)"
    case .ratings(let ratings):
      order.enumerated().map { place, index in
        let rating = ratings.indices.contains(index) ? ratings[index] : nil
        return "action \(place + 1): \(rating.map(String.init) ?? "not rated")"
      }.joined(separator: ", ")
    }
  }

  /// The answer read back; a number as it was understood.
  static func understood(_ answer: Answer, _ item: Item, order: [Int]) -> [String] {
    guard !answer.isBlank else { return [] }
    guard case .typed(let text) = answer, case .numeric(let key) = item.task else {
      return ["Your answer: \(heard(answer, item, order: order))"]
    }
    return [Words.reading(of: text, unit: key.unit).map { "Read as \($0)." } ?? "Your answer: \(clean(text))"]
  }

  /// An answer for the ear: its numbers with the full words of the options.
  private static func heard(_ answer: Answer, _ item: Item, order: [Int]) -> String {
    func number(_ index: Int) -> String { "\((order.firstIndex(of: index) ?? index) + 1)" }
    func list(_ indices: [Int], _ texts: [String]) -> String {
      indices.map { "\(number($0)), \(clean(texts[$0]))" }.joined(separator: "; ") + "."
    }
    switch (answer, item.task) {
    case (.choice(let index), .singleChoice(let options, _)): return list([index], options.map(\.text))
    case (.choices(let indices), .multipleChoice(let options, _)) where !indices.isEmpty:
      let shown = indices.sorted { (order.firstIndex(of: $0) ?? $0) < (order.firstIndex(of: $1) ?? $1) }
      return list(shown, options.map(\.text))
    case (.order(let indices), .ordering(let steps)): return list(indices, steps)
    case (.matches(let indices), .matching(let pairs, let extras)):
      let rights = pairs.map(\.right) + extras
      return zip(pairs, indices).enumerated().map { row, both in
        let (pair, index) = both
        return
          "row \(row + 1), \(clean(pair.left)): \(index.map { "\(number($0)), \(clean(rights[$0]))" } ?? "open")"
      }.joined(separator: "; ") + "."
    case (.line(let line), _):
      let code = item.code.flatMap { $0.lines.indices.contains(line - 1) ? $0.lines[line - 1] : nil } ?? ""
      let said = clean(code.trimmingCharacters(in: .whitespaces))
      return said.isEmpty ? "line \(line), which is blank." : "line \(line): \(said)"
    case (.ratings(let ratings), .situational(let options)):
      return order.enumerated().map { place, index in
        let rating = ratings.indices.contains(index) ? ratings[index] : nil
        return
          "action \(place + 1), \(clean(options[index].text)): \(rating.map { "\($0), \(Words.effectiveness[$0])" } ?? "not rated")"
      }.joined(separator: "; ") + "."
    default: return said(answer, to: item, order: order) + "."
    }
  }

  /// What to type.
  static func wanted(_ item: Item) -> String {
    switch item.task {
    case .singleChoice: "one number"
    case .multipleChoice: "all numbers that are right, and no other, with spaces"
    case .numeric(let key): key.unit.isEmpty ? "a number" : "a number; its unit is \(key.unit)"
    case .shortText(_, let ignoresCase):
      ignoresCase
        ? "your answer as text; the spelling counts, capital letters do not"
        : "your answer as text; the spelling and capital letters count"
    case .ordering: "the numbers in the right order, with spaces"
    case .matching(let pairs, _): "\(pairs.count) numbers, the match of each row, with spaces"
    case .linePick: "the number of the line"
    case .situational(let options):
      "\(options.count) ratings from 1 ineffective to 4 very effective, one for each action, with spaces"
    }
  }

  /// How to answer.
  static func prompt(_ item: Item, isExam: Bool = false) -> String {
    let wanted = wanted(item)
    let how = wanted.prefix(1).uppercased() + wanted.dropFirst()
    if isExam { return "\(how). Or dunno, next, before, list, done, help:" }
    return "\(how). Or dunno, again, flag, note, pause, end, help:"
  }

  /// Reads a typed answer; a hint if it doesn't fit the item.
  static func answer(_ line: String, to item: Item, order: [Int]) -> Result<Answer, PlainHint> {
    var text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // A number may be followed by its option's text, as it is read back.
    switch item.task {
    case .numeric, .shortText: break
    default:
      for name in ["lines", "line", "options", "option", "numbers", "number", "steps", "step"]
      where text.lowercased().hasPrefix(name + " ") {
        text = String(text.dropFirst(name.count + 1))
      }
    }
    let numbers = text.split(whereSeparator: { $0 == " " || $0 == "," }).filter { $0 != "and" }.map {
      Int($0)
    }
    let all = numbers.compactMap { $0 }
    func listed(_ count: Int) -> Bool {
      numbers.count == all.count && all.allSatisfy { (1...max(1, count)).contains($0) } && !all.isEmpty
    }
    switch item.task {
    case .singleChoice(let options, _):
      if all.count == 1, listed(options.count) { return .success(.choice(order[all[0] - 1])) }
      return .failure(PlainHint("Type one number from 1 to \(options.count)."))
    case .multipleChoice(let options, _):
      if listed(options.count) { return .success(.choices(Set(all.map { order[$0 - 1] }).sorted())) }
      return .failure(PlainHint("Type numbers from 1 to \(options.count), with spaces."))
    case .numeric(let key):
      if !NumericEntry.values(of: text, unit: key.unit).isEmpty { return .success(.typed(text)) }
      return .failure(
        PlainHint(
          "Type a number, such as 0.25 or -3\(key.unit.isEmpty ? "" : ", with its unit \(key.unit) or without")."
        )
      )
    case .shortText:
      return text.isEmpty
        ? .failure(PlainHint("Type an answer, or dunno if you don't know.")) : .success(.typed(text))
    case .ordering(let steps):
      if listed(steps.count), Set(all).count == steps.count, all.count == steps.count {
        return .success(.order(all.map { order[$0 - 1] }))
      }
      return .failure(PlainHint("Type each number from 1 to \(steps.count) once, in order."))
    case .matching(let pairs, let extras):
      if listed(pairs.count + extras.count), all.count == pairs.count {
        return .success(.matches(all.map { order[$0 - 1] }))
      }
      return .failure(PlainHint("Type \(pairs.count) numbers, one for each row."))
    case .linePick:
      let count = item.code?.lines.count ?? 0
      if all.count == 1, listed(count) { return .success(.line(all[0])) }
      return .failure(PlainHint("Type the number of a line, from 1 to \(count)."))
    case .situational(let options):
      if listed(4), all.count == options.count {
        var ratings = [Int?](repeating: nil, count: options.count)
        for (place, rating) in all.enumerated() { ratings[order[place]] = rating }
        return .success(.ratings(ratings))
      }
      return .failure(PlainHint("Type \(options.count) ratings from 1 to 4, with spaces."))
    }
  }

  /// The correct answer with its rationale; its parts have the numbers as they were asked.
  ///
  /// - Parameter given: The person's answer; nil for authors, who only see the key.
  static func feedback(_ item: Item, order: [Int], score: Score, given: Answer?) -> [String] {
    var isNear = false
    if case .situational(let options) = item.task, case .ratings(let ratings)? = given {
      isNear = score.isCorrect && zip(ratings, options).contains { $0 != $1.effectiveness }
    }
    var lines = [
      given == .unanswered
        ? "Unanswered."
        : given == .unknown
          ? "Not known."
          : isNear
            ? "Right: your ratings are near enough."
            : score.isCorrect ? "Right." : score.credit > 0 ? "Partly right." : "Not right."
    ]
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      let chosen: [Int] =
        switch given {
        case .choice(let index): [index]
        case .choices(let indices): indices
        default: []
        }
      let isMultiple = if case .multipleChoice = item.task { true } else { false }
      for (place, index) in order.enumerated() {
        let missed = isMultiple && given != nil && options[index].isKey && !chosen.contains(index)
        lines.append(
          "  Option \(place + 1), \(options[index].isKey ? "right" : "wrong")"
            + "\(chosen.contains(index) ? ", your answer" : missed ? ", which you left out" : "")"
            + ": \(clean(options[index].rationale))")
      }
    case .numeric(let key):
      // An answer right by rounding differs from the number in the explanation.
      let isNear =
        if case .typed(let text)? = given {
          score.isCorrect && !NumericEntry.values(of: text, unit: key.unit).contains(key.value)
        } else { false }
      lines.append(
        "The answer is \(Words.value(key))\(isNear ? ", and yours is near enough" : "").")
    case .shortText(let answers, _): lines.append("The answer is \(clean(answers.first ?? "")).")
    case .ordering(let steps):
      lines.append("The right order:")
      lines += steps.enumerated().map { place, step in
        let number = given == nil ? nil : order.firstIndex(of: place)
        return "  \(place + 1). \(number.map { "number \($0 + 1), " } ?? "")\(clean(step))"
      }
    case .matching(let pairs, _):
      let matches: [Int?] = if case .matches(let matches)? = given { matches } else { [] }
      if matches.isEmpty { lines.append("The right matches:") }
      lines += pairs.enumerated().map { row, pair in
        let number = given == nil ? nil : order.firstIndex(of: row)
        var line = "  \(clean(pair.left)): \(number.map { "\($0 + 1), " } ?? "")\(clean(pair.right))"
        if matches.indices.contains(row) {
          let said = matches[row].flatMap { order.firstIndex(of: $0) }.map { "\($0 + 1)" }
          line += matches[row] == row ? "; right" : "; you said \(said ?? "nothing")"
        }
        return line
      }
    case .linePick(let picks, _):
      lines.append("Line \(picks.map(String.init).joined(separator: " or ")).")
    case .situational(let options):
      let ratings: [Int?] = if case .ratings(let ratings)? = given { ratings } else { [] }
      for (place, index) in order.enumerated() {
        let said = ratings.indices.contains(index) ? ratings[index] : nil
        lines.append(
          "  Action \(place + 1), best rating \(options[index].effectiveness ?? 1)"
            + "\(said.map { ", you said \($0)" } ?? ""): \(clean(options[index].rationale))")
      }
    }
    lines += CellText.tablesSpoken(item.explanationAsProse).split(separator: "\n").map { clean(String($0)) }
    lines.append(clean(item.sourceSentence))
    return lines
  }

  /// Text without anything that a terminal could take for a command.
  static func clean(_ text: String) -> String { ForbiddenCharacters.removed(from: text) }

  /// A text with a full stop, unless it ends a sentence already.
  static func ended(_ text: String) -> String { ".!?".contains(text.last ?? " ") ? text : text + "." }
}

/// The reason why a typed answer doesn't fit.
struct PlainHint: Error, Equatable {
  var text: String
  init(_ text: String) { self.text = text }
}
