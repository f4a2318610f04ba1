/// A rule of good item writing.
public protocol LintRule: Sendable {
  /// The rule's identity, as diagnostics name it.
  var id: String { get }
  /// An error keeps an item out of the bank; a warning asks the author to look again.
  var severity: Diagnostic.Severity { get }
  /// Looks at all items.
  func check(_ context: LintContext) -> [LintFinding]
}

/// A rule that looks at one item at a time and needs to know nothing else.
public protocol ItemRule: LintRule {
  /// Looks at one item.
  func check(_ item: Item) -> [ItemFinding]
}

extension ItemRule {
  /// Looks at each item.
  public func check(_ context: LintContext) -> [LintFinding] {
    context.entries.indices.flatMap { index in
      check(context.entries[index].item).map { LintFinding(entry: index, $0) }
    }
  }
}
