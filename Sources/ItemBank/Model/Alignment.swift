/// The place of an assessment, a domain or a skill in a public classification, such as ESCO or O*NET.
public struct Alignment: Sendable, Equatable, Codable {
  /// The classification and the name in it, such as `ESCO: machine learning`.
  public var name: String
  /// The address that stands for it there.
  public var address: String

  /// Creates an alignment.
  public init(name: String, address: String) {
    self.name = name
    self.address = address
  }
}
