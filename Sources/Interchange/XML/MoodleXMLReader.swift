/// Reads Moodle's XML, question after question, while the bytes arrive.
package struct MoodleXMLReader {
  private var scanner: XMLScanner
  private var handler: Handler

  /// Creates a reader.
  package init(file: String) {
    scanner = XMLScanner(file: file)
    handler = Handler()
  }

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

  /// Gives the scanner something to report to that knows the sink; the state moves there and back without a copy.
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
    var tree = XMLTree(skipping: ["file"])
    var category: [String] = []
  }

  private struct Borrowed: XMLHandler {
    var handler: Handler
    let sink: ImportSink

    mutating func start(_ name: String, _ attributes: [XMLAttribute], at place: SourcePlace) throws {
      if handler.tree.isOpen || name == "question" { handler.tree.start(name, attributes, at: place) }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
      if handler.tree.isOpen { handler.tree.add(bytes) }
    }

    mutating func end(_ name: String) throws {
      guard handler.tree.isOpen else { return }
      handler.tree.end()
      guard !handler.tree.isOpen else { return }
      let question = MoodleQuestion(handler.tree, category: handler.category)
      if let category = question.newCategory {
        handler.category = category
      } else {
        for entry in question.entries() { try sink(entry) }
      }
      handler.tree.removeAll()
    }
  }
}
