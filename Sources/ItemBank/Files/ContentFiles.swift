import TextLayout

/// The files of an assessment, relative to its folder.
struct ContentFiles {
  static let assessment = "assessment.yaml"
  static let roadmap = "roadmap.yaml"
  /// The largest number of item files to read.
  static let most = 4096

  /// The item files `items/<domain>/<skill>.yaml`, sorted.
  private(set) var itemFiles: [String] = []
  /// The files of computed variants, `items/<domain>/variants.jsonl`, sorted.
  private(set) var variantFiles: [String] = []
  /// The files of measured difficulties that exist, the preferred one first.
  let difficultyFiles: [(name: String, source: MeasuredDifficulty.Source)]
  /// Diagnostics about files that look as if they should be read but aren't.
  private(set) var diagnostics: [Diagnostic] = []
  private let folder: String

  /// Lists a folder without reading its files.
  init(folder: String) {
    self.folder = folder
    difficultyFiles = DifficultyReader.files.filter { FileText.exists(folder + "/" + $0.name) }
    for domain in FileText.names(in: folder + "/items") {
      let path = "items/" + domain
      if domain.hasSuffix(".yaml") || domain.hasSuffix(".yml") {
        report(
          path, .warning, "the file is in no domain's folder and is not read", "move it to items/<domain>/")
        continue
      }
      for name in FileText.names(in: folder + "/" + path) {
        if name.hasSuffix(".yaml") {
          add(path + "/" + name)
        } else if name == VariantFile.name {
          variantFiles.append(path + "/" + name)
        } else if name.hasSuffix(".yml") {
          report(path + "/" + name, .warning, "the file ends in .yml and is not read", "rename it to .yaml")
        }
      }
    }
  }

  /// All files: assessment, roadmap, computed variants, items, measured difficulties.
  var names: [String] {
    [Self.assessment, Self.roadmap] + variantFiles + itemFiles + difficultyFiles.map(\.name)
  }

  private mutating func add(_ name: String) {
    if ForbiddenCharacters.spelledOut(name) != name || name.unicodeScalars.contains("\u{FFFD}") {
      report(
        name, .error, "the file's name holds characters that cannot be shown", "rename it after its skill")
    } else if itemFiles.count < Self.most {
      itemFiles.append(name)
    } else if itemFiles.count == Self.most {
      report(name, .error, "the assessment has more than \(Self.most) item files", "write one file a skill")
    }
  }

  private mutating func report(
    _ name: String, _ severity: Diagnostic.Severity, _ message: String, _ remedy: String
  ) {
    let file = ForbiddenCharacters.spelledOut(folder + "/" + name)
    diagnostics.append(
      Diagnostic(
        severity, rule: "file-name", message: message, remedy: remedy,
        location: SourceLocation(file: file, line: 1, column: 1)))
  }
}
