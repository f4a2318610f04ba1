import Foundation
import Testing

/// Rounding, percentages, the scale and thresholds are each written in one place, which all others call.
@Suite struct OwnerTests {
  /// What is written in one place alone, as a pattern of code, and the files that own it.
  static let owned: [(what: String, pattern: String, owners: Set<String>)] = [
    ("percent of a share", #"\* 100\)+\.rounded|\* 100(, \d)?\)\)? (\+ "|%)|\* 200 \+|\* 100 / "#, []),
    ("hundredths of a percent", #"\* 10_000\)+\.rounded|\* 1e[46]\)\.rounded"#, []),
    ("the scale of scores", #"\b500 [-+]|[-+] 500\) / 100\b|\b100 \* \$"#, []),
    ("half an hour of a time", #"/ 6\)\.rounded"#, ["DecimalText.swift"]),
    ("minutes left", #"59_999|[^\w]5 \* 60_000"#, ["Session+Remaining.swift"]),
    ("critical values", #"\b1\.645\b|\b1\.96\b"#, ["ReliableChange.swift", "ReportingScale.swift"]),
    ("the cut of being at the target", #"Cut = 0\.75"#, ["SkillVerdict.swift"]),
    ("FNV-1a", #"0x100_?0000_?01b3"#, ["FNV1a.swift"]),
    ("the cause of a signal", #"SIGHUP \?"#, []),
  ]

  @Test(arguments: owned) func theRuleIsWrittenOnce(what: String, pattern: String, owners: Set<String>) throws
  {
    let expression = try NSRegularExpression(pattern: pattern, options: .caseInsensitive)
    var holders: Set<String> = []
    for file in ImportTests.swiftFiles(in: ImportTests.root.appendingPathComponent("Sources")) {
      let name = file.lastPathComponent
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        // What a comment says of a number is no second owner.
        let code = line.trimmingPrefix { $0 == " " }
        guard !code.hasPrefix("//"),
          expression.firstMatch(in: String(code), range: NSRange(location: 0, length: code.utf16.count))
            != nil
        else { continue }
        holders.insert(name)
        #expect(owners.contains(name), "\(what) by hand in \(name): \(code)")
      }
    }
    #expect(holders == owners, "an owner of \(what) moved")
  }

  /// A file may be of any size, so a reader names the most that it takes (`FileText.read`, `TextFile.read`).
  @Test func everyFileIsReadWithALimit() throws {
    // Files that the program wrote itself, or the system: the table of mounts, a notice.
    let own: Set = ["JournalFiles.swift", "Opening.swift"]
    var holders: Set<String> = []
    for file in ImportTests.swiftFiles(in: ImportTests.root.appendingPathComponent("Sources")) {
      let text = try String(contentsOf: file, encoding: .utf8)
      guard text.contains(/(?:String|Data)\(\s*contentsOf/) else { continue }
      holders.insert(file.lastPathComponent)
    }
    #expect(holders == own, "read without a limit: \(holders.symmetricDifference(own).sorted())")
  }
}
