import Foundation

/// Opens assessments from the compiled index, or from the YAML files if any of them changed.
public enum BankLoader {
  /// Opens an assessment.
  ///
  /// - Parameters:
  ///   - folder: The absolute path of the folder that contains `assessment.yaml`.
  ///   - cache: The path of the folder of compiled indices; without a writable one, opening only takes longer.
  ///   - compile: Compiles the assessment into the cache outside this process; nil to do it here.
  /// - Throws: `BankError`, with all mistakes in the files.
  public static func load(
    folder: String, cache: String?, compile: ((_ folder: String, _ cache: String) -> Void)? = nil
  ) throws(BankError) -> Bank {
    let names = ContentFiles(folder: folder).names
    let stamps = FileStamp.all(in: folder, names: names)
    guard stamps.first?.name == ContentFiles.assessment else { throw .noAssessment(folder: folder) }
    let index = cache.map { IndexFile(cache: $0, assessment: folder) }
    // A file that can't be examined is a mistake, which reading will report.
    if stamps.count == names.count {
      if let bank = index?.bank(ifFresh: stamps, in: folder) { return bank }
      if let cache, let compile {
        compile(folder, cache)
        if let bank = index?.bank(ifFresh: stamps, in: folder) { return bank }
      }
    }
    let (parsed, diagnostics) = parse(assessment: URL(fileURLWithPath: folder))
    let errors = diagnostics.filter { $0.severity == .error }
    guard let parsed, errors.isEmpty else { throw .invalid(errors) }
    index?.write(parsed, stamps: stamps)
    return Bank(parsed)
  }

  /// Reads an assessment from its files and lists every mistake, by file and line.
  ///
  /// An item with an error is left out; all others are included.
  ///
  /// - Returns: Everything that could be read; nil if framework or roadmap couldn't.
  public static func parse(assessment folder: URL) -> (
    assessment: ParsedAssessment?, diagnostics: [Diagnostic]
  ) {
    var parser = AssessmentParser(folder: folder.path)
    return parser.parse()
  }

  /// The names of the assessments in a folder, sorted.
  public static func assessments(in folder: String) -> [String] {
    FileText.names(in: folder).filter { FileText.isReadable("\(folder)/\($0)/\(ContentFiles.assessment)") }
  }
}
