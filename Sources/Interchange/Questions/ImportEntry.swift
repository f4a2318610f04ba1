/// What happened to a part of a question while it was read.
package struct ImportNote: Sendable, Equatable {
  /// How the question differs from its source.
  package enum Kind: String, Sendable, Equatable {
    /// It is there in another form.
    case changed
    /// It isn't kept.
    case lost
    /// The source doesn't say it.
    case assumed
  }

  /// How the question differs.
  package var kind: Kind
  /// What differs and why, in lower case.
  package var text: String
  /// Where it is; nil for the place of the question.
  package var place: SourcePlace?

  /// Creates a note.
  package init(_ kind: Kind, _ text: String, at place: SourcePlace? = nil) {
    self.kind = kind
    self.text = text
    self.place = place
  }
}

/// What was read at one place of a file: a question, or the reason why there is none.
package struct ImportEntry: Sendable, Equatable {
  /// Where it begins.
  package var place: SourcePlace
  /// What the source calls it, or its text.
  package var title: String
  /// The question; nil if it isn't kept.
  package var question: ImportedQuestion?
  /// Why it isn't kept; empty if it is.
  package var reason = ""
  /// What was changed, lost or assumed.
  package var notes: [ImportNote] = []

  /// Creates an entry for a question.
  package init(at place: SourcePlace, _ question: ImportedQuestion, notes: [ImportNote] = []) {
    self.place = place
    self.question = question
    self.notes = notes
    title = question.name.isEmpty ? question.stem : question.name
  }

  /// Creates an entry for what isn't kept.
  package init(at place: SourcePlace, title: String, reason: String, notes: [ImportNote] = []) {
    self.place = place
    self.title = title
    self.reason = reason
    self.notes = notes
  }

  /// The beginning of a text, on one line.
  static func title(_ text: String) -> String {
    let line = text.prefix(400).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 60 ? line.prefix(59) + "…" : line
  }
}

/// The reason why a file can't be read any further.
package struct ImportFailure: Error, Equatable, Sendable {
  /// Where the reading stopped.
  package var place: SourcePlace
  /// What is wrong and what to do about it, in lower case.
  package var message: String

  /// Creates a failure.
  package init(at place: SourcePlace, _ message: String) {
    self.place = place
    self.message = message
  }
}

/// Takes what a reader finds, question after question.
package typealias ImportSink = (ImportEntry) throws -> Void

/// How much of a file is read at all, so that a hostile one costs little time and memory.
package enum ImportLimits {
  /// The largest file that must be in memory as a whole, in bytes.
  package static let text = 64 << 20
  /// The longest question, in bytes.
  package static let question = 1 << 20
  /// The most answers, pairs or steps of a question.
  package static let answers = 200
  /// The deepest nesting of elements.
  package static let depth = 64
  /// The most files of an archive.
  package static let files = 20_000
  /// The most bytes that an archive holds when it is unpacked.
  package static let unpacked = 512 << 20
}
