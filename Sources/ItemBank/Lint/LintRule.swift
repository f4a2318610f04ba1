/// A rule of good item writing.
public protocol LintRule: Sendable {
  /// The rule's identity, as shown in diagnostics.
  var id: String { get }
  /// An error keeps an item out of the bank; a warning asks the author to check it.
  var severity: Diagnostic.Severity { get }
  /// Checks all items.
  func check(_ context: LintContext) -> [LintFinding]
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
