import Foundation
import Testing
import TextLayout

@testable import ItemBank

/// No bytes make the loader trap, hang, or say nothing.
@Suite struct FuzzTests {
  static let names = [BankFixture.aims, "items/teach/ask.yaml", "roadmap.yaml", "assessment.yaml"]
  static let splinters = [
    "&a *a", "- {: [", "\u{0}", "\u{1B}[31m", "|", ">2\n", "? ", ": ", "\"", "'", "[[[[", "{{{{", "!!binary ",
    "<<: *x",
    "\n  - ", "---\n", "...\n", "%YAML 1.1\n", "\t", "\r", "\u{2028}", "0x7fffffffffffffff",
    "-99999999999999999999",
    "\u{FEFF}", "~", "#", "@", "`",
  ].map { Array($0.utf8) }

  @Test(arguments: 0..<240)
  func mutatedFilesAreReadOrReported(seed: Int) throws {
    let fixture = try BankFixture()
    var generator = Generator(seed: seed)
    let name = Self.names[seed % Self.names.count]
    var bytes = Array(try fixture.text(name).utf8)
    for _ in 0..<(1 + generator.next(8)) where !bytes.isEmpty {
      let place = generator.next(bytes.count)
      switch generator.next(5) {
      case 0: bytes[place] = UInt8(generator.next(256))
      case 1: bytes.insert(contentsOf: Self.splinters[generator.next(Self.splinters.count)], at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + generator.next(60)))
      case 3:
        bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + generator.next(200))], at: place)
      default: bytes.swapAt(place, generator.next(bytes.count))
      }
    }
    try fixture.write(name, Data(bytes))
    let (assessment, diagnostics) = fixture.parse()
    for diagnostic in diagnostics {
      #expect(!diagnostic.remedy.isEmpty && diagnostic.location.line >= 1 && diagnostic.location.column >= 1)
      #expect(ForbiddenCharacters.first(in: diagnostic.description.filter { $0 != "\n" }) == nil)
    }
    if let assessment {
      // What is read without error goes through rules, statistics, audit and index without a trap too.
      _ = BankLint.check(assessment, today: (2026, 11))
      #expect(Bank(assessment).items.count == assessment.items.count)
    }
  }

  @Test(arguments: [
    String(repeating: "[", count: 3000), String(repeating: "{a: ", count: 3000),
    String(repeating: "- ", count: 3000),
    String(repeating: "? ", count: 3000),
    (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
  ])
  func deepNestingIsReported(text: String) throws {
    let fixture = try BankFixture()
    try fixture.write(BankFixture.aims, text)
    let found = fixture.parse().diagnostics
    #expect(found.count == 1 && found.allSatisfy { ["yaml", "too-deep"].contains($0.rule) }, "\(found)")
  }

  /// Nine lines that mean a thousand million values.
  @Test func aliasBombsDoNotGoOff() throws {
    let fixture = try BankFixture()
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for step in 1..<9 {
      let aliases = Array(repeating: "*a\(step - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(step): &a\(step) [\(aliases)]\n"
    }
    try fixture.write(BankFixture.aims, bomb + "? *a8\n: 1\n")
    #expect(fixture.parse().diagnostics.map(\.rule) == ["yaml-alias"])
  }

  @Test func bytesThatAreNoTextAreReportedWithTheirLine() throws {
    let fixture = try BankFixture()
    try fixture.write(BankFixture.aims, Data("skill: plan.aims\nitems: \n".utf8) + Data([0xC3, 0x28]))
    let found = fixture.parse().diagnostics
    #expect(found.map(\.rule) == ["encoding"] && found.first?.location.line == 3)
  }

  @Test func filesThatAreTooLargeAreNotRead() throws {
    let fixture = try BankFixture()
    try fixture.write(BankFixture.aims, Data(repeating: UInt8(ascii: "#"), count: (4 << 20) + 1))
    #expect(fixture.parse().diagnostics.map(\.rule) == ["file"])
  }

  @Test(arguments: ["", "   \n", "# only a comment\n", "---\n"])
  func emptyFilesAreReported(text: String) throws {
    let fixture = try BankFixture()
    try fixture.write(BankFixture.aims, text)
    #expect(fixture.parse().diagnostics.map(\.rule) == ["empty-file"])
  }
}

/// Folders and names that nobody expects.
@Suite struct FolderTests {
  @Test func aFolderWithoutAssessmentIsNamed() {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nowhere-\(UUID().uuidString)")
    let error = #expect(throws: BankError.self) { try BankLoader.load(folder: folder.path, cache: nil) }
    #expect(error == .noAssessment(folder: folder.path))
    #expect(BankLoader.assessments(in: folder.path).isEmpty)
  }

  @Test func assessmentsAreFoldersThatHaveOne() throws {
    let fixture = try BankFixture()
    let parent = fixture.folder.deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: parent.appendingPathComponent("empty"), withIntermediateDirectories: true)
    #expect(BankLoader.assessments(in: parent.path) == ["teacher"])
  }

  @Test func aMissingRoadmapIsReportedAndTheItemsStillRead() throws {
    let fixture = try BankFixture()
    try FileManager.default.removeItem(at: fixture.folder.appendingPathComponent("roadmap.yaml"))
    try fixture.change(BankFixture.aims, "level: 2", "level: 0")
    let (assessment, diagnostics) = fixture.parse()
    #expect(assessment == nil)
    #expect(diagnostics.map(\.rule) == ["level-range", "file"])
  }

  @Test func symbolicLinksInACircleEnd() throws {
    let fixture = try BankFixture()
    let items = fixture.folder.appendingPathComponent("items")
    try FileManager.default.createSymbolicLink(
      at: items.appendingPathComponent("plan/loop.yaml"),
      withDestinationURL: items.appendingPathComponent("plan/loop.yaml"))
    try FileManager.default.createSymbolicLink(
      at: items.appendingPathComponent("round"), withDestinationURL: items)
    let found = fixture.parse().diagnostics
    #expect(
      found.map(\.rule) == ["file"] && found.first?.location.file.hasSuffix("loop.yaml") == true, "\(found)")
    #expect(throws: BankError.self) { try fixture.load() }
  }

  @Test func aFolderInPlaceOfAFileIsReported() throws {
    let fixture = try BankFixture()
    try FileManager.default.createDirectory(
      at: fixture.folder.appendingPathComponent("items/plan/more.yaml"), withIntermediateDirectories: true)
    #expect(fixture.parse().diagnostics.map(\.message) == ["it is no regular file"])
  }

  @Test func namesThatCannotBeShownAreRefused() throws {
    let fixture = try BankFixture()
    try fixture.write("items/plan/a\u{1B}[2Jb\n.yaml", "skill: plan.aims")
    let found = fixture.parse().diagnostics
    #expect(found.map(\.rule) == ["file-name"])
    #expect(
      found.first.map {
        ForbiddenCharacters.first(in: $0.description) == nil && !$0.description.contains("\n")
      } == true)
  }

  @Test func filesThatMissTheirPlaceAreMentioned() throws {
    let fixture = try BankFixture()
    try fixture.write("items/plan/other.yml", "skill: plan.aims")
    try fixture.write("items/stray.yaml", "skill: plan.aims")
    try fixture.write("items/plan/README.md", "words")
    let found = fixture.parse().diagnostics
    #expect(found.map(\.rule) == ["file-name", "file-name"] && found.allSatisfy { $0.severity == .warning })
    #expect(try fixture.load().items.count == 8)
  }
}
