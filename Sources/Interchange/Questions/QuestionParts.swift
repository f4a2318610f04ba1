/// Collects the parts of one question and what is said about them, for every reader.
struct QuestionParts {
  /// Where the question begins.
  let place: SourcePlace
  /// What was changed, lost or assumed so far.
  var notes: [ImportNote] = []
  /// The pictures and sounds without which the question can't be asked.
  private(set) var media: [String] = []

  init(at place: SourcePlace) { self.place = place }

  mutating func note(_ kind: ImportNote.Kind, _ text: String, at place: SourcePlace? = nil) {
    if notes.count < 64 { notes.append(ImportNote(kind, text, at: place)) }
  }

  private mutating func take(_ text: PlainText, in what: String) {
    media += text.media.map { "\($0) in \(what)" }
    for lost in text.lost { note(.lost, "\(lost) in \(what) was left out") }
  }

  /// The stem and its code.
  mutating func stem(_ text: PlainText) -> (prose: String, code: ImportedCode?) {
    take(text, in: "the question")
    let prose = SourceText.clean(text.prose, &notes)
    guard let first = text.code.first else { return (prose, nil) }
    if text.code.count > 1 {
      note(.changed, "the question has \(text.code.count) blocks of code; they stand in its text")
      var whole = text
      whole.prose = prose
      return (SourceText.clean(whole.paragraphs, &notes), nil)
    }
    if text.continuesAfterCode { note(.changed, "the text after the code stands before it") }
    return (prose, ImportedCode(language: first.language, text: SourceText.clean(first.text, &notes)))
  }

  /// A text of one line, such as an option.
  mutating func line(_ text: PlainText, in what: String) -> String {
    take(text, in: what)
    return SourceText.clean(text.line, &notes)
  }

  /// An option; one that is nothing but code or has lines of its own keeps them.
  mutating func option(_ text: PlainText, in what: String) -> String {
    take(text, in: what)
    return SourceText.clean(text.paragraphs.contains("\n") ? text.paragraphs : text.line, &notes)
  }

  /// A text of several lines, such as feedback; without its pictures, the question can still be asked.
  mutating func paragraphs(_ text: PlainText, in what: String) -> String {
    for media in text.media { note(.lost, "a \(media) in \(what) was left out") }
    for lost in text.lost { note(.lost, "\(lost) in \(what) was left out") }
    return SourceText.clean(text.paragraphs, &notes)
  }

  /// The entry of a question that was read, or the reason why it can't be asked.
  func entry(_ question: ImportedQuestion) -> ImportEntry {
    let title = question.name.isEmpty ? question.stem : question.name
    if !media.isEmpty {
      return ImportEntry(
        at: place, title: title,
        reason: "it needs what a terminal can't show: \(media.prefix(3).joined(separator: ", "))",
        notes: notes)
    }
    if let reason = Self.reason(against: question) {
      return ImportEntry(at: place, title: title, reason: reason, notes: notes)
    }
    return ImportEntry(at: place, question, notes: notes)
  }

  /// An entry for what isn't kept.
  func refused(_ title: String, _ reason: String) -> ImportEntry {
    ImportEntry(at: place, title: title, reason: reason, notes: notes)
  }

  /// Why nobody could answer a question; nil if it is sound.
  private static func reason(against question: ImportedQuestion) -> String? {
    if question.stem.allSatisfy(\.isWhitespace) { return "the question has no text" }
    switch question.task {
    case .choice(let options, _, _):
      if options.count < 2 { return "a choice needs at least two options, and this has \(options.count)" }
      if !options.contains(where: { $0.weight > 0 }) { return "no option is marked as correct" }
      if options.count > ImportLimits.answers { return "it has \(options.count) options" }
    case .number(let numbers, _): if numbers.isEmpty { return "no number is marked as correct" }
    case .text(let answers, _):
      if !answers.contains(where: { $0.weight > 0 }) { return "no answer is marked as correct" }
    case .matching(let pairs):
      if pairs.count(where: { !$0.left.isEmpty }) < 2 { return "a matching needs at least two pairs" }
    case .ordering(let steps): if steps.count < 2 { return "an order needs at least two steps" }
    }
    return nil
  }
}
