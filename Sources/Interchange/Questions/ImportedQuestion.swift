/// The place of something in a file of another program.
package struct SourcePlace: Sendable, Equatable {
  /// The file; of an archive, also the name inside it.
  package var file: String
  /// The line, from 1.
  package var line: Int
  /// The column in characters, from 1.
  package var column: Int

  /// Creates a place.
  package init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// An answer of another program's question, with the share of the marks that it earns.
package struct ImportedAnswer: Sendable, Equatable {
  /// The text.
  package var text: String
  /// The share of the marks in percent; negative if it costs marks.
  package var weight: Double
  /// What a person reads after giving it.
  package var feedback: String

  /// Creates an answer.
  package init(_ text: String, weight: Double, feedback: String = "") {
    self.text = text
    self.weight = weight
    self.feedback = feedback
  }
}

/// A range of numbers that earns a share of the marks.
package struct ImportedNumber: Sendable, Equatable {
  /// The middle of the range.
  package var value: Double
  /// The distance from the middle that still counts.
  package var tolerance: Double
  /// The share of the marks in percent.
  package var weight: Double
  /// What a person reads after giving it.
  package var feedback: String

  /// Creates a range.
  package init(_ value: Double, tolerance: Double, weight: Double = 100, feedback: String = "") {
    self.value = value
    self.tolerance = tolerance
    self.weight = weight
    self.feedback = feedback
  }
}

/// Code that belongs to an imported stem.
package struct ImportedCode: Sendable, Equatable {
  /// The language as the source names it; empty if it doesn't.
  package var language: String
  /// The lines, without a trailing line break.
  package var text: String

  /// Creates code.
  package init(language: String, text: String) {
    self.language = language
    self.text = text
  }
}

/// A pair of an imported matching question.
package struct ImportedPair: Sendable, Equatable {
  /// The side that is asked; empty if the right side belongs to nothing.
  package var left: String
  /// The side that is chosen.
  package var right: String

  /// Creates a pair.
  package init(left: String, right: String) {
    self.left = left
    self.right = right
  }
}

/// One question of another program, in plain text, before it becomes an item.
package struct ImportedQuestion: Sendable, Equatable {
  /// What is asked for, with the key.
  package enum Task: Sendable, Equatable {
    /// One of some options or a set of them.
    case choice(options: [ImportedAnswer], isMultiple: Bool, isShuffled: Bool)
    /// A number.
    case number([ImportedNumber], unit: String)
    /// A text that is typed.
    case text([ImportedAnswer], ignoresCase: Bool)
    /// Pairs; those without a left side are distractors.
    case matching([ImportedPair])
    /// Steps in the right order.
    case ordering([String])
  }

  /// The name or identity that the source gives it; may be empty.
  package var name = ""
  /// The categories that it is in, from the widest to the narrowest.
  package var category: [String] = []
  /// The tags, such as `level-3`.
  package var tags: [String] = []
  /// The question, in plain text.
  package var stem: String
  /// The code that belongs to it.
  package var code: ImportedCode?
  /// What is asked for.
  package var task: Task
  /// What everyone reads after answering.
  package var explanation = ""
  /// The document behind the key.
  package var reference = ""
  /// Wrong texts or numbers of a typed question, each with the mistake behind it.
  package var slips: [ImportedAnswer] = []

  /// Creates a question.
  package init(stem: String, code: ImportedCode? = nil, task: Task) {
    self.stem = stem
    self.code = code
    self.task = task
  }

  /// The value of a tag such as `level-3`, which a file carries for what its format has no place for.
  package func tag(_ name: String) -> String? {
    tags.first { $0.hasPrefix(name + "-") }.map { String($0.dropFirst(name.count + 1)) }
  }
}
