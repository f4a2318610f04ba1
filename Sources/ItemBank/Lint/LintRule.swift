/// A rule of good item writing.
public protocol LintRule: Sendable {
  /// The rule's identity, as shown in diagnostics.
  var id: String { get }
  /// An error keeps an item out of the bank; a warning asks the author to check it.
  var severity: Diagnostic.Severity { get }
  /// True if items of a draft may break the rule: what it asks for can be added later.
  var isForFinishedItems: Bool { get }
  /// Checks all items.
  func check(_ context: LintContext) -> [LintFinding]
}

extension LintRule {
  /// Most rules hold for every item.
  public var isForFinishedItems: Bool { false }

  /// How serious it is to break the rule in an assessment.
  func severity(in framework: Framework?) -> Diagnostic.Severity {
    isForFinishedItems && framework?.isDraft == true ? .warning : severity
  }
}

/// A rule that checks one item at a time, independently of all others.
public protocol ItemRule: LintRule {
  /// Checks one item.
  func check(_ item: Item) -> [ItemFinding]
}

extension ItemRule {
  /// Checks each item.
  public func check(_ context: LintContext) -> [LintFinding] {
    context.entries.indices.flatMap { index in
      check(context.entries[index].item).map { LintFinding(entry: index, $0) }
    }
  }
}
