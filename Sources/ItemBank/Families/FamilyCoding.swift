/// Encodes families for the compiled index.
enum FamilyCoding {
  static func write(_ family: Family, to writer: inout ByteWriter) {
    ItemCoding.write(family.template, to: &writer)
    writer.put(family.numbers.value)
    writer.put(family.numbers.tolerance)
    writer.put(family.numbers.lines) { $0.put($1) }
    writer.put(family.numbers.noteLines) { $0.put($1) }
    writer.put(family.columns) { $0.put($1) }
    writer.put(family.variants) { writer, variant in
      writer.put(variant.id)
      writer.put(variant.seed)
      writer.put(variant.order != nil)
      writer.put(variant.order ?? []) { $0.put($1) }
      writer.put(variant.values) { $0.put($1) }
    }
  }

  static func read(_ reader: inout ByteReader) throws(IndexDamage) -> Family {
    func texts(_ reader: inout ByteReader) throws(IndexDamage) -> [String] {
      try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try reader.text() }
    }
    let template = try ItemCoding.read(&reader)
    let numbers = Family.Numbers(
      value: try reader.optionalText(), tolerance: try reader.optionalText(), lines: try texts(&reader),
      noteLines: try texts(&reader))
    let columns = try texts(&reader)
    let variants = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
      let (id, seed, hasOrder) = (try reader.text(), try reader.int(), try reader.bool())
      let order = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try reader.int() }
      return Family.Variant(id: id, seed: seed, order: hasOrder ? order : nil, values: try texts(&reader))
    }
    guard !variants.isEmpty, variants.allSatisfy({ $0.values.count == columns.count }) else {
      throw IndexDamage()
    }
    return Family(template: template, numbers: numbers, columns: columns, variants: variants)
  }
}
