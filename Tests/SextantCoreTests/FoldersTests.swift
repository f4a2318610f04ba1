import Foundation
import Testing

@testable import SextantCore

/// Where the person's data lies, and that it never lies where others can write.
@Suite struct FoldersTests {
  static let assessments = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Assessments").path

  func find(home: String? = nil, _ environment: [String: String], account: String? = "/home/ada")
    throws(FolderError) -> Folders
  {
    try Folders.find(
      assessments: Self.assessments, home: home, variable: { environment[$0] },
      executable: "/usr/bin/sextant",
      accountHome: { account })
  }

  @Test(arguments: [[:], ["HOME": ""], ["HOME": "relative/home"], ["HOME": "."]])
  func withoutAHomeTheAccountsIsUsed(environment: [String: String]) throws {
    let folders = try find(environment)
    #expect(folders.data.path == "/home/ada/.local/share/sextant")
    #expect(folders.keyFile == "/home/ada/.config/sextant/keys.conf")
    #expect(try find(["HOME": "/h"]).data.path == "/h/.local/share/sextant")
  }

  @Test(arguments: [nil, "", "relative"])
  func whereNobodyKnowsAHomeNoneIsMadeUp(account: String?) throws {
    #expect(throws: FolderError.noHome) { try find([:], account: account) }
    #expect(throws: FolderError.noHome) { try find(["XDG_DATA_HOME": "/d"], account: account) }
    #expect(FolderError.noHome.message.contains("--home") && FolderError.noHome.exitCode == 66)
    // What is named needs no home.
    #expect(try find(home: "/data", [:], account: account).data.path == "/data")
    #expect(try find(["SEXTANT_HOME": "/data"], account: account).data.path == "/data")
    let named = Dictionary(
      uniqueKeysWithValues: ["DATA", "CACHE", "STATE", "CONFIG"].map { ("XDG_\($0)_HOME", "/x/\($0)") })
    #expect(try find(named, account: account).data.path == "/x/DATA/sextant")
  }

  @Test(arguments: [("/data", "/data"), ("/data/", "/data"), ("/a/.b/c", "/a/.b/c"), ("/", "/")])
  func aFolderIsAnAbsolutePath(given: String, path: String) throws {
    let folders = try find(home: given, [:])
    #expect(folders.dataPath == path && folders.data.path == path)
    #expect(try #require(folders.cache).lastPathComponent == "cache")
    #expect(try find(home: "here", [:]).dataPath == FileManager.default.currentDirectoryPath + "/here")
  }

  @Test func withoutAnAssessmentTheMessageListsWhereItLooked() throws {
    let searched = [
      "/no/a/b/c/share/sextant/Assessments", "/no/a/b/c/Assessments", "/no/a/b/Assessments",
      "/no/a/Assessments", "/no/Assessments", FileManager.default.currentDirectoryPath + "/Assessments",
    ]
    #expect(throws: FolderError.noAssessment(searched: searched)) {
      try Folders.find(
        assessments: nil, home: "/data", variable: { _ in nil }, executable: "/no/a/b/c/bin/sextant",
        name: "unknown")
    }
  }

  @Test func anEmptyNameIsNoFolder() {
    #expect(throws: FolderError.emptyHome) { try find(home: "", ["HOME": "/h"]) }
    #expect(FolderError.emptyHome.exitCode == 64)
  }

  @Test func theSystemKnowsTheAccountsHome() throws {
    #expect(try #require(Folders.accountHome()).hasPrefix("/"))
  }
}
