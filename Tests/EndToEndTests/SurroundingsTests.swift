import Foundation
import Testing

/// Files, variables and streams as they should not be; the program says what is wrong, and ends with a code for it.
@Suite struct SurroundingsTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "sextant-surroundings-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Runs a script in a folder of its own; `$S` is the program, `$A` names the assessments and `$H` the data.
  func shell(_ script: String, assessments: String? = nil) throws -> CommandTests.Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["S"] = Tmux.binary
    environment["A"] =
      "--assessments=" + (assessments ?? Tmux.root.appendingPathComponent("Assessments").path)
    environment["H"] = "--home=" + folder.appendingPathComponent("data").path
    environment["SEXTANT_HOME"] = nil
    process.environment = environment
    let (output, errors) = (folder.appendingPathComponent(".out"), folder.appendingPathComponent(".err"))
    for file in [output, errors] { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
    return CommandTests.Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try text(output), errors: try text(errors))
  }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(path).path)[
      .posixPermissions]
      as? Int
  }

  static let hostile = "\u{1B}]0;PWN\u{7}\u{9B}31m\u{202E}"

  @Test(arguments: [
    "$S \"$X\"", "$S \"--$X\"", "$S --theme \"$X\"", "$S take --mode \"$X\"", "$S bank show \"$X\" $A $H",
    "$S bank list --assessments \"/$X\"", "$S bank list --skill \"$X\" $A $H",
    "$S bank calibrate \"$X\" $A $H",
    "printf 'a,b\\n1,%s\\n' \"$X\" > e.csv; $S bank calibrate e.csv $A $H",
    "printf '%s,%s\\n1,0\\n' \"$X\" \"$X\" > e.csv; $S bank calibrate e.csv $A $H",
    "printf '%s,b\\n1,0\\n' \"$X\" > e.csv; $S bank calibrate e.csv $A $H",
    "printf '%s,b\\n1,0\\n' \"$X\" > e.csv; $S bank calibrate e.csv --json $A $H",
    "mkdir data; printf '%s x = y\\n' \"$X\" > data/keys.conf; $S keys $A $H",
    "mkdir data; printf 'home up = %s\\n' \"$X\" > data/keys.conf; $S plan $A $H",
    "SEXTANT_CLOCK=\"$X\" $S plan $A $H", "$S plan $A --home \"/dev/null/$X\"",
    "printf 'x\\n' | $S bank new --skill \"$X\" $A $H", "EDITOR=\"$X\" $S bank new --draft \"$X\" $A $H",
  ])
  func noMessageHoldsWhatATerminalObeys(script: String) throws {
    let outcome = try shell("X=$(printf '\(Self.hostile)'); " + script)
    let text = outcome.output + outcome.errors
    #expect(!text.isEmpty)
    for scalar in text.unicodeScalars {
      #expect(
        scalar == "\n"
          || scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{202E}",
        "\(text.debugDescription)")
    }
  }

  /// What is typed is cleaned, so only another program can have written such a note.
  @Test func notesCannotTurnTheDirectionOfWhatIsPrinted() throws {
    let typed = "evidence\\n1\\n2\\nproof ab\\nmenu\\nplan\\n1\\ndoing\\nnote cd\\nmenu\\nq\\n"
    #expect(try shell("printf '\(typed)' | $S --plain $A $H").status == 0)
    try write(
      "turn.py",
      """
      import sqlite3
      journal = sqlite3.connect("data/journal.sqlite")
      journal.execute("update evidence set artefact = 'a\u{202E}\u{1B}[31mb' where artefact = 'ab'")
      journal.execute("update action set note = 'c\u{2066}\u{1B}[31md' where note = 'cd'")
      journal.commit()
      """)
    #expect(try shell("python3 turn.py").status == 0)
    let told = try shell("$S evidence $A $H; $S plan $A $H").output
    #expect(told.contains("shown by: a[31mb") && told.contains("note: c[31md"), "\(told)")
    // As data they are still there, written so that no terminal obeys them.
    let data = try shell("$S plan --json $A $H").output
    #expect(!data.unicodeScalars.contains { $0 == "\u{2066}" || $0 == "\u{1B}" })
    let plan = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let weeks = try #require(plan["weeks"] as? [[String: Any]])
    let actions = weeks.flatMap { $0["actions"] as? [[String: Any]] ?? [] }
    #expect(actions.contains { $0["note"] as? String == "c\u{2066}\u{1B}[31md" }, "\(data)")
    for format in ["markdown", "ics"] {
      let written = try shell("$S plan --format \(format) $A $H").output
      #expect(!written.unicodeScalars.contains { $0 == "\u{2066}" || $0 == "\u{1B}" }, "\(format)")
    }
  }

  /// Evidence isn't read for the history.
  @Test func aCommandFirstLooksForDamageEverywhere() throws {
    #expect(try shell("printf 'evidence\\n1\\n2\\nproof ab\\nmenu\\nq\\n' | $S --plain $A $H").status == 0)
    try write(
      "damage.py",
      """
      import sqlite3
      journal = sqlite3.connect("data/journal.sqlite")
      assert journal.execute("update evidence set artefact = cast(x'ff62' as text)").rowcount == 1
      journal.commit()
      """)
    #expect(try shell("python3 damage.py").status == 0)
    let told = try shell("$S history $A $H 2>&1")
    #expect(told.status == 0 && told.output.contains("has been rebuilt"), "\(told)")
  }

  @Test(arguments: [
    "--version", "--help", "help take", "report $A $H", "plan --json $A $H", "keys $A $H", "bank list $A $H",
    "--generate-completion-script bash", "manual $A $H",
  ])
  func aFullDiskIsToldWithItsCode(arguments: String) throws {
    let outcome = try shell("$S \(arguments) > /dev/full")
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("No space left on device"), "\(outcome.errors)")
  }

  @Test func aClosedOutputIsToldAndNoFileIsTakenForIt() throws {
    let outcome = try shell("$S report $A $H >&-")
    #expect(outcome.status == 74 && outcome.errors.contains("standard output cannot be written"))
    #expect(try shell("$S report $A $H").status == 0)
  }

  @Test func aLimitOnTheSizeOfFilesIsNoDeathWithoutAWord() throws {
    let outcome = try shell("ulimit -f 1; $S take --plain $A $H")
    #expect(outcome.status == 74, "\(outcome)")
    #expect(outcome.errors.contains("journal.sqlite"), "\(outcome.errors)")
  }

  @Test func whatIsThePersonsIsTheirsAloneWhateverTheMask() throws {
    let outcome = try shell(
      "umask 000; HOME=$PWD; export HOME; "
        + "EDITOR=true $S bank new --skill python.numpy --type numeric --level 2 --name abcd $A; $S report $A"
    )
    #expect(outcome.output.contains("where you stand"), "\(outcome)")
    let draft = ".local/state/sextant/drafts/python.numpy.abcd.yaml"
    for (path, wanted) in [(".local", 0o700), (".local/state/sextant/drafts", 0o700), (draft, 0o600)] {
      #expect(try mode(path) == wanted, "\(path)")
    }
  }

  @Test func dataNeverGoesToAFolderOfNoOne() throws {
    let empty = try shell("$S plan $A --home ''")
    #expect(empty.status == 64 && empty.errors.contains("--home is empty"), "\(empty)")
    let relative = try shell("HOME=here XDG_DATA_HOME=$PWD/d XDG_CACHE_HOME=$PWD/c $S doctor $A")
    #expect(!relative.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("here").path))
  }

  @Test func tablesAreReadWithinBounds() throws {
    let missing = try shell("$S bank calibrate nowhere.csv $A $H")
    #expect(missing.status == 66 && missing.errors.contains("No such file or directory"))
    #expect(try shell("$S simulate --bank nowhere.csv").status == 66)
    try write("latin.csv", "")
    try Data([0x61, 0xE4, 0x0A]).write(to: folder.appendingPathComponent("latin.csv"))
    let latin = try shell("$S bank calibrate latin.csv $A $H")
    #expect(latin.status == 65 && latin.errors.contains("UTF-8"))
    let head = (0..<10_000).map { "i\($0)" }.joined(separator: ",")
    let row = (0..<10_000).map { "\($0 % 2)" }.joined(separator: ",")
    try write("wide.csv", ([head] + Array(repeating: row, count: 5)).joined(separator: "\n"))
    let wide = try shell("$S bank calibrate wide.csv $A $H")
    #expect(wide.status == 65 && wide.errors.contains("there are 10000 items"))
    try write("same.csv", "a,b\n1,1\n1,0\n1,1\n")
    #expect(
      try shell("$S bank calibrate same.csv --model 1pl $A $H").errors.contains(
        "1 item had the same answer from everyone, such as a"))
    try write("bank.csv", "a,b\n1,0\n1,1\n")
    try write("theta.csv", "theta\n1e308\n")
    let endless = try shell("$S simulate --bank bank.csv --people theta.csv")
    #expect(endless.status == 65 && endless.errors.contains("theta must be a number from -100 to 100"))
    #expect(try shell("SEXTANT_CLOCK='2026-05-04T09:00:00Z*nan' $S plan $A $H").status == 64)
  }

  @Test func aFileOfKeysWithoutEndIsNotRead() throws {
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("data"), withIntermediateDirectories: true)
    try write("data/keys.conf", String(repeating: "home up = x\n", count: 1_000_000))
    let start = ContinuousClock.now
    let large = try shell("$S keys $A $H")
    #expect(large.status == 0 && large.errors.contains("is not read: it is larger than"), "\(large.errors)")
    try write("data/keys.conf", String(repeating: "a b = c\n", count: 20_000))
    let long = try shell("$S keys $A $H")
    #expect(long.status == 0 && long.errors.contains(":2001: the file has more than 2000 lines"))
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func aFolderIsNoFileToWriteAReportTo() throws {
    let outcome = try shell("printf 'report\\nwrite .\\nmenu\\nq\\n' | $S --plain $A $H")
    #expect(outcome.output.contains("that is a folder; add the name of a file"), "\(outcome.output)")
  }

  @Test func historySaysWhyItIsEmptyAfterDrills() throws {
    _ = try shell("printf 'dunno\\n\\nend\\nyes\\nq\\n' | $S take --plain --mode drill --items 1 $A $H")
    #expect(try shell("$S history $A $H").errors.contains("Drills are practice"))
  }

  /// The option may stand before the command and behind it.
  @Test func optionsForAllStandWhereThePersonWritesThem() throws {
    for words in ["$H $A bank list", "bank $H $A list", "bank list $H $A"] {
      let outcome = try shell("$S \(words)")
      #expect(outcome.status == 0 && outcome.errors.contains("items"), "\(words): \(outcome.errors)")
    }
    let taken = try shell("printf 'q\\n' | $S --plain $H $A take --items 3")
    #expect(taken.output.contains("at most 3 questions"), "\(taken)")
    #expect(try shell("$S --home").status == 64)
  }

  /// 400 people answered the four items of a skill; the first is far harder than its level says.
  private func writeAnswers(_ name: String, header: String, row: (Int, [Bool]) -> String) throws {
    let rows = (0..<400).map { person in
      row(
        person,
        [2.5, 0, 0.3, -0.4].enumerated().map { item, difficulty in
          let chance = (Double((person * 37 + item * 101) % 100) + 0.5) / 100
          let ability = Double(person % 40) / 10 - 2
          return ability - difficulty > log(chance / (1 - chance))
        })
    }
    try write(name, ([header] + rows).joined(separator: "\n"))
  }

  static let answered = ["plan.aims.verb", "plan.aims.count", "plan.aims.order", "teach.ask.match"]

  @Test func aCalibrationIsAFileBesideTheBankAndItemsStay() throws {
    let role = folder.appendingPathComponent("teacher")
    try FileManager.default.copyItem(
      at: Tmux.root.appendingPathComponent("Tests/ItemBankTests/Fixtures/teacher"), to: role)
    let items = role.appendingPathComponent("items/plan/aims.yaml")
    let before = try String(contentsOf: items, encoding: .utf8)
    try writeAnswers("answers.csv", header: Self.answered.joined(separator: ",")) { _, answers in
      answers.map { $0 ? "1" : "0" }.joined(separator: ",")
    }
    let looked = try shell("$S bank calibrate answers.csv $A $H", assessments: role.path)
    #expect(looked.status == 0 && looked.output.contains("400 people, 1600 answers"), "\(looked)")
    let file = role.appendingPathComponent("calibration.yaml")
    #expect(!FileManager.default.fileExists(atPath: file.path))
    let outcome = try shell("$S bank calibrate answers.csv --apply $A $H", assessments: role.path)
    #expect(outcome.status == 0 && outcome.errors.contains("4 difficulties written to"), "\(outcome)")
    #expect(try String(contentsOf: items, encoding: .utf8) == before)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("people: 400") && text.contains("answers: 1600"))
    #expect(text.contains("- {id: plan.aims.verb, revision: ") && text.contains("b_se: "))
    #expect(try mode("teacher/calibration.yaml") == 0o644)
    let lint = try shell("$S bank lint $A $H", assessments: role.path)
    #expect(lint.status == 0 && !lint.output.contains("calibration.yaml"), "\(lint)")
    // A link stays a link, and a file keeps its mode.
    let kept = folder.appendingPathComponent("kept.yaml")
    try FileManager.default.moveItem(at: file, to: kept)
    try FileManager.default.createSymbolicLink(at: file, withDestinationURL: kept)
    try FileManager.default.setAttributes([.posixPermissions: 0o664], ofItemAtPath: kept.path)
    #expect(
      try shell("$S bank calibrate answers.csv --apply $A $H", assessments: role.path).status == 0)
    #expect(try mode("kept.yaml") == 0o664)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path) == kept.path)
    // Broken by hand: the program says where.
    try write("kept.yaml", text.replacing("people: 400", with: "people 400"))
    let broken = try shell("$S bank list $A $H", assessments: role.path)
    #expect(broken.status == 65 && broken.errors.contains("calibration.yaml:"), "\(broken)")
  }

  @Test func aCalibrationReadsTheLongTableAndRefusesWhatItsHistoryLacks() throws {
    let role = Tmux.root.appendingPathComponent("Tests/ItemBankTests/Fixtures/teacher").path
    func long(_ mode: String, attempt: Int) -> (Int, [Bool]) -> String {
      { person, answers in
        zip(Self.answered, answers).map { "p\(person),\($0),\($1 ? 1 : 0),\(mode),\(attempt)" }
          .joined(separator: "\n")
      }
    }
    let header = "person,item,score,mode,attempt"
    try writeAnswers("good.csv", header: header, row: long("placement", attempt: 1))
    let good = try shell("$S bank calibrate good.csv $A $H", assessments: role)
    #expect(good.status == 0 && good.output.contains("400 people, 1600 answers"), "\(good)")
    for mode in ["drill", "review", "focus"] {
      try writeAnswers("bad.csv", header: header, row: long(mode, attempt: 1))
      let bad = try shell("$S bank calibrate bad.csv $A $H", assessments: role)
      #expect(
        bad.status == 65 && bad.errors.contains("bad.csv: line 2: 1600 answers of mode \(mode)"), "\(bad)")
      let asked = try shell("$S bank calibrate bad.csv --include \(mode) $A $H", assessments: role)
      #expect(asked.status == 0, "\(asked)")
    }
    try writeAnswers("second.csv", header: header, row: long("placement", attempt: 2))
    let second = try shell("$S bank calibrate second.csv $A $H", assessments: role)
    #expect(second.status == 65 && second.errors.contains("retakes of person p0 and 399 more"), "\(second)")
    #expect(
      try shell("$S bank calibrate second.csv --include retake $A $H", assessments: role).status == 0)
    #expect(try shell("$S bank calibrate good.csv --include quiz $A $H", assessments: role).status == 64)
    #expect(try shell("$S bank calibrate good.csv --model 2pl --apply $A $H", assessments: role).status == 64)
  }

  @Test func theScreensEndWithAMessageAndTheCodeOfWhatWasWrong() throws {
    let terminal = try Pty(startsIn: {
      try FileManager.default.createDirectory(
        at: $0.appendingPathComponent("journal.sqlite"), withIntermediateDirectories: true)
    })
    try terminal.wait(for: "cannot go on")
    terminal.forget()
    try terminal.type("q")
    try terminal.wait("the message") { terminal.output.contains("sextant: ") }
    #expect(terminal.ending(within: 5) == 66 << 8, "\(terminal.output)")
  }
}
