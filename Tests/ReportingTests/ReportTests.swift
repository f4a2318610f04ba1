import Foundation
import Psychometrics
import Testing

@testable import Reporting

@Suite struct ReportTests {
  static func measure(_ mean: Double, answers: Int = 6) -> Report.Measure {
    Report.Measure(
      mean: mean, sd: 0.3, interval: .init(lower: mean - 0.6, upper: mean + 0.6),
      score: Int(500 + 100 * mean),
      scoreInterval: .init(lower: 440 + 100 * mean, upper: 560 + 100 * mean),
      intervalWithoutShift: .init(lower: mean - 0.4, upper: mean + 0.4),
      scoreIntervalWithoutShift: .init(lower: 460 + 100 * mean, upper: 540 + 100 * mean), band: "competent",
      bandProbabilities: [0, 0.1, 0.6, 0.3, 0], probabilityAtTarget: 0.999, answers: answers)
  }

  static let low = SkillVerdict(
    model: .belowTarget, answers: .init(asked: 6, right: 2, missed: 4, confidentButWrong: 1))

  static func report(answers: Int = 6, name: String = "Arrays") -> Report {
    Report(
      generated: "2026-11-24T09:00:00Z", assessment: .init(id: "ml", name: "ML engineer"),
      profile: .init(id: "entry", name: "entry", target: 0, targetScore: 500),
      basis: .init(kind: "standing", attempt: nil, attempts: 2, answers: answers, rapid: 1),
      overall: measure(0.2, answers: answers),
      domains: [
        Report.Domain(
          id: "python", name: "Python and more", shortName: "Python", weight: 100, measure: measure(0.2),
          skills: [
            Report.Skill(
              id: "python.numpy", name: name, weight: 100, measure: measure(-0.5), verdict: low, worth: 2.53,
              steps: [2])
          ])
      ],
      steps: [
        Report.Step(
          number: 2, name: "Core skills", phase: "Foundation", knowledgeReady: 40, knowledgeTotal: 100,
          evidenceReady: 0, evidenceTold: 0, evidenceTotal: 10, gaps: ["python.numpy"],
          actions: [
            Report.Action(
              id: "x", title: "Replace every loop", hours: 8, proof: "Ten versions", closes: ["python.numpy"],
              worth: 2.5, state: "done")
          ])
      ])
  }

  @Test func textNamesNumbersIntervalsGapsAndActions() {
    let text = Self.report().text()
    for part in [
      "Overall 520 ± 60, competent", "over 99 % sure", "95 % margin", "Python",
      "Arrays: below target, 2 of 6 right, confident but wrong, worth",
      "do: Replace every loop (8 h)", "All skills, worth most first", "evidence: nothing told yet",
      "1 answer came faster",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// A report with a skill of step 2 and one of step 3 in each of two domains.
  private static func twoSteps() -> Report {
    var report = report()
    func skill(_ id: String, step: Int) -> Report.Skill {
      Report.Skill(
        id: id, name: id, weight: 25, measure: measure(-0.5), verdict: low, worth: 2, steps: [step])
    }
    report.domains = ["a", "b"].map { id in
      Report.Domain(
        id: id, name: id, shortName: id, weight: 50, measure: measure(0.2),
        skills: [skill(id + ".two", step: 2), skill(id + ".three", step: 3)])
    }
    report.steps[0].gaps = ["a.two", "b.two"]
    report.steps.append(report.steps[0])
    report.steps[1].number = 3
    report.steps[1].gaps = ["a.three", "b.three"]
    return report
  }

  @Test func theReportOfAStepHasItsSkillsAlone() {
    let part = Self.twoSteps().selecting(.init(step: 3))
    #expect(part.steps.map(\.number) == [3] && part.steps[0].gaps == ["a.three", "b.three"])
    #expect(part.domains.flatMap(\.skills).map(\.id) == ["a.three", "b.three"])
    #expect(!part.text().contains("a.two") && part.text().contains("a.three"))
  }

  @Test func partsAreWhatAllTheirNamesHaveInCommon() {
    let part = Self.twoSteps().selecting(.init(step: 2, domain: "b"))
    #expect(part.domains.flatMap(\.skills).map(\.id) == ["b.two"] && part.steps.flatMap(\.gaps) == ["b.two"])
    let skill = Self.twoSteps().selecting(.init(skill: "a.three"))
    #expect(skill.domains.flatMap(\.skills).map(\.id) == ["a.three"] && skill.steps.map(\.number) == [3])
    #expect(Self.twoSteps().selecting(.init()).domains == Self.twoSteps().domains)
  }

  @Test func nothingMeasuredIsSaidAndNotNumbered() {
    let text = Self.report(answers: 0).text()
    #expect(text.contains("Nothing is measured yet") && !text.contains("520"))
  }

  @Test func thePageIsOneFileAndEscapesMarkup() {
    let text = Self.report(name: "a & <script>alert(1)</script> \"q\"").html()
    #expect(text.hasPrefix("<!DOCTYPE html>") && text.contains("a &amp; &lt;script&gt;alert(1)"))
    #expect(!text.contains("<script") && !text.contains("http"))
    // The score says in words what the picture shows.
    #expect(text.contains("<td>520 ± 60</td><td aria-hidden=\"true\"><svg ") && !text.contains("aria-label"))
    #expect(text.contains("<li>Done: Replace every loop"))
    // Every tag that is opened is closed.
    for tag in ["table", "tbody", "thead", "tr", "ul", "li", "svg", "body", "html", "h1", "p"] {
      let opened =
        text.components(separatedBy: "<\(tag)>").count + text.components(separatedBy: "<\(tag) ").count
      #expect(opened - 1 == text.components(separatedBy: "</\(tag)>").count, "\(tag)")
    }
  }

  @Test func theMarginIsThatOfTheScreens() {
    var measure = Self.measure(0.2)
    // The ends may be told as 455 and 580, 125 apart: half of that is no margin of 61.
    measure.interval = .init(lower: -0.422, upper: 0.798)
    measure.scoreInterval = .init(lower: 455, upper: 580)
    #expect(measure.margin == 60)
  }

  @Test func theIntervalOfThePictureEndsWithTheScale() {
    var report = Self.report()
    report.domains[0].measure.scoreInterval = .init(lower: 655, upper: 885)
    let text = report.html()
    #expect(text.contains("x2=\"200\" y2=\"8\" stroke=\"#5b7ba6\""))
  }

  @Test func onePointIsNoPlural() {
    var report = Self.report()
    report.domains[0].skills[0].worth = 1
    report.steps[0].knowledgeReady = 1
    report.steps[0].evidenceTold = 1
    let text = report.text()
    #expect(text.contains("worth 1 point\n") && text.contains("knowledge: 1 of 100 points"))
    #expect(text.replacing("\n    ", with: " ").contains("of them not told yet"))
  }

  @Test func sentencesNeedNoTable() {
    let lines = Self.report().sentences()
    #expect(lines.contains("Overall 520 ± 60, competent; over 99 % sure that you are at the target."))
    #expect(
      lines.contains("Python and more: 520 ± 60, competent; at the target: yes, over 99 % sure; 6 answers."))
    #expect(
      lines.contains {
        $0.hasPrefix("Step 2, Core skills, 36 % ready. Knowledge: 40 of 100 points at the target; ")
      })
    #expect(lines.contains("  Done: Replace every loop, 8 h. Proof: Ten versions"))
    #expect(!lines.contains { $0.trimmingPrefix("  ").contains("  ") })
    #expect(Self.report(answers: 0).sentences().last == "Nothing is measured yet.")
  }

