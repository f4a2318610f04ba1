import TextLayout

/// The input of the rules: the items with their places, the framework, and the date.
public struct LintContext: Sendable {
  /// An item with the places of its parts.
  public struct Entry: Sendable {
    /// The item.
    public var item: Item
    /// The places of its parts.
    public var places: ItemPlaces
    /// The caller's own number for the item.
    var tag = 0
  }

  /// The framework; nil if it couldn't be read.
  public var framework: Framework?
  /// The items in the order of the files.
  public var entries: [Entry]
  /// The current year and month.
  public var today: (year: Int, month: Int)

  init(framework: Framework?, entries: [Entry], today: (year: Int, month: Int)) {
    self.framework = framework
    self.entries = entries
    self.today = today
  }

  /// Creates the context of an assessment, from files or from memory.
  public init(_ assessment: ParsedAssessment, today: (year: Int, month: Int)) {
    self.init(assessment, assessment.items, today: today)
  }

  init(_ assessment: ParsedAssessment, _ items: [Item], today: (year: Int, month: Int)) {
    let entries = items.map { item in
      let start = item.location ?? SourceLocation(file: "", line: 1, column: 1)
      return Entry(item: item, places: assessment.places[item.id] ?? ItemPlaces(start: start))
    }
    self.init(framework: assessment.content.framework, entries: entries, today: today)
  }

  /// A finding as a diagnostic, with its place.
  func diagnostic(_ finding: LintFinding, of rule: any LintRule) -> Diagnostic {
    let entry = entries[finding.entry]
    return Diagnostic(
      rule.severity(in: framework), rule: rule.id,
      message: ForbiddenCharacters.spelledOut(finding.finding.message),
      remedy: ForbiddenCharacters.spelledOut(finding.finding.remedy),
      location: entry.places[finding.finding.part],
      item: entry.item.id.isEmpty ? nil : entry.item.id)
  }
}
