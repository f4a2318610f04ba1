import Foundation
import Testing

@testable import Reporting

/// A strict reader of iCalendar (RFC 5545), written for these tests.
private struct CalendarReader {
  struct Mistake: Error, CustomStringConvertible {
    var description: String
  }
  struct Line {
    var name: String
    var parameters: [String: String]
    var value: String
  }
  typealias Event = [String: Line]
  var properties: Event = [:]
  var events: [Event] = []

  init(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard text.hasSuffix("\r\n") else { throw Mistake(description: "no line break at the end") }
    for (place, byte) in bytes.enumerated() {
      if byte == 0x0A, place == 0 || bytes[place - 1] != 0x0D { throw Mistake(description: "LF without CR") }
      if byte == 0x0D, place + 1 == bytes.count || bytes[place + 1] != 0x0A {
        throw Mistake(description: "CR without LF")
      }
      if byte < 0x20, byte != 0x0D, byte != 0x0A { throw Mistake(description: "control \(byte)") }
    }
    var lines: [String] = []
    for raw in text.components(separatedBy: "\r\n").dropLast() {
      guard raw.utf8.count <= 75 else { throw Mistake(description: "\(raw.utf8.count) octets: \(raw)") }
      guard !raw.isEmpty else { throw Mistake(description: "an empty line") }
      if raw.hasPrefix(" ") {
        guard !lines.isEmpty else { throw Mistake(description: "folded from nothing") }
        lines[lines.count - 1] += raw.dropFirst()
      } else {
        lines.append(raw)
      }
    }
    var stack: [String] = []
    var event: Event?
    for text in lines {
      let line = try Self.line(text)
      switch line.name {
      case "BEGIN":
        guard ["VCALENDAR", "VEVENT"].contains(line.value), stack.count == (line.value == "VEVENT" ? 1 : 0)
        else { throw Mistake(description: text) }
        stack.append(line.value)
        if line.value == "VEVENT" { event = [:] }
      case "END":
        guard stack.popLast() == line.value else { throw Mistake(description: text) }
        if let ended = event, line.value == "VEVENT" {
          events.append(ended)
          event = nil
        }
      default:
        guard !stack.isEmpty else { throw Mistake(description: "outside: \(text)") }
        if event != nil {
          guard event?[line.name] == nil else { throw Mistake(description: "twice: \(text)") }
          event?[line.name] = line
        } else {
          properties[line.name] = line
        }
      }
    }
    guard stack.isEmpty else { throw Mistake(description: "not closed: \(stack)") }
  }

  private static func line(_ text: String) throws -> Line {
    guard let colon = text.firstIndex(of: ":") else { throw Mistake(description: "no value: \(text)") }
    let parts = text[..<colon].split(separator: ";").map(String.init)
    guard let name = parts.first,
      !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isUppercase || $0 == "-") })
    else { throw Mistake(description: "name: \(text)") }
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { throw Mistake(description: "parameter: \(text)") }
      parameters[pair[0]] = pair[1]
    }
    return Line(name: name, parameters: parameters, value: String(text[text.index(after: colon)...]))
  }

  /// A text value without its escapes.
  static func text(_ value: String) throws -> String {
    var result = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        guard "\\;,nN".contains(character) else { throw Mistake(description: "escape: \(value)") }
        result += "nN".contains(character) ? "\n" : String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        guard character != ";", character != "," else { throw Mistake(description: "bare \(character)") }
        result.append(character)
      }
    }
    guard !isEscaped else { throw Mistake(description: "ends in an escape") }
    return result
  }
}

@Suite struct PlanCalendarTests {
  static let hard =
    "Comma, semicolon; back\\slash — déjà vu 漢字漢字漢字漢字漢字漢字漢字漢字漢字 👩‍🔬👩‍🔬👩‍🔬👩‍🔬 \u{1B}[31mred\r\nnext line"

  static func action(_ id: String, title: String = "Do it", state: String = "todo") -> PlanDocument.Action {
    var action = PlanDocument.Action(
      id: id, title: title, details: hard, step: 1, minutes: 390, state: state, proof: "A; B",
      closes: ["a.b"],
      after: [], links: [.init(title: "T, U", url: "https://example.org/a,b;c")])
    (action.from, action.to, action.dayAfter) = ("2026-11-30", "2026-12-31", "2027-01-01")
    action.priority = "high"
    action.reason = "Probability: missed 3 of 4"
    return action
  }

  static func plan(
    generated: String = "2026-11-30T10:11:12Z",
    actions: [PlanDocument.Action] = [action("one"), action("two")]
  ) -> PlanDocument {
    var plan = PlanDocument(
      generated: generated, assessment: .init(id: "ml-engineer", name: "ML engineer"), minutesAWeek: 120,
      interview: "2027-03-14", neededMinutes: 780, availableMinutes: 900,
      weeks: [
        .init(
          from: "2026-11-30", to: "2026-12-06", minutes: 120, plannedMinutes: 120, reviews: 3,
          milestones: [
            .init(
              kind: "mock", day: "2026-12-05", dayAfter: "2026-12-06", title: "Mock exam, 1 h", minutes: 60),
            .init(
              kind: "mock", day: "2026-12-06", dayAfter: "2026-12-07", title: "Mock exam, 1 h", minutes: 60),
          ], actions: actions, goingOn: [])
      ], leftOut: [action("left")], notPlanned: [action("low")], done: [action("done", state: "done")])
    plan.leftOutHeading = "More than 2 years away"
    plan.interviewEvent = .init(
      kind: "interview", day: "2027-03-14", dayAfter: "2027-03-15", title: "Interview", minutes: 0)
    return plan
  }