  @Test func markdownEscapesWhatWouldBeMarkup() {
    let text = Self.report(name: "a|b <script> *c*").markdown()
    #expect(text.contains("a\\|b &lt;script> \\*c\\*"))
    #expect(text.contains("- [x] Replace every loop"))
  }

  /// The report of an exam.
  static func examReport(whyNoScore: String? = nil) -> Report {
    var report = report()
    report.exam = Report.Exam(
      right: 7, partly: 1, wrong: 1, unknown: 1, unanswered: 2, total: 12, percent: 58, cut: 65,
      isPassed: false, seconds: 600, timeLimit: 1200,
      domains: [.init(id: "python", name: "Python | more", right: 7, total: 12)], whyNoScore: whyNoScore,
      sentences: ["7 of 12 right, 58 %: not passed."])
    return report
  }

  @Test func anExamSaysFirstWhetherItWasPassedInEveryForm() throws {
    for why in [nil, "Too few answers."] {
      let report = Self.examReport(whyNoScore: why)
      for text in [
        report.text(), report.markdown(), report.html(), report.sentences().joined(separator: "\n"),
      ] {
        let place = try #require(text.range(of: "7 of 12 right, 58 %: not passed."))
        #expect(text.contains("Overall") == (why == nil), "\(text)")
        if let overall = text.range(of: "Overall") { #expect(place.lowerBound < overall.lowerBound) }
        #expect(text.contains("Too few answers.") == (why != nil))
      }
      #expect(report.markdown().contains("| Python \\| more | 7 of 12 |"))
      #expect(try report.json().contains("\"overall\"") == (why == nil))
    }
  }

  @Test func jsonSurvivesARoundTrip() throws {
    let report = Self.report()
    let text = try report.json()
    #expect(try JSONDecoder().decode(Report.self, from: Data(text.utf8)) == report)
    #expect(text.hasSuffix("}\n"))
  }

  @Test func theSchemaDocumentsEveryField() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Assessments/schema/report.schema.json")
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(try Self.examReport().json().utf8)) as? [String: Any])
    func names(_ value: Any?) -> Set<String> { Set((value as? [String: Any])?.keys.map { $0 } ?? []) }
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(names(report) == names(properties))
    let measure = (schema["$defs"] as? [String: Any])?["measure"] as? [String: Any]
    #expect(names(report["overall"]) == names(measure?["properties"]))
    let domain = (report["domains"] as? [Any])?.first
    let shape = ((properties["domains"] as? [String: Any])?["items"] as? [String: Any])?["properties"]
    #expect(names(domain) == names(shape))
    let exam = (properties["exam"] as? [String: Any])?["properties"] as? [String: Any]
    #expect(names(report["exam"]) == names(exam))
    // Whether there is a score or not, what the schema requires is there.
    let few = try JSONSerialization.jsonObject(
      with: Data(try Self.examReport(whyNoScore: "Too few answers.").json().utf8))
    let required = Set(schema["required"] as? [String] ?? [])
    #expect(!required.isEmpty && required.isSubset(of: names(few)) && required.isSubset(of: names(report)))
    #expect((properties["version"] as? [String: Any])?["const"] as? Int == Self.report().version)
  }
}
