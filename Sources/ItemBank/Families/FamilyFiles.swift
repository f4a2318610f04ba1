/// The families and the computed variants of an assessment's files.
struct FamilyFiles {
  /// A folder of items.
  struct Folder {
    /// The path of its file of variants.
    var path: String
    /// The families, in the order of the files.
    var sources: [FamilySource] = []
    var stored = VariantFile()
    var isStored = false
  }

  var folders: [Folder] = []
  var diagnostics: [Diagnostic] = []

  var sources: [FamilySource] { folders.flatMap(\.sources) }

  /// Reads the files; mistakes outside of families are left to the lint.
  init(folder: String) {
    let files = ContentFiles(folder: folder)
    var byFolder: [String: Folder] = [:]
    for name in files.itemFiles {
      let path = folder + "/" + (name.lastIndex(of: "/").map { String(name[...$0]) } ?? "") + VariantFile.name
      var reader = Reader(file: folder + "/" + name)
      guard let text = reader.text(), text.contains(TemplateNode.block + ":") else { continue }
      let sources = ItemReader.families(in: text, &reader)
      byFolder[path, default: Folder(path: path)].sources += sources
      diagnostics += reader.diagnostics
    }
    for name in files.variantFiles {
      let path = folder + "/" + name
      var reader = Reader(file: path)
      guard let text = reader.text() else { continue }
      byFolder[path, default: Folder(path: path)].stored = VariantFile(text: text)
      byFolder[path]?.isStored = true
      diagnostics += reader.diagnostics
    }
    folders = byFolder.values.sorted { $0.path < $1.path }
    var seen: Set<String> = []
    for source in sources where !seen.insert(source.id).inserted {
      let position = source.template.node.position
      diagnostics.append(
        Diagnostic(
          .error, rule: "duplicate-id", message: "the id \(source.id) belongs to two families",
          remedy: "rename one",
          location: SourceLocation(
            file: source.file, line: position?.line ?? 1, column: position?.column ?? 1))
      )
    }
  }
}
