import Foundation

/// The computed variants of a folder's families: `items/<domain>/variants.jsonl`.
///
/// Each family has a line that names it, and then a line for each variant: its identity, its seed, the order of its
/// options, and the texts for its placeholders.
struct VariantFile: Sendable {
  static let name = "variants.jsonl"

  /// A family's variants as they are stored.
  struct Entry: Sendable, Equatable {
    /// The fingerprint of the template that they were computed from.
    var template: String
    var columns: [String]
    var variants: [Family.Variant]
    /// False if the lines aren't those that were written.
    var isAsWritten = true
    /// The line of the family.
    var line = 1
  }

  private struct Head: Codable {
    var family: String
    var template: String
    var columns: [String]
    /// A digest of the lines that follow.
    var lines: String
  }

  var entries: [String: Entry] = [:]

  /// Reads a file; a line that can't be read makes its family's variants unusable, not the file.
  init(text: String) {
    let decoder = JSONDecoder()
    var open: (id: String, entry: Entry, digest: String, hash: ContentHash)?
    func close() {
      guard let open else { return }
      var entry = open.entry
      entry.isAsWritten = entry.isAsWritten && open.hash.text == open.digest
      entries[open.id] = entry
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty { continue }
      let data = Data(line.utf8)
      if line.hasPrefix("{") {
        close()
        open = (try? decoder.decode(Head.self, from: data)).map {
          (
            $0.family, Entry(template: $0.template, columns: $0.columns, variants: [], line: index + 1),
            $0.lines, ContentHash()
          )
        }
        continue
      }
      open?.hash.add(line.utf8)
      guard let columns = open?.entry.columns, let row = try? decoder.decode([String].self, from: data),
        let variant = Self.variant(row, columns: columns.count)
      else {
        open?.entry.isAsWritten = false
        continue
      }
      open?.entry.variants.append(variant)
    }
    close()
  }

  init() {}

  private static func variant(_ row: [String], columns: Int) -> Family.Variant? {
    guard row.count == columns + 3, let seed = Int(row[1]) else { return nil }
    let order = row[2].split(separator: " ").compactMap { Int($0) }
    return Family.Variant(
      id: row[0], seed: seed, order: row[2].isEmpty ? nil : order, values: Array(row[3...]))
  }

  /// The lines of a family.
  static func text(of id: String, _ entry: Entry) -> String {
    let rows = entry.variants.map { variant in
      json(
        [variant.id, "\(variant.seed)", (variant.order ?? []).map { "\($0)" }.joined(separator: " ")]
          + variant.values)
    }
    var hash = ContentHash()
    for row in rows { hash.add(row.utf8) }
    let head = Head(family: id, template: entry.template, columns: entry.columns, lines: hash.text)
    return ([json(head)] + rows).joined(separator: "\n") + "\n"
  }

  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts are all that is encoded, so that can't fail.
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
