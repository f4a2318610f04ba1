import Foundation
import Testing

/// What the declared dependencies of the targets can't hold of the architecture.
@Suite struct ImportTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folders of Sources that hold Swift.
  static let modules: [String] = {
    let folders = try? FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent("Sources").path)
    return (folders ?? []).filter { !files(of: $0).isEmpty }.sorted()
  }()

  static let screens: Set = ["TerminalUI", "NcursesTerminal", "CNcurses", "SextantScreens"]

  static func imports(of file: URL) throws -> [String] {
    // Programs in other languages stand in strings of several lines.
    var isInString = false
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      if line.components(separatedBy: "\"\"\"").count == 2 { isInString.toggle() }
      if isInString { return nil }
      let words = line.split(separator: " ").map(String.init)
      guard let place = words.firstIndex(of: "import"),
        place == 0
          || words[..<place].allSatisfy({
            $0.hasPrefix("@") || ["public", "package", "internal"].contains($0)
          })
      else { return nil }
      let rest = words[(place + 1)...].filter { !["struct", "func", "enum", "class"].contains($0) }
      return rest.first.map { String($0.prefix { $0 != "." }) }
    }
  }

  static func files(of module: String) -> [URL] {
    swiftFiles(in: root.appendingPathComponent("Sources/" + module))
  }

  static func swiftFiles(in folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }

  /// Two faces over one core: a build that finds the module lying about lets an import of it pass.
  @Test(arguments: ["SextantCore", "SextantPlain"]) func whatHasNoScreensKnowsNone(module: String) throws {
    let files = Self.files(of: module)
    #expect(!files.isEmpty, "no sources of \(module)")
    for file in files {
      let found = try Self.screens.intersection(Self.imports(of: file))
      #expect(found.isEmpty, "\(file.lastPathComponent) of \(module) imports \(found)")
    }
  }

  /// Mathematics, sessions and cells are values: they read no file and no clock.
  @Test(arguments: [
    "Psychometrics", "PsychometricsStudies", "QuizEngine", "QuizStudies", "Roadmap", "Interchange",
    "TextLayout", "TerminalUI",
  ])
  func pureModulesImportNoFoundation(module: String) throws {
    let files = Self.files(of: module)
    #expect(!files.isEmpty, "no sources of \(module)")
    for file in files {
      #expect(try !Self.imports(of: file).contains("Foundation"), "\(file.lastPathComponent) of \(module)")
    }
  }

  @Test func noTargetHoldsMoreThanThirtyPercentOfTheLines() throws {
    let lines = try Self.modules.reduce(into: [String: Int]()) { lines, module in
      for file in Self.files(of: module) {
        lines[module, default: 0] += try String(contentsOf: file, encoding: .utf8).count { $0 == "\n" }
      }
    }
    let all = lines.values.reduce(0, +)
    #expect(all > 30_000, "most of the sources weren't found")
    for (module, count) in lines { #expect(count * 100 <= all * 30, "\(module): \(count) of \(all) lines") }
  }

  /// A test in a folder that is no target would never run.
  @Test func everyFolderOfTestsIsATarget() throws {
    let manifest = try String(contentsOf: Self.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    let tests = Self.root.appendingPathComponent("Tests")
    for folder in try FileManager.default.contentsOfDirectory(atPath: tests.path)
    where !Self.swiftFiles(in: tests.appendingPathComponent(folder)).isEmpty {
      #expect(
        manifest.contains("\"\(folder)\"") || manifest.contains("path: \"Tests/\(folder)\""),
        "Tests/\(folder) is no target")
    }
  }

  /// What learners run doesn't depend on what studies need; `simulate` is the one command that runs a study.
  @Test func onlySimulationImportsTheStudies() throws {
    let studies: Set = ["PsychometricsStudies", "QuizStudies"]
    for module in Self.modules where !studies.contains(module) {
      for file in Self.files(of: module) where !file.lastPathComponent.hasPrefix("SimulateCommand") {
        #expect(try studies.isDisjoint(with: Self.imports(of: file)), "\(file.lastPathComponent)")
      }
    }
  }

  @Test func onlyTheTerminalImportsCurses() throws {
    for module in Self.modules where module != "NcursesTerminal" {
      for file in Self.files(of: module) {
        #expect(try !Self.imports(of: file).contains("CNcurses"), "\(file.lastPathComponent)")
      }
    }
  }

  /// What the standards forbid outside the terminal's backend.
  @Test func noSourceUsesUnsafeShortcuts() throws {
    let forbidden = ["@unchecked Sendable", "nonisolated(unsafe)", "try!", "fatalError(", " as! "]
    for module in Self.modules where module != "NcursesTerminal" {
      for file in Self.files(of: module) {
        let text = try String(contentsOf: file, encoding: .utf8)
        for word in forbidden { #expect(!text.contains(word), "\(word) in \(file.lastPathComponent)") }
      }
    }
  }

  /// The modules of the system, which no manifest declares.
  static let ofSystem: Set = ["Foundation", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin"]

  /// What each target of Sources declares in the manifest.
  static let declared: [String: Set<String>] = {
    let manifest = try? String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
    let pattern = /\.(?:target|executableTarget)\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?/
    return (manifest ?? "").matches(of: pattern).reduce(into: [:]) { found, match in
      let names = (match.output.2 ?? "").matches(of: /"([\w.-]+)"/).map { String($0.output.1) }
      found[String(match.output.1)] = Set(names)
    }
  }()

  /// A build that finds a module of a dependency's dependency lets an import of it pass.
  @Test(arguments: modules) func everyImportIsDeclared(module: String) throws {
    let declared = try #require(Self.declared[module], "the manifest has no target \(module)")
    for file in Self.files(of: module) {
      let undeclared = try Set(Self.imports(of: file)).subtracting(declared).subtracting(Self.ofSystem)
      #expect(undeclared.isEmpty, "\(file.lastPathComponent) of \(module) imports \(undeclared)")
    }
  }

  /// The faces read records, but they ask the workspace for them.
  @Test(arguments: modules.filter { !["Journal", "SextantCore"].contains($0) })
  func onlyTheCoreUsesTheStore(module: String) throws {
    #expect(module != "sextant" || Self.declared[module]?.contains("Journal") == false)
    for file in Self.files(of: module) {
      let uses = try String(contentsOf: file, encoding: .utf8).matches(of: /\bJournal[.(]|\.journal\b/)
      #expect(uses.isEmpty, "\(file.lastPathComponent) of \(module) uses the store")
    }
  }
}
