/// A rule of good item writing.
public protocol LintRule: Sendable {
  /// The rule's identity, as diagnostics name it.
  var id: String { get }
  /// Looks at one item.
  func check(_ item: Item, in assessment: LintContext) -> [LintFinding]
}

/// What a rule says of an item.
public struct LintFinding: Sendable, Equatable {
  /// What is wrong, in lower case.
  public var message: String
  /// How to mend it.
  public var remedy: String

  /// Creates a finding.
  public init(_ message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }
}

/// What rules read beside the item.
public struct LintContext: Sendable {
  /// The framework.
  public var framework: Framework
  /// The year and month of today.
  public var today: (year: Int, month: Int)
}

/// Checks items against the rules of item writing.
public enum BankLint {
  /// The rules, each a type of its own.
  public static var rules: [any LintRule] {
    [
      KeyLengthRule(), AllOfTheAboveRule(), StemQuestionRule(), ScreenFitRule(), NegationRule(),
      StaleFactRule(),
      NumbersInOrderRule(),
    ]
  }

  /// The warnings of all rules over all items, by file and line.
  public static func check(_ assessment: ParsedAssessment, year: Int, month: Int) -> [Diagnostic] {
    let context = LintContext(framework: assessment.content.framework, today: (year, month))
    return assessment.items.flatMap { item in
      rules.flatMap { rule in
        rule.check(item, in: context).map {
          Diagnostic(
            .warning, rule: rule.id, message: $0.message, remedy: $0.remedy,
            location: item.location ?? SourceLocation(file: "", line: 1, column: 1), item: item.id)
        }
      }
    }.sorted()
  }
}

extension Item {
  /// The options of a single choice, key and distractors apart; nil for other types.
  var singleChoice: (key: Option, distractors: [Option])? {
    guard case .singleChoice(let options, _) = task, let key = options.first(where: \.isKey) else {
      return nil
    }
    return (key, options.filter { !$0.isKey })
  }
}
