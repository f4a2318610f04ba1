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
      bandProbabilities: [0, 0.1, 0.6, 0.3, 0], probabilityAtTarget: 0.999, answers: answers,
      level: "competent to proficient")
  }

  static let low = SkillVerdict(
    model: .belowTarget, answers: .init(asked: 6, right: 2, missed: 4, confidentButWrong: 1))

  private static func day(_ iso: String, _ words: String) -> Report.Day {
    Report.Day(iso: iso, short: words, long: words)
  }

  static func report(answers: Int = 6, name: String = "Arrays") -> Report {
    var report = Report(
      generated: "2026-11-24T09:00:00Z", generatedHere: "24 November 2026",
      assessment: .init(id: "ml", name: "ML engineer"),
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
              worth: 2.5, state: "todo",
              links: [.init(title: "NumPy: Broadcasting", url: "https://numpy.org/b")])
          ])
      ])
    report.steps[0].skills = .init(atTarget: 12, notSure: 3, below: 2, notAsked: 1)
    report.first = [
      .init(
        skill: "python.numpy", reason: "missed 4 of 6, one confidently", priority: "high priority",
        action: report.steps[0].actions[0])
    ]
    report.misconceptions = [
      .init(
        item: "python.numpy.x", question: "What does the \(name) print?", key: "4", skill: "python.numpy",
        answered: day("2026-11-20", "20 November 2026"))
    ]
    report.history = Report.History(
      attempts: [
        .init(
          number: 1, day: day("2026-05-04", "4 May 2026"), time: 20_577.5, mode: "placement", answers: 30,
          excluded: nil, alone: .init(score: 460, margin: 90), after: .init(score: 460, margin: 90)),
        .init(
          number: 2, day: day("2026-11-20", "20 Nov 2026"), time: 20_777.5, mode: "focus", answers: 12,
          excluded: nil, alone: nil, after: .init(score: 520, margin: 60)),
        .init(
          number: 3, day: day("2026-11-21", "21 Nov 2026"), time: 20_778.5, mode: "placement", answers: 30,
          excluded: "rushed", alone: .init(score: 300, margin: 90), after: .init(score: 520, margin: 60)),
      ],
      line: [
        .init(day: day("2026-05-04", "4 May 2026"), time: 20_577.5, points: .init(score: 460, margin: 90)),
        .init(
          day: day("2026-11-24", "24 November 2026"), time: 20_781, points: .init(score: 520, margin: 60)),
      ], change: "Up 60 since 4 May. 94 % sure that's real.", ticks: [.init(time: 20_635, label: "Jul 2026")])
    report.rest = .init(
      fine: "12 skills, each 80 % to 98 % sure to be at the target.", notAsked: "1 skill, in Cloud.",
      measureNext: "Cloud, 7 to 10 minutes.")
    report.evidence = [
      .init(
        id: "evidence.depth", name: "Portfolio: depth", step: 2, level: 3, highest: 4,
        means: "deployed with tracking", shownBy: "https://example.org/me"),
      .init(
        id: "evidence.network", name: "Network", step: 2, level: nil, highest: 4, means: nil, shownBy: nil),
    ]
    report.next = report.steps[0].actions
    var done = report.steps[0].actions[0]
    (done.id, done.title, done.state, done.shownBy) = ("y", "Profile a script", "done", "javascript:alert(1)")
    done.doneOn = day("2026-10-31", "31 October 2026")
    report.done = [done]
    return report
  }

  /// What every form of the report says, in its own layout.
  private static let said = [
    "ML engineer: where you stand", "24 November 2026. Compared with the entry target of 500.",
    "From 2 attempts, 6 answers. 1 answer came faster than the question can be read and is left out.",
    "Overall 520 ± 60, competent to proficient. Over 99 % sure you're at the entry target of 500.",
    "Up 60 since 4 May. 94 % sure that's real.", "19 times out of 20", "12 of 18 skills at target",
    "2 below target, 3 unclear, 1 not asked.", "Evidence: 1 of 2 reported.", "520 ± 60",
    "at target, over 99 % sure",
    "missed 4 of 6, one confidently", "high priority", "Next: Replace every loop, 8 h.",
    "NumPy: Broadcasting",
    "12 skills, each 80 % to 98 % sure to be at the target.", "1 skill, in Cloud.",
    "What does the Arrays print?",
    "Correct: 4", "20 November 2026", "level 3 of 4", "deployed with tracking",
    "Shown by: https://example.org/me",
    "not reported", "It is done when: Ten versions", "8 h, done on 31 October 2026",
    "Shown by: javascript:alert(1)",
  ]

  /// The text of a page, as a reader sees it.
  private static func seen(_ page: String) -> String {
    page.replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: "").replacing(/<[^>]*>/, with: "")
      .replacing("&#39;", with: "'").replacing("\u{a0}", with: " ")
  }

  @Test func everyFormSaysTheSame() {
    let report = Self.report()
    func flat(_ text: String) -> String { text.replacing(/\s+/, with: " ") }
    let forms = [
      "text": flat(report.text()), "page": flat(Self.seen(report.html())),
      "markdown": flat(report.markdown()),
      "sentences": report.sentences().joined(separator: " "),
    ]
    for (name, text) in forms {
      // Addresses are links on a page and in Markdown; aloud they help nobody.
      for part in Self.said where name != "sentences" || part != "NumPy: Broadcasting" {
        #expect(text.contains(part), "\(part) in \(name):\n\(text)")
      }
      #expect(!text.contains("2026-11"), "a date for programs in \(name)")
      for word in ["worth", " ready", "Standing", "chance"] {
        #expect(!text.contains(word), "\(word) in \(name)")
      }
    }
    for (name, text) in forms where name != "sentences" {
      #expect(text.contains("below target, 2 of 6 right, 1 confident but wrong"), "\(name)")
      #expect(text.contains("one domain") && text.contains("excluded"), "\(name)")
    }
  }

  @Test func textFitsEightyColumns() {
    #expect(Self.report().text().split(separator: "\n").allSatisfy { $0.count <= 80 })
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
    #expect(text.contains("Shown by: https://example.org/me") && text.contains("Profile a script"))
  }

  @Test func thePageIsOneFileAndEscapesMarkup() {
    let page = Self.report(name: "a & <script>alert(1)</script> \"q\" 'r'").html()
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("a &amp; &lt;script&gt;alert(1)&lt;/script&gt; &quot;q&quot; &#39;r&#39;"))
    #expect(!page.contains("<script") && !page.contains("style=\"") && !page.contains("url("))
    // Every tag that is opened is closed.
    for tag in [
      "table", "tbody", "thead", "tr", "th", "td", "ul", "ol", "li", "svg", "section", "main", "nav", "h2",
      "h3", "p", "a",
      "span", "div",
    ] {
      let opened =
        page.components(separatedBy: "<\(tag)>").count + page.components(separatedBy: "<\(tag) ").count
      #expect(opened - 1 == page.components(separatedBy: "</\(tag)>").count, "\(tag)")
    }
  }

  @Test func aMarkOnALetterDoesNotHideMarkup() {
    // With an accent upon it, a quotation mark is another character but still ends an attribute.
    #expect(markup("\"\u{301}<\u{301}&\u{301}") == "&quot;\u{301}&lt;\u{301}&amp;\u{301}")
    #expect(escaped("<\u{301}a|\u{301}") == "&lt;\u{301}a\\|\u{301}")
    #expect(markup("a\u{202e}b\u{7}c") == "abc")
  }

  @Test func onlyAddressesOfTheWebBecomeLinks() {
    for address in ["https://a.org/x?y=1&z=2#t", "HTTP://a.org"] {
      #expect(Report.isAddress(address), "\(address)")
    }
    for text in [
      "javascript:alert(1)", "https://", "data:text/html,x", "https://a b", "https://a\"b", " https://a",
      "a https://b",
      "file:///etc/passwd", "https://a\n", "https://a'b",
    ] {
      #expect(!Report.isAddress(text), "\(text)")
      #expect(Report.anchor(.init(title: "t", url: text)) == "t")
    }
    let page = Self.report().html()
    #expect(page.contains("<a href=\"https://example.org/me\" rel=\"noopener noreferrer\">"))
    #expect(!page.contains("href=\"javascript"))
  }

  @Test func aPolicyNamesTheStyleSheetAndNothingElse() {
    // From FIPS 180-4 and its examples; the last message has two blocks.
    func hex(_ text: String) -> String {
      Digest.sha256(text.utf8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    for text in ["", "f", "fo", "foo", "foob"] {
      #expect(Style.base64(Array(text.utf8)) == Data(text.utf8).base64EncodedString())
    }
    let page = Self.report().html()
    #expect(page.contains("content=\"default-src 'none'; style-src 'sha256-"))
    #expect(page.contains("<style>\(Style.sheet)</style>"))
  }

  @Test func theMarginIsThatOfTheScreens() {
    var measure = Self.measure(0.2)
    // The ends may be told as 455 and 580, 125 apart: half of that is no margin of 61.
    measure.interval = .init(lower: -0.422, upper: 0.798)
    measure.scoreInterval = .init(lower: 455, upper: 580)
    #expect(measure.margin == 60)
  }

  @Test func theIntervalOfThePictureEndsWithTheScale() {
    var measure = Self.measure(0.2)
    measure.scoreInterval = .init(lower: 655, upper: 885)
    let bar = Charts(target: 500, targetName: "entry").bar(measure)
    #expect(bar.contains("x1=\"75.83%\" y1=\"11\" x2=\"100%\" y2=\"11\"") && bar.contains(">›</text>"))
    #expect(bar.contains("aria-label=\"Most likely 520, between 655 and 885; target 500\""))
    #expect(Charts.place(500) == "50%" && Charts.place(201) == "0.17%")
    #expect(!Charts(target: 500, targetName: "entry").bar(Self.measure(0.2)).contains("›"))
  }

  @Test func theLineEndsAtTodaysNumberAndLeavesOutWhatDoesNotCount() {
    let picture = Charts(target: 500, targetName: "entry").overTime(
      Self.report().history ?? .init(attempts: [], line: [], change: nil, ticks: []))
    #expect(picture.contains(">520 today</text>") && picture.contains(">target 500</text>"))
    // The focus attempt has no overall number, and the rushed one doesn't count.
    #expect(picture.components(separatedBy: "class=\"ring\"").count == 2)
    #expect(
      picture.contains(
        "1 attempt from 4 May 2026 to 24 November 2026. The score went from 460 ± 90 to 520 ± 60. The target is 500."
      ))
    // From 300 to 600 in 240 pixels.
    #expect(picture.contains("<polyline class=\"score\" points=\"0,112 1000,64\"/>"))
  }

  @Test func oneAttemptIsDrawnToo() {
    var history = Self.report().history
    history?.line.removeFirst()
    history?.attempts = []
    let picture = Charts(target: 500, targetName: "entry").overTime(
      history ?? .init(attempts: [], line: [], change: nil, ticks: []))
    #expect(picture.contains("cx=\"100%\"") && !picture.lowercased().contains("nan"))
  }

  @Test func sentencesNeedNoTable() {
    var report = Self.report()
    report.domains[0].skills[0].measure.probabilityAtTarget = 0.02
    let lines = report.sentences()
    #expect(lines.contains("Python and more: 520 ± 60; competent to proficient; at target, over 99 % sure."))
    #expect(
      lines.contains(
        "Arrays: missed 4 of 6, one confidently, high priority. Python and more. 98 % sure you're below the target. "
          + "Next: Replace every loop, 8 h."))
    #expect(lines.allSatisfy { !$0.contains("  ") && !$0.isEmpty })
    #expect(Self.report(answers: 0).sentences().contains { $0.hasPrefix("Nothing is measured yet.") })
  }

  @Test func noSentenceBeginsWithASmallLetter() {
    var report = Self.report()
    report.domains[0].skills[0].measure.probabilityAtTarget = 0.001
    let text = report.text().replacing(/\s+/, with: " ")
    #expect(text.contains("Python and more. Over 99 % sure you're below the target."), "\(text)")
  }

  @Test func markdownEscapesWhatWouldBeMarkup() {
    let text = Self.report(name: "a|b <script> *c*").markdown()
    #expect(text.contains("a\\|b &lt;script> \\*c\\*"))
    #expect(text.contains("- [x] Profile a script") && text.contains("- [ ] Replace every loop"))
    #expect(text.contains("[NumPy: Broadcasting](<https://numpy.org/b>)"))
  }

  /// The report of an exam.
  static func examReport(whyNoScore: String? = nil) -> Report {
    var report = report()
    report.exam = Report.Exam(
      right: 7, partly: 1, wrong: 1, unknown: 1, unanswered: 2, total: 12, percent: 58, cut: 65,
      isPassed: false, seconds: 600, timeLimit: 1200,
      domains: [
        .init(id: "python", name: "Python | more", right: 7, missed: 3, unanswered: 2, total: 12)
      ], whyNoScore: whyNoScore,
      sentences: ["7 of 12 right, 58 %: not passed."])
    return report
  }

  @Test func anExamSaysFirstWhetherItWasPassedInEveryForm() throws {
    for why in [nil, "Too few answers."] {
      let report = Self.examReport(whyNoScore: why)
      for text in [
        report.text(), report.markdown(), Self.seen(report.html()),
        report.sentences().joined(separator: "\n"),
      ] {
        let place = try #require(text.range(of: "7 of 12 right, 58 %: not passed."))
        #expect(text.contains("Overall") == (why == nil), "\(text)")
        if why != nil { #expect(!text.contains("At target") && !text.contains("4 May")) }
        if let overall = text.range(of: "Overall") { #expect(place.lowerBound < overall.lowerBound) }
        #expect(text.contains("Too few answers.") == (why != nil))
      }
      #expect(report.markdown().contains("| Python \\| more | 7 of 12 | 3 | 2 |"))
      #expect(try report.json().contains("\"overall\"") == (why == nil))
    }
  }

  @Test func jsonSurvivesARoundTrip() throws {
    let text = try Self.report().json()
    let again = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
    #expect(try again.json() == text)
    #expect(text.hasSuffix("}\n"))
  }

  /// The faults of a value against a schema: only what this schema uses.
  private static func faults(
    _ value: Any?, _ schema: [String: Any], _ all: [String: Any], _ path: String
  ) -> [String] {
    var schema = schema
    if let name = (schema["$ref"] as? String)?.split(separator: "/").last {
      schema = (all["$defs"] as? [String: Any])?[String(name)] as? [String: Any] ?? [:]
      if schema.isEmpty { return ["\(path): no definition of \(name)"] }
    }
    if let fields = value as? [String: Any], schema["type"] as? String == "object" {
      let properties = schema["properties"] as? [String: Any] ?? [:]
      return (schema["required"] as? [String] ?? []).filter { fields[$0] == nil }.map { "\(path): no \($0)" }
        + fields.flatMap { name, field in
          (properties[name] as? [String: Any]).map { faults(field, $0, all, "\(path).\(name)") }
            ?? ["\(path): \(name) isn't documented"]
        }
    }
    if let items = value as? [Any], let item = schema["items"] as? [String: Any] {
      return items.flatMap { faults($0, item, all, path + "[]") }
    }
    return []
  }

  @Test func theSchemaDocumentsEveryField() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Assessments/schema/report.schema.json")
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    var whole = Self.examReport()
    whole.next[0].due = Self.day("2026-12-20", "20 December 2026")
    // Whether there is a score or not, what the schema requires is there.
    for report in [whole, Self.examReport(whyNoScore: "Too few answers.")] {
      let value = try JSONSerialization.jsonObject(with: Data(try report.json().utf8))
      #expect(Self.faults(value, schema, schema, "report") == [])
    }
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect((properties["version"] as? [String: Any])?["const"] as? Int == Self.report().version)
    // The check itself notices what is missing and what is new.
    let few: [String: Any] = ["schema": "x", "new": 1]
    #expect(Self.faults(few, schema, schema, "report").contains("report: new isn't documented"))
    #expect(Self.faults(few, schema, schema, "report").contains("report: no basis"))
  }
}
