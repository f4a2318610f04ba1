/// The kind of thinking that an item asks for (Anderson & Krathwohl 2001, the cognitive dimension).
public enum Bloom: String, Sendable, CaseIterable, Codable {
  /// Recall a fact.
  case remember
  /// Explain or recognise something.
  case understand
  /// Apply knowledge to a given case.
  case apply
  /// Analyse a case.
  case analyse
  /// Judge between alternatives.
  case evaluate
}
