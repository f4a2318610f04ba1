import Foundation
import Testing

/// Backups and exports of a person's own data, by commands.
@Suite struct OwnDataTests {
  let cli = CommandTests()

  /// Two placements of three answers.
  private func practise(clock: String = "2026-05-04T09:00:00Z*20000") throws {
    for _ in 0..<2 {
      let said = try cli.sextant(
        "take", "--plain", "--items", "3", "--seed", "5", input: String(repeating: "dunno\n\n", count: 3),
        clock: clock)
      try #require(said.status == 0, "\(said.errors)")
    }
  }

  /// A file that isn't there yet.
  private func newFile(_ name: String) -> String {
    cli.home.deletingLastPathComponent().appendingPathComponent(name + UUID().uuidString).path
  }

  @Test func aBackupGoesToAnotherMachineAndBack() throws {
    try practise()
    let history = try cli.sextant("attempts", "--json").output
    let file = newFile("backup-")
    defer { try? FileManager.default.removeItem(atPath: file) }
    let backup = try cli.sextant("backup", file)
    #expect(backup.status == 0 && backup.output.contains("ml-engineer: 2 attempts, 6 answers"), "\(backup)")
    let again = try cli.sextant("backup", file)
    #expect(again.status == 73 && again.errors.contains("is there already"), "\(again)")

    let other = OwnDataTests()
    let kept = try other.cli.sextant("restore", file, input: "no\n")
    #expect(kept.status == 1 && kept.errors.contains("nothing was changed"), "\(kept)")
    let restored = try other.cli.sextant("restore", file, input: "yes\n")
    #expect(restored.status == 0 && restored.errors.contains("2 attempts, 6 answers"), "\(restored)")
    #expect(try other.cli.sextant("attempts", "--json").output == history)

    // Over data of its own, which is kept.
    try other.practise()
    let over = try other.cli.sextant("restore", file, "--yes")
    #expect(
      over.errors.contains("It would replace:") && over.errors.contains("4 attempts, 12 answers"), "\(over)")
    #expect(over.errors.contains("journal.replaced-"), "\(over)")
    #expect(try other.cli.sextant("attempts", "--json").output == history)
    let wrong = try cli.sextant("restore", "/etc/hostname", "--yes")
    #expect(
      wrong.status == 65 && wrong.errors.contains("/etc/hostname isn't a journal of Sextant"), "\(wrong)")
  }

  @Test func aResumeIsWrittenOnce() throws {
    try practise()
    let file = newFile("resume-")
    defer { try? FileManager.default.removeItem(atPath: file) }
    let written = try cli.sextant("export", "resume", "-o", file)
    #expect(written.status == 0 && written.errors.contains("written to \(file)."), "\(written)")
    // Apart from the time at which it was written.
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains("lastModified") }
    }
    let same = try cli.sextant("export", "resume").output
    #expect(try lines(String(contentsOfFile: file, encoding: .utf8)) == lines(same) && lines(same).count > 4)
    let again = try cli.sextant("export", "resume", "-o", file)
    #expect(again.status == 73, "\(again)")
  }

  @Test func aCopyIsKeptOnLeavingAndRestoreListsIt() throws {
    let none = try cli.sextant("restore")
    #expect(none.status == 0 && none.errors.contains("There is no copy yet."), "\(none)")
    // Slow enough that it stays the same day on a busy machine.
    try practise(clock: "2026-05-04T09:00:00Z*60")
    let history = try cli.sextant("attempts", "--json").output
    let listed = try cli.sextant("restore")
    let path = try #require(listed.output.split(separator: " ").first.map(String.init), "\(listed)")
    #expect(path.hasSuffix("/copies/sextant-2026-05-04.sqlite"), "\(listed)")
    let other = OwnDataTests()
    let restored = try other.cli.sextant("restore", path, "--yes")
    #expect(restored.status == 0, "\(restored)")
    #expect(try other.cli.sextant("attempts", "--json").output == history)
    let doctor = try cli.sextant("doctor")
    #expect(doctor.output.contains("ok   copies: 1 in "), "\(doctor.output)")
  }

  /// What is refused says what would help with a backup, not with the person's own journal.
  @Test func aBackupThatCannotBeReadIsNamed() throws {
    for (path, status, words) in [
      ("/nowhere/backup", Int32(66), "cannot read /nowhere/backup"), ("/etc", 66, "it is a folder"),
    ] {
      let said = try cli.sextant("restore", path, "--yes")
      #expect(said.status == status && said.errors.contains(words), "\(said)")
      #expect(said.errors.contains("nothing was changed") && !said.errors.contains("--home"), "\(said)")
    }
  }

  @Test func answersAreWrittenInThreeForms() throws {
    try practise()
    let excluded = try cli.sextant("attempts", "exclude", "2", "--reason", "a try")
    try #require(excluded.status == 0)
    let table = try cli.sextant("export", "answers", "--person", "ann")
    let lines = table.output.split(whereSeparator: \.isNewline)
    #expect(lines.first == "person,item,score,mode,attempt,at" && lines.count == 4, "\(table.output)")
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("ann,") && $0.contains(",0,placement,1,2026-05-0") })
    #expect(table.errors.contains("3 answers of excluded attempts left out"), "\(table.errors)")

    let text = try cli.sextant("export", "answers", "--format", "json").output
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let answers = try #require(document["answers"] as? [[String: Any]])
    #expect(answers.count == 6 && answers.last?["excluded"] as? String == "a try")
    let schema = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: Tmux.root.appendingPathComponent("Assessments/schema/answers.schema.json")))
        as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(Set(document.keys) == Set(properties.keys))
    let alignment = try #require(document["alignment"] as? [String: [[String: String]]])
    #expect(alignment["cs.sql"]?.first?["name"] == "ESCO: SQL", "\(alignment)")
    let item = try #require((properties["answers"] as? [String: Any])?["items"] as? [String: Any])
    let fields = try #require(item["properties"] as? [String: Any])
    let needed = try #require(item["required"] as? [String])
    for answer in answers {
      #expect(
        Set(answer.keys).isSubset(of: fields.keys) && Set(needed).isSubset(of: answer.keys), "\(answer)")
    }

    let statements = try cli.sextant("export", "answers", "--format", "xapi").output
    let again = try cli.sextant("export", "answers", "--format", "xapi").output
    #expect(statements == again, "the same answers have the same identities")
    let ids = try statements.split(separator: "\n").map { line -> String in
      let one = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect((one["verb"] as? [String: Any])?["id"] as? String == "http://adlnet.gov/expapi/verbs/answered")
      #expect((one["result"] as? [String: Any])?["success"] as? Bool == false)
      return one["id"] as? String ?? ""
    }
    #expect(Set(ids).count == 6 && ids.allSatisfy { UUID(uuidString: $0) != nil }, "\(ids)")
  }

  /// What calibration reads is what the export writes.
  @Test func exportedAnswersCalibrate() throws {
    try practise()
    let file = newFile("answers-")
    defer { try? FileManager.default.removeItem(atPath: file) }
    let written = try cli.sextant("export", "answers", "-o", file)
    try #require(written.status == 0, "\(written.errors)")
    let said = try cli.sextant("bank", "calibrate", file, "--json")
    #expect(said.status == 0, "\(said.errors)")
  }

  @Test func anOpenPlacementGivesNothingAway() throws {
    let said = try cli.sextant(
      "take", "--plain", "--items", "5", input: "dunno\n\ndunno\n\n")
    try #require(said.status == 0, "\(said.errors)")
    let table = try cli.sextant("export", "answers")
    #expect(table.output.split(whereSeparator: \.isNewline).count == 1 && table.errors.contains("0 answers"))
  }
}
