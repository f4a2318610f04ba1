import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Opens assessments: from the compiled index where nothing changed, else from the YAML files.
public enum BankLoader {
  /// The largest file that is read, in bytes.
  static let largestFile = 4 << 20

  /// Opens an assessment.
  ///
  /// - Parameter cache: The folder of compiled indices; nil, or one that cannot be written, costs only time.
  /// - Throws: `BankError`; mistakes in the files are all listed.
  public static func load(assessment folder: URL, cache: URL?) throws(BankError) -> Bank {
    let files = try contentFiles(of: folder)
    let place = cache.map { CompiledIndex.place(in: $0, assessment: folder) }
    if let place, let bank = CompiledIndex.read(place, ifFresh: files) { return bank }
    let (parsed, diagnostics) = parse(assessment: folder)
    let errors = diagnostics.filter { $0.severity == .error }
    guard let parsed, errors.isEmpty else { throw BankError.invalid(errors) }
    if let place { CompiledIndex.write(parsed, files: files, to: place) }
    return Bank(parsed)
  }

  /// Reads an assessment from its files and lists every mistake, by file and line.
  ///
  /// - Returns: What could be read, or nil where framework or roadmap could not.
  public static func parse(assessment folder: URL) -> (
    assessment: ParsedAssessment?, diagnostics: [Diagnostic]
  ) {
    var diagnostics: [Diagnostic] = []
    var hash = ContentHash()
    func text(_ path: String, _ name: String) -> String? {
      switch FileText.read(path, limit: largestFile) {
      case .success(let bytes):
        hash.add(name.utf8)
        hash.add(bytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
          diagnostics.append(
            Diagnostic(
              .error, rule: "encoding", message: "the file is not UTF-8", remedy: "save it as UTF-8",
              location: SourceLocation(file: path, line: 1, column: 1)))
          return nil
        }
        return text
      case .failure(let failure):
        diagnostics.append(
          Diagnostic(
            .error, rule: "file", message: failure.reason, remedy: "make it a readable file of at most 4 MiB",
            location: SourceLocation(file: path, line: 1, column: 1)))
        return nil
      }
    }
    var framework: Framework?
    let frameworkPath = folder.path + "/assessment.yaml"
    if let source = text(frameworkPath, "assessment.yaml") {
      var reader = Reader(file: frameworkPath)
      framework = FrameworkReader.framework(in: source, &reader)
      diagnostics += reader.diagnostics
    }
    var roadmap: RoadmapContent?
    let roadmapPath = folder.path + "/roadmap.yaml"
    if let source = text(roadmapPath, "roadmap.yaml") {
      var reader = Reader(file: roadmapPath)
      roadmap = RoadmapReader.roadmap(in: source, framework: framework, &reader)
      diagnostics += reader.diagnostics
    }
    var bySkill: [String: [Item]] = [:]
    let skills = framework?.skills.map(\.id) ?? []
    for name in FileText.itemFiles(in: folder.path) {
      let path = folder.path + "/" + name
      guard let source = text(path, name) else { continue }
      var reader = Reader(file: path)
      let items = ItemReader.items(in: source, &reader)
      if let skill = items.first?.skill, framework != nil, !skills.contains(skill) {
        reader.report(
          "unknown-skill", "the framework has no skill \(skill)",
          remedy: Fields.nearest(skill, skills).map { "did you mean \($0)?" } ?? "name one of its skills",
          at: nil)
      }
      for item in items { bySkill[item.skill, default: []].append(item) }
      diagnostics += reader.diagnostics
    }
    let items = skills.flatMap { bySkill[$0] ?? [] }
    diagnostics += duplicates(items)
    diagnostics.sort()
    guard let framework, let roadmap else { return (nil, diagnostics) }
    return (
      ParsedAssessment(
        content: AssessmentContent(framework: framework, roadmap: roadmap), items: items,
        contentKey: hash.text),
      diagnostics
    )
  }

  private static func duplicates(_ items: [Item]) -> [Diagnostic] {
    var seen: [String: SourceLocation] = [:]
    var found: [Diagnostic] = []
    for item in items {
      let location = item.location ?? SourceLocation(file: "", line: 1, column: 1)
      if let first = seen[item.id] {
        found.append(
          Diagnostic(
            .error, rule: "duplicate-id", message: "the id \(item.id) stands twice",
            remedy: "rename one; the other is at \(first.file):\(first.line)", location: location,
            item: item.id))
      } else {
        seen[item.id] = location
      }
    }
    return found
  }

  /// The assessments inside a folder, by name.
  public static func assessments(in folder: URL) -> [URL] {
    FileText.names(in: folder.path).filter { FileText.exists(folder.path + "/" + $0 + "/assessment.yaml") }
      .map { folder.appendingPathComponent($0) }
  }

  /// Every content file with its size and time.
  static func contentFiles(of folder: URL) throws(BankError) -> [FileStamp] {
    var stamps: [FileStamp] = []
    for name in ["assessment.yaml", "roadmap.yaml"] + FileText.itemFiles(in: folder.path) {
      if let stamp = FileStamp(folder: folder.path, name: name) { stamps.append(stamp) }
    }
    guard stamps.first?.name == "assessment.yaml" else { throw BankError.noAssessment(folder: folder.path) }
    return stamps
  }
}
