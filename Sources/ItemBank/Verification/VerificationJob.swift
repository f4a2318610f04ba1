/// A program to run, as the Python side reads it.
struct VerificationJob: Sendable, Equatable, Codable {
  var id: String
  /// `python`, `sql` or `shell`.
  var language: String
  var source: String
  var setup: String
  var requires: [String]

  /// Modules that expressions may use without importing them.
  private static let imports = "import math, statistics, itertools, fractions\n"

  init(id: String, language: String, source: String, setup: String = "", requires: [String]) {
    self.id = id
    self.language = language
    self.source = source
    self.setup = setup
    self.requires = requires
  }

  /// Creates the job of an item's verification; nil if it has none.
  init?(_ item: Item) {
    guard let verification = item.verification else { return nil }
    id = item.id
    requires = item.requirements
    switch verification.program {
    case .expression(let expression):
      let usesNumPy = item.requirements.contains("numpy") || expression.contains("np.")
      language = "python"
      source = Self.imports + (usesNumPy ? "import numpy as np\n" : "") + "print(" + expression + ")"
      setup = ""
      if usesNumPy, !requires.contains("numpy") { requires.append("numpy") }
    case .run(let language, let source, let setup):
      self.language = language
      self.source = source ?? item.code?.text ?? ""
      self.setup = setup ?? ""
    }
  }
}
