import Foundation
import Testing

@testable import ItemBank

/// Files of the program's own stay in their folder, and what is the person's stays as it was.
@Suite struct FileTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "sextant-files-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  @Test(arguments: [
    "../../escaped", "/etc/passwd", "..", ".", "", "a/b", "new\nline", String(repeating: "é", count: 5000),
    ".hidden",
  ])
  func aSealedFileLiesInItsFolderWhateverItsName(name: String) throws {
    let file = SealedFile(
      folder: folder.path, name: name, suffix: ".standings", magic: "SXTTEST1", limit: 100)
    #expect(file.write([1, 2, 3]))
    #expect(file.reader() != nil)
    let there = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(
      there.count == 1 && there.allSatisfy { !$0.hasPrefix("..") && $0.hasSuffix(".standings") }, "\(there)")
    try FileManager.default.removeItem(at: folder)
  }

  @Test func aSoundNameIsTheNameOfItsFile() {
    let file = SealedFile(
      folder: "/x", name: "ml-engineer.2", suffix: ".remarks", magic: "SXTTEST1", limit: 1)
    #expect(file.path == "/x/ml-engineer.2.remarks")
  }

  @Test func whatIsRewrittenKeepsItsModeAndItsLink() throws {
    let (real, link) = (folder.appendingPathComponent("real"), folder.appendingPathComponent("link"))
    try Data("old".utf8).write(to: real)
    try FileManager.default.setAttributes([.posixPermissions: 0o664], ofItemAtPath: real.path)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "real")
    try FileText.rewrite(link.path, with: Array("new".utf8))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "real")
    #expect(try String(contentsOf: real, encoding: .utf8) == "new")
    #expect(try FileManager.default.attributesOfItem(atPath: real.path)[.posixPermissions] as? Int == 0o664)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    #expect(throws: FileFailure.self) { try FileText.rewrite(folder.path + "/missing", with: []) }
  }

  @Test func aNewFileIsThePersonsAloneAndNeverWrittenOver() throws {
    let path = folder.path + "/new"
    let mask = umask(0)
    defer { umask(mask) }
    try FileText.create(path, with: [1])
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(throws: FileFailure.self) { try FileText.create(path, with: [2]) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1]))
  }
}
