/// Reads the questions in an archive: a QTI package, or a deck of Anki.
enum QuestionArchive {
  static func read(_ bytes: [UInt8], file: String, format: inout ImportFormat?, _ sink: ImportSink) throws {
    if bytes.starts(with: "SQLite format 3".utf8) {
      format = .anki
      return try AnkiCollection.read(bytes, file: file, sink)
    }
    let archive = try ZipArchive(bytes, file: file)
    let names = archive.entries.map(\.name)
    if names.contains(where: { $0.hasPrefix("collection.anki2") }) {
      format = .anki
      return try deck(archive, names: Set(names), file: file, sink)
    }
    var found = 0
    let sources = archive.entries.filter {
      $0.name.lowercased().hasSuffix(".xml") && !$0.name.hasSuffix("imsmanifest.xml")
    }
    for entry in sources {
      let text = try archive.unpacked(entry)
      let kind = FormatDetection.format(of: Array(text.prefix(4096)))
      guard kind == .qti || kind == .moodleXML else { continue }
      format = kind
      found += 1
      var reader = QuestionFile(file: "\(file)/\(entry.name)", format: kind)
      try text.withUnsafeBufferPointer { try reader.feed($0, sink) }
      try reader.finish(sink)
    }
    if found == 0 {
      throw ImportFailure(
        at: SourcePlace(file: file),
        "the archive holds no questions in QTI or Moodle XML, and no deck of Anki")
    }
    let pictures = names.filter { name in
      [".png", ".jpg", ".jpeg", ".gif", ".svg", ".mp3", ".mp4"].contains { name.lowercased().hasSuffix($0) }
    }
    if let first = pictures.first {
      try sink(
        ImportEntry(
          at: SourcePlace(file: "\(file)/\(first)"), title: first,
          reason: pictures.count == 1
            ? "pictures and sounds can't be shown"
            : "it and \(pictures.count - 1) other pictures and sounds can't be shown"))
    }
  }

  private static func deck(
    _ archive: ZipArchive, names: Set<String>, file: String, _ sink: ImportSink
  ) throws {
    guard let name = ["collection.anki21", "collection.anki2"].first(where: names.contains),
      let entry = archive.entries.first(where: { $0.name == name }),
      !names.contains("collection.anki21b")
    else {
      throw ImportFailure(
        at: SourcePlace(file: file),
        "the deck is in Anki's newest form; export it again with \"Support older Anki versions\" ticked")
    }
    try AnkiCollection.read(try archive.unpacked(entry), file: file, sink)
  }
}
