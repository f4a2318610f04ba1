import ItemBank
import QuizEngine

/// The commands at an item besides answering, the same in every attempt.
enum PlainItemCommand: Hashable {
  case unknown
  case flag
  case note(String)
  case again
  /// The question again, with its signs by name.
  case spell
  case pause
  case end
  case help
  /// An answer that would otherwise be read as a command.
  case answer(String)

  /// Reads a line; nil if it isn't a command.
  init?(_ line: String, at task: ItemTask) {
    let (word, rest) = PlainText.split(line)
    let isText = if case .shortText = task { true } else { false }
    let isNumber = if case .numeric = task { true } else { false }
    switch word {
    case "note":
      self = .note(rest)
      return
    case "answer" where !rest.isEmpty:
      self = .answer(rest)
      return
    default: break
    }
    switch (word + (rest.isEmpty ? "" : " " + rest)).lowercased().replacing("\u{2019}", with: "'") {
    case "dunno", "i don't know", "i dont know": self = .unknown
    // If the answer is typed, these words may be the answer.
    case "i", "don't know", "dont know", "idk", "no idea":
      if isText { return nil }
      self = .unknown
    case "0":
      if isText || isNumber { return nil }
      self = .unknown
    case "flag", "!": self = .flag
    case "again": self = .again
    case "spell": self = .spell
    case "pause", "leave", "q", "back", "menu": self = .pause
    case "p":
      if isText { return nil }
      self = .pause
    case "end": self = .end
    case "help", "?": self = .help
    default: return nil
    }
  }

  /// The commands at an item, and what this kind of item expects.
  static func help(_ item: Item, isExam: Bool) -> [String] {
    var lines = ["To answer: \(PlainText.wanted(item)).", "dunno: I don't know, the same at every question"]
    if case .shortText = item.task {
      lines.append("answer and a text: takes the text as it is, even where it is a command")
    }
    lines.append("again: hear the question again; spell: with all its signs by name, as in formulas and code")
    lines.append("flag: put a flag on the question, or take it off")
    if isExam {
      lines += [
        "next and before, or + and -: go through the questions; back is before",
        "go 12, or open 12: to question 12",
        "clear: take the answer back",
        "list: all questions with their topics; list open, list flagged: only those", "time: how far you are",
        "done: hand in", "pause, leave or q: leave", Session.clockRule,
      ]
    } else {
      lines += [
        "note and a text: write a note on the question; note alone reads it, note off takes it back",
        "pause, leave or q: leave; it waits for you at this question", "end: finish here, after a question",
      ]
    }
    return lines
  }
}
