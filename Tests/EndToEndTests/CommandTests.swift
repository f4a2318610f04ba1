import Foundation
import Testing

/// Commands and the plain mode, without a terminal.
@Suite struct CommandTests {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  let home = FileManager.default.temporaryDirectory.appendingPathComponent("sextant-cli-\(UUID().uuidString)")

  func sextant(
    _ arguments: String..., input: String = "", clock: String = "2026-05-04T09:00:00Z*20000",
    assessments: String = Tmux.root.appendingPathComponent("Assessments").path
  ) throws -> Outcome {
    try run(arguments, input: input, clock: clock, assessments: assessments)
  }

  func run(
    _ arguments: [String], input: String, clock: String,
    assessments: String = Tmux.root.appendingPathComponent("Assessments").path
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tmux.binary)
    process.arguments = arguments + ["--home", home.path, "--assessments", assessments]
    var environment = ProcessInfo.processInfo.environment
    environment["SEXTANT_CLOCK"] = clock
    environment["TZ"] = "UTC"
    environment["SEXTANT_HOME"] = nil
    process.environment = environment
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    let errors = stderr.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }

  @Test func thePlainMenuLeadsThroughPlanAndEvidence() throws {
    let said = try sextant(input: "6\n1\n2\nlist\nq\n5\n1\ndoing\nlist\nq\nq\n7\nq\n99\nq\n")
    #expect(said.status == 0, "\(said.errors)")
    #expect(said.output.contains("level 2 of") && said.output.contains(", doing"))
    #expect(said.output.contains("Nothing is due") && said.output.contains("Type a number from 1 to"))
    #expect(!said.output.unicodeScalars.contains { $0.value == 0x1B })
    // What was said is there the next day; the end of the input is a way out like any other.
    let again = try sextant(input: "6\n")
    #expect(again.status == 0 && again.output.contains("level 2 of"))
  }

  @Test func thePlainModeIsAskedForAndCoversTheWholeProgram() throws {
    let tour = "9\nq\n10\n1\n1\n1\nq\nq\nq\nq\n11\n1\nq\nq\n3\nq\nq\n"
    for said in [try sextant("--plain", input: tour), try sextant("open", "--plain", input: tour)] {
      #expect(said.status == 0 && said.output.contains("settings changes it"))
      #expect(said.output.contains("Map. Target of ") && said.output.contains("Source: "))
      #expect(
        said.output.contains("Target. The role") && said.output.contains("No attempt is finished yet."))
      #expect(!said.output.contains("\u{1B}"))
    }
  }

  @Test func thePlainModeTakesAPlacementAndReports() throws {
    let taken = try sextant(
      "take", "--plain", "--seed", "3", input: String(repeating: "dunno\n\n", count: 30))
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(
      taken.output.contains("Question 30 of at most 30")
        && taken.output.contains("Placement finished, 30 answers"))
    #expect(taken.output.contains(", about ") && taken.output.contains(" minutes left, "), "\(taken.output)")
    #expect(!taken.output.unicodeScalars.contains { $0.value == 0x1B })
    let report = try sextant("report", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "sextant.report" && object["version"] as? Int == 7)
    let identity = try #require(object["assessment"] as? [String: Any])
    let alignment = try #require(identity["alignment"] as? [[String: String]])
    #expect(alignment.contains { $0["address"] == "https://www.onetonline.org/link/summary/15-2051.00" })
    #expect((object["domains"] as? [Any])?.count == 8 && (object["steps"] as? [Any])?.count == 4)
    let overall = try #require(object["overall"] as? [String: Any])
    for key in ["mean", "sd", "interval", "score", "band", "probabilityAtTarget"] {
      #expect(overall[key] != nil)
    }
    #expect(try sextant("report", "--format", "markdown").output.contains("| Domain | Score |"))
    #expect(try sextant("history", "--format", "csv").output.hasPrefix("attempt,finished,mode"))
    let plan = try sextant("plan", "--hours", "10").output
    #expect(
      plan.hasPrefix("10 h a week.") && plan.contains("This week, ") && plan.contains("proof:"), "\(plan)")
    #expect(plan.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("https://") }, "\(plan)")
    // A focus without a domain is the one that would settle most.
    let focus = try sextant("take", "--mode", "focus", "--plain", "--items", "1", input: "dunno\n\n")
    #expect(focus.status == 0 && focus.errors.contains("Measuring "), "\(focus.errors)")
    #expect(focus.output.contains("Focus finished, 1 answer."), "\(focus.output)")
  }

  @Test func aPlacementFitsIntoTheMinutesThatAPersonHas() throws {
    let taken = try sextant("take", "--plain", "--minutes", "10", input: "dunno\n\nend\nyes\nq\n")
    #expect(taken.output.contains("Placement, at most "), "\(taken.output) \(taken.errors)")
    #expect(
      taken.output.contains("questions, about 10 minutes.")
        || taken.output.contains("questions, about 9 minutes."))
    #expect(try sextant("take", "--plain", "--minutes", "10", "--items", "5").status == 64)
    #expect(try sextant("take", "--plain", "--minutes", "0").status == 64)
  }

  @Test func calibrationReproducesThePublishedFigures() throws {
    // LSAT section 7, 1,000 people; patterns of the five items and how often each came (Bock & Lieberman 1970).
    let patterns = [
      12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18,
      136, 32, 308,
    ]
    var text = "i1,i2,i3,i4,i5\n"
    for (pattern, count) in patterns.enumerated() {
      let row = (0..<5).map { pattern >> (4 - $0) & 1 == 1 ? "1" : "0" }.joined(separator: ",")
      for _ in 0..<count { text += row + "\n" }
    }
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let file = home.appendingPathComponent("responses.csv")
    try Data(text.utf8).write(to: file)
    let result = try sextant("bank", "calibrate", file.path, "--model", "2pl", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(abs((object["logLikelihood"] as? Double ?? 0) + 2658.8051) < 1e-3)
    let items = try #require(object["items"] as? [[String: Any]])
    let wanted = [
      (0.98755, -1.87926), (1.08084, -0.74754), (1.70748, -1.05724), (0.76499, -0.63530), (0.73567, -2.52076),
    ]
    for (item, values) in zip(items, wanted) {
      #expect(abs((item["a"] as? Double ?? 0) - values.0) < 1e-3)
      #expect(abs((item["b"] as? Double ?? 0) - values.1) < 1e-3)
      #expect((item["bStandardError"] as? Double ?? 0) > 0.05)
    }
    try Data("i1,i2\n1,x\n".utf8).write(to: file)
    let bad = try sextant("bank", "calibrate", file.path)
    #expect(bad.status == 65 && bad.errors.contains("line 2, column 2: write 1"))
  }

  @Test func sparseAnswersImproveOnTheLevels() throws {
    let folder = Tmux.root.appendingPathComponent("Tests/ReferenceData/Fixtures/sparse")
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    let result = try sextant(
      "bank", "calibrate", path("answers.csv"), "--items", path("items.csv"), "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.errors)")
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(object["people"] as? Int == 300 && object["answers"] as? Int == 9000 && items.count == 900)
    let truth = try String(contentsOfFile: path("truth.csv"), encoding: .utf8).split(separator: "\n")
      .dropFirst()
      .reduce(into: [String: Double]()) { truth, line in
        let fields = line.split(separator: ",")
        truth[String(fields[0])] = Double(fields[2])
      }
    let squares = try items.map { item in
      let id = try #require(item["id"] as? String)
      let error = try #require(item["b"] as? Double) - #require(truth[id])
      return error * error
    }
    #expect((squares.reduce(0, +) / 900).squareRoot() <= 0.42)
    let kept = items.filter { $0["isEstimated"] as? Bool == false }
    #expect(kept.allSatisfy { ($0["remark"] as? String)?.contains("cannot be estimated") == true })
    #expect(kept.contains { ($0["remark"] as? String)?.contains("all right") == true })
    #expect(result.errors.contains("not estimated, such as"))
  }

  /// An item that all got right has no difficulty; neither has one that nobody was asked.
  @Test(arguments: ["1pl", "2pl", "3pl"]) func aConstantItemIsNoNumber(model: String) throws {
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let file = home.appendingPathComponent("responses.csv")
    let rows = (0..<60).map {
      "1,\($0 >= 30 ? 1 : 0),0,\($0 >= 40 || $0 % 9 == 0 ? 1 : 0),\($0 >= 20 && $0 % 7 > 0 ? 1 : 0),NA\r"
    }.joined()
    try Data(("all,some,none,few,many,nobody\r" + rows + ",,,,,\r").utf8).write(to: file)
    let result = try sextant("bank", "calibrate", file.path, "--model", model, "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.errors)")
    #expect(object["people"] as? Int == 60)
    let items = try #require(object["items"] as? [[String: Any]])
    // 3pl always has priors, and with them even a constant item has an estimate.
    if model != "3pl" {
      for index in [0, 2] {
        #expect(items[index]["b"] == nil && items[index]["isEstimated"] as? Bool == false)
      }
      #expect(items[0]["remark"] as? String == "all right: cannot be estimated, see --priors")
      #expect(items[2]["remark"] as? String == "all wrong: cannot be estimated, see --priors")
    }
    #expect(items[5]["b"] == nil && (items[5]["remark"] as? String)?.hasPrefix("no answers") == true)
    #expect(items[1]["b"] is Double && items[3]["isEstimated"] as? Bool == true)
    let table = try sextant("bank", "calibrate", file.path, "--model", model)
    #expect(table.status == 0 && !table.output.contains("nan") && !table.output.contains("inf"))
    #expect(table.output.contains("60 people"))
  }

  /// From sheets to difficulties, with judges who rank by level and now and then differ.
  @Test func judgesRankings() throws {
    let copy = home.appendingPathComponent("role")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Tmux.root.appendingPathComponent("Tests/ItemBankTests/Fixtures/teacher"), to: copy)
    let folder = home.appendingPathComponent("ranking")
    let written = try sextant("bank", "rank", "sets", folder.path, "--judges", "4", assessments: copy.path)
    #expect(written.status == 0 && written.errors.contains("keep key.json away"), "\(written.errors)")
    let again = try sextant("bank", "rank", "sets", folder.path, "--judges", "4", assessments: copy.path)
    #expect(again.status == 73 && again.errors.contains("key.json cannot be written"), "\(again.errors)")
    let key = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent("key.json")))
        as? [String: Any])
    let list = try sextant("bank", "list", "--json", assessments: copy.path)
    let items = try #require(
      try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
    let levels = items.reduce(into: [String: Int]()) { levels, item in
      if let id = item["id"] as? String { levels[id] = item["level"] as? Int }
    }
    let sets = try #require(key["sets"] as? [[String: Any]])
    var lines: [Int: String] = [:]
    for (place, set) in sets.enumerated() {
      let number = try #require(set["set"] as? Int)
      let judge = try #require(set["judge"] as? Int)
      let ids = try #require(set["items"] as? [[String: Any]]).compactMap { $0["id"] as? String }
      var order = ids.indices.sorted { (levels[ids[$0]] ?? 0, $0) < (levels[ids[$1]] ?? 0, $1) }
      if place % 3 == 0 { order.swapAt(0, 1) }
      let letters = order.map { String(UnicodeScalar(UInt8(65 + $0))) }.joined(separator: " ")
      lines[judge, default: ""] += "set \(number): \(letters)\n"
    }
    for (judge, text) in lines {
      try Data(text.utf8).write(to: folder.appendingPathComponent("judge-\(judge)/answers.txt"))
    }
    let result = try sextant("bank", "rank", "read", folder.path, "--json", assessments: copy.path)
    #expect(result.status == 0 && result.errors.contains("scoring uses them from now on"), "\(result.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let rows = try #require(report["items"] as? [[String: Any]])
    #expect(rows.count > 5 && rows.allSatisfy { ($0["judges"] as? Int ?? 0) >= 3 })
    let file = try String(contentsOf: copy.appendingPathComponent("difficulty.yaml"), encoding: .utf8)
    #expect(file.contains("\njudges: 4\n") && file.contains("id: \(rows[0]["id"] as? String ?? "?")"))
    let lint = try sextant("bank", "lint", assessments: copy.path)
    #expect(lint.status == 0 && !lint.output.contains("difficulty.yaml"), "\(lint.output)")
    let first = try #require(rows[0]["id"] as? String)
    let card = try sextant("bank", "show", first, assessments: copy.path).output
    #expect(
      card.contains("Difficulty from judges' rankings: ") && card.contains(" on the scale of the levels, SD ")
    )
    #expect(card.split(separator: "For authors: ").count == 2, "\(card)")
    let table = try sextant(
      "bank", "rank", "read", folder.path, "--output", home.path + "/d.yaml", assessments: copy.path)
    #expect(table.output.contains("Halves r") && table.output.contains("Farthest from their level:"))
    #expect(try String(contentsOfFile: home.path + "/d.yaml", encoding: .utf8) == file)
    // A line that can't be read, and sets that are missing.
    let sheet = folder.appendingPathComponent("judge-2/answers.txt")
    try Data("set 1: A\n".utf8).write(to: sheet)
    let bad = try sextant("bank", "rank", "read", folder.path, assessments: copy.path)
    #expect(
      bad.status == 65 && bad.output.contains("judge-2/answers.txt:1: ")
        && bad.errors.contains("nothing is written"))
    try FileManager.default.removeItem(at: sheet)
    let partial = try sextant("bank", "rank", "read", folder.path, assessments: copy.path)
    #expect(
      partial.errors.contains("judge-2: ") && partial.errors.contains("not ranked: "), "\(partial.errors)")
    try FileManager.default.removeItem(at: folder.appendingPathComponent("key.json"))
    let lost = try sextant("bank", "rank", "read", folder.path, assessments: copy.path)
    #expect(lost.status == 66 && lost.errors.contains("name it with --key"), "\(lost.errors)")
    #expect(try sextant("bank", "rank", "sets", folder.path, "--judges", "2").status == 64)
    #expect(try sextant("bank", "rank", "sets", folder.path, "--domain", "nix").status == 64)
  }

  @Test func simulationsTellHowWellPeopleAreMeasured() throws {
    let result = try sextant("simulate", "--count", "6", "--items", "10", "--seed", "4", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.errors)")
    for key in ["seconds", "rmse", "bias", "coverage", "neverUsed", "maxExposure", "meanLength", "overlap"] {
      #expect(object[key] is NSNumber, "\(key)")
    }
    #expect(object["people"] as? Int == 6 && object["meanLength"] as? Double == 10)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let bank = home.appendingPathComponent("bank.csv")
    let people = home.appendingPathComponent("theta.csv")
    try Data(("a,b,c\n" + (0..<60).map { "1.2,\(Double($0) / 15 - 2),0.2\n" }.joined()).utf8).write(to: bank)
    try Data((0..<40).map { "\(Double($0) / 10 - 2)\n" }.joined().utf8).write(to: people)
    let table = try sextant(
      "simulate", "--bank", bank.path, "--people", people.path, "--items", "15", "--json")
    let second = try #require(
      try JSONSerialization.jsonObject(with: Data(table.output.utf8)) as? [String: Any], "\(table.errors)")
    #expect(second["people"] as? Int == 40 && (second["rmse"] as? Double ?? 9) < 0.8)
    try Data("a,b\n1.2,oops\n".utf8).write(to: bank)
    let bad = try sextant("simulate", "--bank", bank.path)
    #expect(bad.status == 65 && bad.errors.contains("line 2"))
  }

  @Test func aNewItemIsGuidedCheckedAndKept() throws {
    let copy = home.appendingPathComponent("role")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Tmux.root.appendingPathComponent("Assessments/ml-engineer"), to: copy)
    let shown = try sextant(
      "bank", "new", "--skill", "python.numpy", "--type", "numeric", "--level", "2", "--name",
      "rows-by-columns",
      "--print", assessments: copy.path)
    #expect(shown.status == 0 && shown.output.contains("- id: python.numpy.rows-by-columns"))
    setenv("EDITOR", "true", 1)
    unsetenv("VISUAL")
    let kept = try sextant(
      "bank", "new", "--skill", "python.numpy", "--type", "numeric", "--level", "2", "--name",
      "rows-by-columns",
      assessments: copy.path)
    #expect(kept.status == 65 && kept.output.contains("stem is empty") && kept.errors.contains("--draft"))
    let draft = home.appendingPathComponent("log/drafts/python.numpy.rows-by-columns.yaml")
    #expect(FileManager.default.fileExists(atPath: draft.path))
  }

  /// Another role is a folder, and nothing else.
  @Test func anotherRoleNeedsNoCode() throws {
    let role = home.appendingPathComponent("teacher")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Tmux.root.appendingPathComponent("Tests/ItemBankTests/Fixtures/teacher"), to: role)
    let lint = try sextant("bank", "lint", assessments: role.path)
    #expect(lint.status == 0, "\(lint.output)")
    let taken = try sextant(
      "take", "--plain", "--items", "3", "--seed", "1", input: String(repeating: "dunno\n\n", count: 6),
      assessments: role.path)
    #expect(
      taken.status == 0 && taken.output.contains("Placement finished"), "\(taken.output) \(taken.errors)")
    let report = try sextant("report", "--json", assessments: role.path)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any], "\(report.errors)")
    let assessment = try #require(object["assessment"] as? [String: Any])
    #expect(assessment["id"] as? String == "teacher")
    #expect(try sextant("plan", assessments: role.path).output.contains("proof:"))
  }

  @Test func anInputThatEndsLosesNothing() throws {
    let first = try sextant("take", "--plain", "--seed", "3", input: "dunno\nyes\ndunno\nyes\n")
    #expect(first.status == 0 && first.errors.contains("resume"))
    let again = try sextant("take", "--plain")
    #expect(again.status == 1 && again.errors.contains("sextant resume"))
    let rest = try sextant("resume", "--plain", input: String(repeating: "dunno\n\n", count: 28))
    #expect(rest.output.contains("Question 3 of at most 30") && rest.output.contains("30 answers"))
  }

  @Test func mistakesEndWithTheirCodes() throws {
    #expect(try sextant("--version").output == "0.1.0\n")
    #expect(try sextant("nonsense").status == 64)
    #expect(try sextant("take", "--mode", "focus").status == 64)
    #expect(try sextant("take", "--domain", "nowhere", "--plain").status == 64)
    #expect(try sextant("bank", "show", "no.such.item").status == 66)
    #expect(try sextant("compare", "1", "2").status == 1)
    #expect(try sextant("report", "--attempt", "7").status == 1)
    #expect(try sextant("doctor").status == 0)
    #expect(try sextant("bank", "stats", "--json").status == 0)
  }

  @Test func helpNamesTheOptionsOfTheStartAndWhatEvidenceIs() throws {
    func help(_ arguments: [String]) throws -> String {
      try Spawn.run([Tmux.binary] + arguments, wantsOutput: true)
    }
    for arguments in [["--help"], ["-h"], ["help"]] {
      let text = try help(arguments)
      let options = try #require(text.components(separatedBy: "OPTIONS:\n").last)
      for option in ["--plain ", "--home <dir>", "--assessments <dir>", "--version", "-h, --help"] {
        #expect(options.components(separatedBy: "  \(option)").count == 2, "\(option)\n\(text)")
      }
    }
    #expect(try help(["evidence", "--help"]).contains("Evidence is what no question can measure"))
  }

  @Test func evidenceAndPlanPrintWhatThePersonHasWritten() throws {
    let told = try sextant(
      "--plain",
      input:
        "evidence\n1\n2\nproof github.com/me\nmenu\nplan\n1\ndoing\ndate 2027-01-31\nproof notes.md\nnote mine\nmenu\nq\n"
    )
    #expect(told.status == 0 && told.output.hasSuffix("Goodbye.\n"), "\(told.output) \(told.errors)")
    let evidence = try sextant("evidence").output
    #expect(evidence.contains(": level 2 of ") && evidence.contains("shown by: github.com/me"))
    #expect(evidence.contains(": not reported") && !evidence.contains("declined"))
    let plan = try sextant("plan").output
    for part in ["This week, ", ", begun", "shown by: notes.md", "note: mine"] {
      #expect(plan.contains(part), "\(part)\n\(plan)")
    }
    #expect(!plan.contains("[ ]") && !plan.contains("[~]"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try sextant("plan", "--json").output.utf8))
        as? [String: Any])
    #expect(json["schema"] as? String == "sextant.plan" && json["interview"] == nil)
    let rows = try #require(json["weeks"] as? [[String: Any]]).flatMap {
      $0["actions"] as? [[String: Any]] ?? []
    }
    let row = try #require(rows.first { $0["state"] as? String == "doing" })
    #expect(row["due"] as? String == "2027-01-31" && row["note"] as? String == "mine")
    #expect(row["shownBy"] as? String == "notes.md")
    // What cannot be written is told, and the dialogue goes on.
    let unwritten = try sextant("--plain", input: "report\nwrite /nonexistent/x.md\nmenu\nq\n")
    #expect(unwritten.status == 0 && unwritten.output.contains("It failed: cannot write /nonexistent/x.md"))
    #expect(unwritten.output.hasSuffix("Goodbye.\n"))
    #expect(try sextant("plan", "--hours", "0").status == 64)
    #expect(try sextant("plan", "--weeks", "0").status == 64)
    // The interview is kept, read by every form of the plan, and removed.
    let set = try sextant("plan", "--interview", "in 6 weeks")
    #expect(set.errors.contains("Interview on ") && set.output.contains("take a placement first"), "\(set)")
    let later = try #require(
      try JSONSerialization.jsonObject(with: Data(try sextant("plan", "--json").output.utf8))
        as? [String: Any])
    #expect(later["interview"] is String && later["availableMinutes"] is Int)
    #expect((later["weeks"] as? [Any])?.count ?? 0 >= 6)
    #expect(try sextant("plan", "--interview", "14 Marchember").status == 64)
    #expect(try sextant("plan", "--interview", "2020-01-01").errors.contains("is past"))
    #expect(try sextant("plan", "--format", "markdown").output.contains("Interview on "))
    let calendar = "/tmp/sextant-plan-\(UUID().uuidString).ics"
    defer { try? FileManager.default.removeItem(atPath: calendar) }
    for _ in 0..<2 {
      let written = try sextant("plan", "--format", "ics", "--output", calendar)
      #expect(written.status == 0 && written.output.isEmpty && written.errors.contains(calendar))
    }
    let events = try String(contentsOfFile: calendar, encoding: .utf8)
    #expect(events.hasPrefix("BEGIN:VCALENDAR\r\n") && events.contains("SUMMARY:Interview\r\n"))
    #expect(try sextant("plan", "--format", "ics", "--output", "/nonexistent/x.ics").status == 74)
    #expect(try sextant("plan", "--interview", "none").errors.contains("no interview"))
    #expect(!(try sextant("plan").output.contains("Interview")))
    #expect(try sextant("bank", "list", "--level", "9").status == 64)
  }

  @Test func whatWaitsIsNamedWithItsWaysAndEndedOrDropped() throws {
    let first = try sextant("take", "--plain", "--mode", "drill", input: "dunno\n\nq\n")
    let way = "sextant resume --plain --home \(home.path) --assessments "
    #expect(
      first.output.contains("`\(way)") && first.output.contains("goes on at this question"), "\(first.output)"
    )
    let refused = try sextant("take", "--plain")
    #expect(refused.status == 1 && refused.errors.contains("a drill with 1 answer, waits"))
    #expect(refused.errors.contains("`sextant resume --end --home \(home.path)"))
    #expect(try sextant("resume", "--end", "--drop").status == 64)
    let ended = try sextant("resume", "--end")
    #expect(ended.status == 0 && ended.errors.contains("Attempt 1 ended with 1 answer."))
    // The end of the input says how to go on, with the same folders.
    let second = try sextant("take", "--plain")
    #expect(second.errors.contains("Everything answered is saved; `\(way)"), "\(second.errors)")
    #expect(try sextant("resume", "--end").errors.contains("nothing is answered yet"))
    // What nothing was done in gives way; of what was answered the menu asks what becomes of it.
    let empty = try sextant("--plain", input: "4\ndunno\n\nend\nno\nmenu\nq\n")
    #expect(
      empty.output.contains("Drill of the gaps that matter most, at most")
        && !empty.output.contains("waits with 0 answers"))
    #expect(empty.output.contains("1 in the menu goes on at this question"))
    let menu = try sextant("--plain", input: "placement\ndrop\nyes\n\ndunno\n\nmenu\nq\n")
    #expect(
      menu.output.contains("Your drill waits with 1 answer") && menu.output.contains("Placement, at most"))
    #expect(try sextant("resume", "--drop").errors.contains("Attempt 3 is dropped."))
    #expect(try sextant("resume").status == 1)
  }

  @Test func aComparisonNeedsAnswersAndTellsWhatWasNotAsked() throws {
    let focus = ["take", "--plain", "--mode", "focus", "--domain", "python", "--items", "3"]
    for clock in ["2026-05-04T09:00:00Z*20000", "2026-07-04T09:00:00Z*20000"] {
      let process = try run(focus, input: String(repeating: "dunno\n\n", count: 3), clock: clock)
      #expect(process.output.contains("Focus finished, 3 answers."), "\(process.output)")
    }
    _ = try sextant("take", "--plain", "--mode", "mock", "--items", "8", input: "\ndone\nyes\n")
    _ = try sextant("take", "--plain", input: "end\nyes\n")
    let same = try sextant("compare", "1", "2").output
    #expect(
      same.contains("Python ") && same.contains(/MLOps +not asked +not asked\n/)
        && !same.contains("Overall"), "\(same)")
    // An exam in which nothing was answered has a result, but no score to compare.
    let mock = try sextant("compare", "1", "3")
    #expect(
      mock.status == 0 && mock.errors.replacing("\n", with: " ").contains("0 of 8 right, 0 %: not passed"),
      "\(mock.errors)")
    #expect(mock.output.contains("Right answers") && mock.output.contains("unanswered"), "\(mock.output)")
    #expect(mock.errors.replacing("\n", with: " ").contains("too few answers for a score"))
    let empty = try sextant("compare", "1", "4")
    #expect(empty.status == 1 && empty.errors.contains("attempt 4"))
  }

  @Test func anotherAssessmentIsAnotherFolder() throws {
    let missing = try sextant("bank", "list", assessments: "/nonexistent")
    #expect(missing.status == 66 && missing.errors.contains("/nonexistent"))
  }

  @Test func withoutATerminalThePlainDialogueAnswers() throws {
    let outcome = try sextant("open", input: "2\nq\n")
    #expect(
      outcome.status == 0 && outcome.output.contains("Plain mode")
        && outcome.output.contains("Nothing is measured yet"))
  }
}
