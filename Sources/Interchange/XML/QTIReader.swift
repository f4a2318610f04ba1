/// Reads QTI, item after item, while the bytes arrive: versions 2 and 3, and 1.2 as Canvas writes it.
package struct QTIReader {
  private var scanner: XMLScanner
  private var handler = Handler()

  /// Creates a reader.
  package init(file: String) { scanner = XMLScanner(file: file) }

  /// Reads the next bytes.
  ///
  /// - Throws: `ImportFailure` with the place, and what the sink throws.
  package mutating func feed(_ block: UnsafeBufferPointer<UInt8>, _ sink: ImportSink) throws {
    try lending(sink) { scanner, taker in try scanner.feed(block, &taker) }
  }

  /// Ends the file.
  package mutating func finish(_ sink: ImportSink) throws {
    try lending(sink) { scanner, taker in try scanner.finish(&taker) }
  }

  private mutating func lending(
    _ sink: ImportSink, _ body: (inout XMLScanner, inout Borrowed) throws -> Void
  ) throws {
    try withoutActuallyEscaping(sink) { sink in
      var borrowed = Borrowed(handler: Handler(), sink: sink)
      swap(&borrowed.handler, &handler)
      defer { swap(&borrowed.handler, &handler) }
      try body(&scanner, &borrowed)
    }
  }

  private struct Handler {
    var tree = XMLTree()
    var category: [String] = []
  }

  private struct Borrowed: XMLHandler {
    var handler: Handler
    let sink: ImportSink

    mutating func start(_ name: String, _ attributes: [XMLAttribute], at place: SourcePlace) throws {
      let isNew = name.hasPrefix("qti-")
      let name = isNew ? Self.joined(name.dropFirst(4)) : name
      let attributes =
        isNew ? attributes.map { XMLAttribute(name: Self.joined($0.name[...]), value: $0.value) } : attributes
      if name == "assessment" || name == "objectbank",
        let title = attributes.first(where: { $0.name == "title" })
      {
        handler.category = [title.value]
      }
      if handler.tree.isOpen || name == "assessmentItem" || name == "item" {
        handler.tree.start(name, attributes, at: place)
      }
    }

    /// A name of version 3, such as `choice-interaction`, as version 2 writes it.
    private static func joined(_ name: Substring) -> String {
      var parts = name.split(separator: "-").map(String.init)
      for place in parts.indices.dropFirst() {
        parts[place] = parts[place].prefix(1).uppercased() + parts[place].dropFirst()
      }
      return parts.joined()
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
      if handler.tree.isOpen { handler.tree.add(bytes) }
    }

    mutating func end(_ name: String) throws {
      guard handler.tree.isOpen else { return }
      handler.tree.end()
      guard !handler.tree.isOpen else { return }
      defer { handler.tree.removeAll() }
      let tree = handler.tree
      if tree.isTooLarge || tree.hasBrokenText {
        let title = tree.attribute("title", tree.root) ?? ""
        return try sink(
          ImportEntry(
            at: tree.place(tree.root), title: title,
            reason: tree.isTooLarge
              ? "the question is larger than the program reads"
              : "its text isn't UTF-8; save the file as UTF-8"))
      }
      let entries =
        tree.name(tree.root) == "item"
        ? CanvasItem(tree, category: handler.category).entries() : QTIItem(tree).entries()
      for entry in entries { try sink(entry) }
    }
  }
}
