import Yams

/// Reads the `alignment` of an assessment, a domain or a skill.
enum AlignmentReader {
  static let fields = ["name", "address"]

  /// The alignments of the entry; empty if it has none.
  static func alignments(_ entry: Fields, _ reader: inout Reader) -> [Alignment] {
    var found: [Alignment] = []
    for node in entry.list("alignment", &reader) ?? [] {
      guard let fields = Fields(node, "an alignment", known: fields, &reader) else { continue }
      let name = fields.text("name", &reader)
      let address = fields.text("address", &reader)
      if let address, !isAddress(address) {
        reader.report(
          "alignment", "address must begin with http:// or https:// and have no spaces",
          remedy: "copy it from the classification, as http://data.europa.eu/esco/skill/…",
          at: fields.node("address")?.position)
        continue
      }
      guard let name, let address else { continue }
      if found.contains(where: { $0.address == address }) {
        reader.report(
          "duplicate-id", "\(address) is there twice", remedy: "name it once",
          at: fields.node("address")?.position)
        continue
      }
      found.append(Alignment(name: name, address: address))
    }
    return found
  }

  /// True for an address; unlike a link it is only passed on and never opened, and ESCO's begin with http.
  static func isAddress(_ text: String) -> Bool {
    let scheme = "http://"
    return RoadmapReader.isAddress(
      text.hasPrefix(scheme) ? "https://" + text.dropFirst(scheme.count) : text)
  }
}
