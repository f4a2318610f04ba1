import Foundation
import Testing

/// The arrows between modules: what each may import of ours and of others.
@Suite struct ImportTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Own modules and libraries that each module may import; system modules stand in `system`.
  static let allowed: [String: Set<String>] = [
    "Psychometrics": [],
    "ItemBank": ["TextLayout", "Yams", "SystemPackage"],
    "QuizEngine": ["ItemBank", "Psychometrics"],
    "Roadmap": ["ItemBank", "Psychometrics"],
    "Journal": ["GRDB"],
    "Interchange": [],
    "Reporting": ["Psychometrics", "TextLayout"],
    "TextLayout": [],
    "TerminalUI": ["TextLayout"],
    "NcursesTerminal": ["TerminalUI", "CNcurses", "CTerminalGuard"],
    "SextantCore": [
      "Reporting", "QuizEngine", "Roadmap", "Journal", "ItemBank", "Psychometrics", "TextLayout",
    ],
    "SextantPlain": [
      "SextantCore", "Reporting", "QuizEngine", "Roadmap", "Journal", "ItemBank", "Psychometrics",
      "TextLayout",
    ],
    "SextantScreens": [
      "SextantCore", "Reporting", "QuizEngine", "Roadmap", "Journal", "ItemBank", "Psychometrics",
      "TextLayout",
      "TerminalUI",
    ],
    "sextant": [
      "SextantCore", "SextantPlain", "SextantScreens", "NcursesTerminal", "TerminalUI", "QuizEngine",
      "Reporting",
      "Interchange", "ItemBank", "Journal", "Psychometrics", "TextLayout", "ArgumentParser", "SystemPackage",
    ],
  ]

  /// System modules by the module that may use them: mathematics and cells know no files and no dates.
  static let system: [String: Set<String>] = [
    "Psychometrics": ["Glibc"], "TextLayout": [], "TerminalUI": [], "QuizEngine": [],
    "Roadmap": [],
    "Interchange": [],
    "Reporting": ["Foundation"], "ItemBank": ["Foundation", "Glibc"], "Journal": ["Foundation", "Glibc"],
    "NcursesTerminal": ["Glibc"], "SextantCore": ["Foundation", "Glibc", "Synchronization", "Dispatch"],
    "SextantPlain": ["Foundation"], "SextantScreens": ["Foundation", "Glibc"],
    "sextant": ["Foundation", "Glibc", "Dispatch", "Synchronization"],
  ]

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
    let folder = root.appendingPathComponent("Sources/" + module)
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }

  @Test(arguments: allowed.keys.sorted())
  func aModuleImportsOnlyWhatLiesBelowIt(module: String) throws {
    let files = Self.files(of: module)
    #expect(!files.isEmpty, "no sources of \(module)")
    var may = (Self.allowed[module] ?? []).union(Self.system[module] ?? [])
    // The C library has another name on other systems.
    if may.contains("Glibc") { may.formUnion(["Musl", "Darwin"]) }
    for file in files {
      for name in try Self.imports(of: file) where !may.contains(name) {
        Issue.record("\(file.lastPathComponent) of \(module) imports \(name)")
      }
    }
  }

  @Test func everyModuleHasItsRow() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Sources").path)
    let swift = folders.filter { !Self.files(of: $0).isEmpty }
    #expect(Set(swift) == Set(Self.allowed.keys))
  }

  @Test func onlyTheTerminalImportsCurses() throws {
    for module in Self.allowed.keys where module != "NcursesTerminal" {
      for file in Self.files(of: module) {
        #expect(try !Self.imports(of: file).contains("CNcurses"), "\(file.lastPathComponent)")
      }
    }
  }

  /// What the standards forbid outside the terminal's backend.
  @Test func noSourceUsesUnsafeShortcuts() throws {
    let forbidden = ["@unchecked Sendable", "nonisolated(unsafe)", "try!", "fatalError(", " as! "]
    for module in Self.allowed.keys where module != "NcursesTerminal" {
      for file in Self.files(of: module) {
        let text = try String(contentsOf: file, encoding: .utf8)
        for word in forbidden { #expect(!text.contains(word), "\(word) in \(file.lastPathComponent)") }
      }
    }
  }
}
