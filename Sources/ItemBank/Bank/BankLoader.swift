import Foundation

/// Opens assessments: from the compiled index where nothing changed, else from the YAML files.
public enum BankLoader {
  /// Opens an assessment.
  ///
  /// - Parameters:
  ///   - folder: The folder that holds `assessment.yaml`.
  ///   - cache: The folder of compiled indices; nil, or one that cannot be written, costs only time.
  ///   - compile: Compiles the assessment into the cache outside of this process; nil if it is done here.
  /// - Throws: `BankError`; mistakes in the files are all listed.
  public static func load(
    assessment folder: URL, cache: URL?, compile: ((_ assessment: URL, _ cache: URL) -> Void)? = nil
  ) throws(BankError) -> Bank {
    let names = ContentFiles(folder: folder.path).names
    let stamps = names.compactMap { FileStamp(folder: folder.path, name: $0) }
    guard stamps.first?.name == ContentFiles.assessment else { throw .noAssessment(folder: folder.path) }
    let index = cache.map { IndexFile(cache: $0.path, assessment: folder.standardizedFileURL.path) }
    // A file that cannot be looked at is a mistake that only reading reports.
    if stamps.count == names.count {
      if let bank = index?.bank(ifFresh: stamps, in: folder.path) { return bank }
      if let cache, let compile {
        compile(folder, cache)
        if let bank = index?.bank(ifFresh: stamps, in: folder.path) { return bank }
      }
    }
    let (parsed, diagnostics) = parse(assessment: folder)
    let errors = diagnostics.filter { $0.severity == .error }
    guard let parsed, errors.isEmpty else { throw .invalid(errors) }
    index?.write(parsed, stamps: stamps)
    return Bank(parsed)
  }

  /// Reads an assessment from its files and lists every mistake, by file and line.
  ///
  /// An item with an error is left out; all others are there.
  ///
  /// - Returns: What could be read, or nil if framework or roadmap could not.
  public static func parse(assessment folder: URL) -> (
    assessment: ParsedAssessment?, diagnostics: [Diagnostic]
  ) {
    var parser = AssessmentParser(folder: folder.path)
    return parser.parse()
  }

  /// The assessments inside a folder, by name.
  public static func assessments(in folder: URL) -> [URL] {
    FileText.names(in: folder.path).filter {
      FileText.isReadable("\(folder.path)/\($0)/\(ContentFiles.assessment)")
    }
    .map { folder.appendingPathComponent($0) }
  }
}
