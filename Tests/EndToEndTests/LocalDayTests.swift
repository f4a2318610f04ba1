import Foundation
import Testing

/// Days are those of the person: the real program under `TZ`, in plain mode, in commands and on the screen.
@Suite struct LocalDayTests {
  let home = FileManager.default.temporaryDirectory.appendingPathComponent("sextant-tz-\(UUID().uuidString)")

  /// Runs the program in a zone, with a clock that starts at an instant.
  @discardableResult
  func sextant(_ arguments: String..., zone: String, clock: String, input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tmux.binary)
    process.arguments =
      arguments + [
        "--home", home.path, "--assessments", Tmux.root.appendingPathComponent("Assessments").path,
      ]
    var environment = ProcessInfo.processInfo.environment
    environment["TZ"] = zone
    environment["SEXTANT_CLOCK"] = clock
    environment["SEXTANT_HOME"] = nil
    process.environment = environment
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    // What is said beside the data belongs to what a person reads.
    process.standardError = stdout
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = String(decoding: stdout.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(output)")
    return output
  }

  /// 17:05 on 4 May in Los Angeles, 05:50 and 10:35 on 5 May in the others.
  static let evening = "2026-05-05T00:05:00Z*1"

  @Test(arguments: [
    ("America/Los_Angeles", 4), ("Asia/Kathmandu", 5), ("Australia/Lord_Howe", 5), ("UTC", 5),
    // A zone that has no name: eleven hours behind Greenwich.
    ("XYZ11", 4),
  ])
  func todayCanBeTheDateOfAnAction(zone: String, day: Int) throws {
    let lines = [
      "plan", "1", "date 2026-05-0\(day)", "date \(day) May", "date 2026-05-0\(day - 1)",
      "date \(day - 1) May",
      "done", "q", "done", "1", "q", "q", "q",
    ]
    let said = try sextant(
      "--plain", zone: zone, clock: Self.evening, input: lines.map { $0 + "\n" }.joined())
    #expect(said.components(separatedBy: "Saved: by \(day) May 2026.").count == 3, "\(said)")
    #expect(said.contains("\(day - 1) May 2026 is past; type a day from today on."), "\(said)")
    #expect(said.contains("Saved: by \(day - 1) May 2027."), "\(said)")
    #expect(said.contains("Done on \(day) May 2026."), "\(said)")
  }

  @Test func aDueDateStaysWhenThePersonTravels() throws {
    try sextant("--plain", zone: "Asia/Tokyo", clock: Self.evening, input: "plan\n1\ndate 6 May\nq\nq\nq\n")
    for zone in ["Pacific/Kiritimati", "America/Los_Angeles", "Pacific/Pago_Pago", "UTC"] {
      let plan = try sextant("plan", "--json", zone: zone, clock: Self.evening)
      #expect(plan.contains("\"due\" : \"2026-05-06\""), "\(zone)")
      let said = try sextant("--plain", zone: zone, clock: Self.evening, input: "plan\n1\nq\nq\n")
      #expect(said.contains("by 6 May 2026") && !said.contains("which is past"), "\(zone): \(said)")
    }
    // It is late from the person's 7 May on: at 12:00 in Greenwich that has begun in Kiritimati only.
    let noon = "2026-05-06T12:00:00Z*1"
    func isLate(_ zone: String) throws -> Bool {
      try sextant("--plain", zone: zone, clock: noon, input: "plan\n1\nq\nq\n").contains("which is past")
    }
    #expect(try isLate("Pacific/Kiritimati"))
    #expect(try !isLate("America/Los_Angeles"))
  }

  @Test func theLimitOfReviewsHoldsUntilLocalMidnight() throws {
    let zone = "America/Los_Angeles"
    // Twenty items missed, and twenty of them asked again five days later, in the afternoon.
    let misses = String(repeating: "dunno\n\n", count: 90)
    try sextant(
      "take", "--plain", "--mode", "drill", "--items", "30", zone: zone, clock: "2026-05-01T18:00:00Z*1",
      input: misses)
    try sextant(
      "take", "--plain", "--mode", "drill", "--items", "20", zone: zone, clock: "2026-05-06T23:40:00Z*1",
      input: misses)
    func review(_ clock: String, zone: String = zone) throws -> String {
      try sextant("review", zone: zone, clock: clock)
    }
    #expect(try review("2026-05-06T23:50:00Z*1").contains("20 of 20 done today"))
    #expect(try review("2026-05-07T00:05:00Z*1").contains("20 of 20 done today"))
    #expect(try review("2026-05-07T06:59:00Z*1").contains("20 of 20 done today"))
    #expect(try review("2026-05-07T07:00:00Z*1").contains("0 of 20 done today"))
    // Under way to the east the new day begins with the local one.
    #expect(
      try review("2026-05-06T23:50:00Z*1", zone: "Asia/Tokyo").contains("20 of 20 done today"),
      "it is 08:50 of the day on which they were done there")
    #expect(try review("2026-05-06T23:50:00Z*1").contains("2026-05-06"), "the days in the table are local")
  }

  @Test func aMorningInTokyoIsToday() throws {
    let zone = "Asia/Tokyo"
    // Finished soon after eight on 5 May; home at 09:30.
    try sextant(
      "take", "--plain", "--seed", "3", zone: zone, clock: "2026-05-04T23:02:00Z*20",
      input: String(repeating: "dunno\n\n", count: 30))
    let terminal = try Tmux(home: home)
    try terminal.start(environment: "TZ=\(zone) SEXTANT_CLOCK='2026-05-05T00:30:00Z*1'")
    try terminal.wait(for: "last result today")
    let said = try sextant(
      "--plain", zone: zone, clock: "2026-05-05T00:30:00Z*1", input: "history\n1\nq\nq\nq\n")
    #expect(said.contains("5 May 2026") && !said.contains("4 May 2026"), "\(said)")
    #expect(try sextant("history", zone: zone, clock: Self.evening).contains("5 May 2026"))
    // Files for programs keep the instant.
    #expect(
      try sextant("history", "--format", "csv", zone: zone, clock: Self.evening).contains("2026-05-04T23:"))
    #expect(
      try sextant("report", "--json", zone: zone, clock: Self.evening).contains("\"2026-05-05T00:05:00Z\""))
    #expect(
      try sextant("report", "--format", "markdown", zone: zone, clock: Self.evening).contains(
        "5 May 2026. Compared with"))
  }

  @Test func theAxisOfADayHasTheHoursOfTheWall() throws {
    let zone = "America/Los_Angeles"
    for clock in ["2026-05-05T09:02:00Z*20", "2026-05-05T11:02:00Z*20"] {
      try sextant(
        "take", "--plain", "--seed", "3", zone: zone, clock: clock,
        input: String(repeating: "dunno\n\n", count: 30))
    }
    let terminal = try Tmux(size: "100x30", home: home)
    try terminal.start(environment: "TZ=\(zone) SEXTANT_CLOCK='2026-05-05T13:00:00Z*1'")
    try terminal.wait(for: "last result today")
    try terminal.keys("H")
    let time = /\b(\d{1,2}):\d\d\b/
    let screen = try terminal.wait("hours of the axis") { $0.matches(of: time).count >= 2 }
    // Two in the morning and four, where it is nine and eleven in Greenwich.
    #expect(Set(screen.matches(of: time).map(\.output.1)) == ["2", "4"], "\(screen)")
  }
}
