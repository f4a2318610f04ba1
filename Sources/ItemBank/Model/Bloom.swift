/// What an item asks of the mind (Anderson & Krathwohl 2001, the cognitive dimension).
public enum Bloom: String, Sendable, CaseIterable, Codable {
  /// Recall a fact.
  case remember
  /// Explain or recognise.
  case understand
  /// Use it in a given case.
  case apply
  /// Take a case apart.
  case analyse
  /// Judge between alternatives.
  case evaluate
}