  /// Every form of the report has the weeks of the plan, with what goes on and what comes later.
  @Test func theReportHasTheWeeksOfThePlan() {
    var plan = Self.plan(actions: [Self.action("one", title: "Bayes by hand")])
    plan.weeks[0].heading = "This week, 2 of 2 h"
    plan.weeks[0].notes = ["Mock exam, 1 h, Sat 5 Dec"]
    plan.weeks[0].actions[0].when = "30 min of 6.5 h, part 1 of 4"
    for number in 1..<6 {
      var week = plan.weeks[0]
      (week.heading, week.notes, week.milestones) = ("Week \(number)", [], [])
      week.actions = number == 5 ? [Self.action("late", title: "Serve a model")] : []
      week.goingOn = [.init(id: "one", minutes: 30, part: number + 1, parts: 7)]
      plan.weeks.append(week)
    }
    plan.weeks[2].isAfterInterview = true
    plan.sentences = ["2 h a week. Interview on 14 Mar 2027."]
    plan.laterWords = "1 action, 6.5 h"
    plan.leftOut = []
    var report = ReportTests.report()
    report.plan = plan
    for text in [report.html(), report.markdown(), report.text()] {
      for part in [
        "This week, 2 of 2 h", "Bayes by hand", "Mock exam, 1 h, Sat 5 Dec", "30 min of 6.5 h, part 1 of 4",
        "goes on, part 2 of 7, 30 min", "After the interview. Week 2", "Later", "Serve a model",
        "Interview on 14 Mar 2027.",
      ] {
        #expect(text.replacing("\n", with: " ").contains(part), "\(part)\n\(text)")
      }
      #expect(!text.contains("Week 5"), "later weeks are summed up")
    }
  }

  @Test func theCalendarIsReadStrictly() throws {
    let read = try CalendarReader(Self.plan().calendar())
    #expect(read.properties["VERSION"]?.value == "2.0" && read.properties["PRODID"] != nil)
    let ids = read.events.map { $0["UID"]?.value ?? "" }
    #expect(
      ids == ["one", "two", "done", "mock-1", "mock-2", "interview-1"].map { "\($0)@ml-engineer.sextant" })
    for event in read.events {
      let start = try #require(event["DTSTART"])
      let end = try #require(event["DTEND"])
      #expect(start.parameters == ["VALUE": "DATE"] && end.parameters == ["VALUE": "DATE"])
      #expect(start.value.count == 8 && start.value < end.value && Int(start.value) != nil)
      #expect(event["DTSTAMP"]?.value == "20261130T101112Z" && event["SEQUENCE"]?.value == "20261130")
      _ = try CalendarReader.text(try #require(event["SUMMARY"]).value)
    }
    let first = try #require(read.events.first)
    #expect(first["DTSTART"]?.value == "20261130" && first["DTEND"]?.value == "20270101")
    #expect(first["SUMMARY"]?.value == "Do it (6.5 h)")
    let text = try CalendarReader.text(try #require(first["DESCRIPTION"]).value)
    let clean = Self.hard.replacing("\u{1B}", with: "").replacing("\r\n", with: "\n")
    #expect(text.hasPrefix(clean + "\nProof: A; B\n"), "\(text)")
    #expect(text.contains("High priority: Probability") && text.hasSuffix("T, U: https://example.org/a,b;c"))
    #expect(read.events[2]["SUMMARY"]?.value == "Done: Do it")
  }

  @Test func anEventKeepsItsIdentityWhenThePlanMoves() throws {
    var later = Self.action("one", title: "Do it")
    (later.from, later.dayAfter) = ("2026-12-14", "2026-12-20")
    let first = try CalendarReader(Self.plan().calendar())
    let second = try CalendarReader(Self.plan(generated: "2026-12-07T00:00:00Z", actions: [later]).calendar())
    #expect(first.events[0]["UID"]?.value == second.events[0]["UID"]?.value)
    #expect(second.events[0]["DTSTART"]?.value == "20261214")
    let numbers = [first, second].compactMap { $0.events[0]["SEQUENCE"]?.value }.compactMap(Int.init)
    #expect(numbers.count == 2 && numbers[0] < numbers[1], "a calendar takes the later one")
  }

  @Test func linesAreFoldedBetweenCharacters() {
    for length in 60...90 {
      let line = String(repeating: "a", count: length - 50) + String(repeating: "é漢", count: 30)
      let folded = PlanDocument.folded(line)
      let rows = folded.components(separatedBy: "\r\n").dropLast()
      #expect(rows.allSatisfy { $0.utf8.count <= 75 } && rows.dropFirst().allSatisfy { $0.hasPrefix(" ") })
      #expect(folded.replacing("\r\n ", with: "") == line + "\r\n")
    }
    #expect(PlanDocument.folded(String(repeating: "a", count: 75)).utf8.count == 77)
  }

  @Test func markdownHasABoxForEachActionAndNoMarkupOfItsText() {
    let text = Self.plan(actions: [Self.action("one", title: "Use *stars* and [x]")]).markdown()
    #expect(text.contains("- [ ] **Use \\*stars\\* and \\[x\\]**"))
    #expect(text.contains("## More than 2 years away") && text.contains("- [x] **Do it**"))
    #expect(!text.contains("low") && text.components(separatedBy: "- [").count - 1 == 3 + 2)
  }

  @Test func textKeepsToEightyColumns() {
    let text = Self.plan().text(weeks: 1)
    for line in text.split(separator: "\n") where !line.contains("https://") {
      #expect(line.count <= 80, "\(line)")
    }
  }
}
