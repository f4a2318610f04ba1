import Interchange
import ItemBank
import Testing

@Suite struct TextFormatTests {
  @Test func aikenIsRead() throws {
    let text = """
      Which metric ignores true negatives?
      A. accuracy
      B) precision
      ANSWER: B

      Second
      A. a
      B. b
      ANSWER: D
      Third
      A. a
      """
    let entries = try Reading.entries(text)
    #expect(entries.count == 3)
    #expect(entries[0].question?.options == ["accuracy 0", "precision 100"])
    #expect(entries[1].reason == "line 9: ANSWER names D, which is no option")
    #expect(entries[1].place.line == 6)
    #expect(entries[2].reason.contains("no ANSWER line"))
  }

  @Test func markdownBoxesWithCodeAreRead() throws {
    let text = """
      # Python

      ## loops

      What does this print?

      ```python
      # not a heading
      print([i for i in range(2)])
      ```

      - [ ] `[1, 2]`
        > It starts at 0.
      - [x] [0, 1]
      - [ ] nothing

      > range ends before
      > its argument.
      <!-- tags: level-2, bloom-apply -->

      Which *two* are mutable?
      - [x] list
      - [x] dict
      - [ ] tuple
      """
    let entries = try Reading.entries(text)
    #expect(entries.count == 2)
    let first = try #require(entries.first?.question)
    #expect(first.stem == "What does this print?")
    #expect(
      first.code == ImportedCode(language: "python", text: "# not a heading\nprint([i for i in range(2)])"))
    #expect(first.options == ["[1, 2] 0", "[0, 1] 100", "nothing 0"])
    #expect(first.explanation == "range ends before\nits argument.")
    #expect(
      first.name == "loops" && first.category == ["Python"] && first.tags == ["level-2", "bloom-apply"])
    guard case .choice(let options, let isMultiple, _)? = entries[1].question?.task else {
      Issue.record("\(entries[1].reason)")
      return
    }
    #expect(isMultiple && options.count == 3)
    #expect(entries[1].question?.stem == "Which two are mutable?")
    #expect(first.task != entries[1].question?.task)
  }

  @Test(arguments: [
    "Which?\n1. a\n2. b\n3. c\n\nAnswer: 2", "Which?\n\na) a\nb) b\nc) c\n**Answer:** B",
    "1. Which?\n   A. a\n   **B. b**\n   C. c", "Which?\n1. a\n2. b ✓\n3. c",
    "1. Which?\n   - (a) a\n   - (b) b (correct)\n   - (c) c",
    "## Which?\nA. a\nB. b\nC. c\nCorrect answer: b",
  ])
  func markedAnswersInListsAreFound(text: String) throws {
    let question = try #require(try Reading.question(text, .markdown))
    #expect(question.stem == "Which?")
    #expect(question.options == ["a 0", "b 100", "c 0"])
  }

  @Test func typedAnswersInMarkdownAreRead() throws {
    #expect(
      try Reading.item("## x\nHow long?\n\nAnswer: 0.67 ± 0.005 ms", .markdown).item?.task
        == .numeric(NumericKey(value: 0.67, tolerance: 0.005, unit: "ms")))
    #expect(
      try Reading.item("## x\nWhich?\n\nAnswer: `git rm`, `rm`", .markdown).item?.task
        == .shortText(answers: ["git rm", "rm"], ignoresCase: true))
  }

  @Test func tablesOfEveryTypeAreRead() throws {
    let text = """
      stem,type,option 1,option 2,option 3,why 1,correct,match 1,match 2,match 3,answer,tolerance,unit
      "Which, now?",single-choice,a,b,,no,2,,,,,,
      Which two?,multiple-choice,a,b,c,,1 3,,,,,,
      How many?,numeric,4,,,off by one,,,,,3,0.5,cm
      Name it,short-text,A,b,,,1,,,,,,
      Sort,ordering,x,y,z,,,,,,,,
      Match,matching,l,m,,,,r,s,t,,,
      Broken,single-choice,a,b,,,7,,,,,,
      """
    let entries = try Reading.entries(text)
    var conversion = ItemConversion(ItemConversion.Choices())
    let items = entries.map { entry in
      var entry = entry
      return conversion.item(for: &entry)?.item
    }
    #expect(items[0]?.task.options.map(\.isKey) == [false, true])
    #expect(items[0]?.stem == "Which, now?" && items[0]?.task.options.first?.rationale == "no")
    #expect(items[1]?.task.options.map(\.isKey) == [true, false, true])
    #expect(items[2]?.task == .numeric(NumericKey(value: 3, tolerance: 0.5, unit: "cm")))
    #expect(items[2]?.misconceptions == [Misconception(answer: "4", rationale: "off by one")])
    #expect(items[3]?.task == .shortText(answers: ["A"], ignoresCase: true))
    #expect(items[4]?.task == .ordering(steps: ["x", "y", "z"]))
    #expect(items[5]?.task.kind == .matching)
    #expect(items[6] == nil && entries[6].reason == "correct names option 7, which is empty")
    #expect(entries[6].place.line == 8)
    #expect(throws: ImportFailure.self) { try Reading.entries("stem,colour\na,b\n", .csv) }
  }

  @Test func ankiNotesAreRead() throws {
    let text = """
      #separator:Semicolon
      #html:true
      #tags column:3
      #deck:Nets::Basics
      Which unit is <b>max(0, x)</b>?;"ReLU";level-2 x
      "Two ""lines""<br>of text";It is a long answer that explains everything in one sentence and more.;
      The {{c1::gradient::what}} of the {{c2::loss}}.;;
      """
    let entries = try Reading.entries(text)
    #expect(entries.count == 4)
    #expect(entries[0].question?.stem == "Which unit is max(0, x)?")
    #expect(
      entries[0].question?.tags == ["level-2", "x"] && entries[0].question?.category == ["Nets", "Basics"])
    #expect(entries[1].reason.contains("nobody types alike") && entries[1].place.line == 6)
    #expect(entries[2].question?.stem == "The _____ (what) of the loss.")
    #expect(entries[3].question?.task == .text([ImportedAnswer("loss", weight: 100)], ignoresCase: true))
  }

  @Test func formatsAreFoundInTheContent() throws {
    for (text, format) in [
      ("::q:: Which? {=a ~b}", ImportFormat.gift), ("Which? {T}", .gift),
      ("Q\nA. a\nB. b\nANSWER: A", .aiken),
      ("<?xml version=\"1.0\"?>\n<!-- x --><quiz></quiz>", .moodleXML), ("stem,type\na,b", .csv),
      ("Which?\n- [x] a\n- [ ] b", .markdown), ("#separator:tab\na\tb", .anki), ("front\tback\na\tb", .anki),
    ] {
      var reader = QuestionFile(file: "f", format: nil)
      try Array(text.utf8).withUnsafeBufferPointer { try reader.feed($0) { _ in } }
      try reader.finish { _ in }
      #expect(reader.format == format, "\(text)")
    }
    #expect(throws: ImportFailure.self) { try Reading.entries("Just prose.") }
    #expect(throws: ImportFailure.self) { try Reading.entries("") }
  }

  @Test func htmlBecomesPlainText() {
    for (html, text) in [
      ("<p>One</p><p>Two&nbsp;&eacute; &amp; &#x20AC;</p>", "One\n\nTwo é & €"),
      ("a<ul><li>b</li><li>c<ol><li>d</li></ol></li></ul>e", "a\n  - b\n  - c\n    1. d\n\ne"),
      ("x<sup>2</sup> + y<sub>i+1</sub>", "x^2 + y_(i+1)"),
      ("Use vector<int> and 1 < 2", "Use vector<int> and 1 < 2"),
      ("see <a href=\"https://a.org/b\">this</a>", "see this (https://a.org/b)"),
      ("<table><tr><th>a</th><th>bb</th></tr><tr><td>ccc</td><td>d</td></tr></table>", "  a    bb\n  ccc  d"),
      ("\\(x^2\\) and $$y$$", "\\(x^2\\) and $$y$$"),
      ("a <!-- b --> c<script>d()</script>", "a c"),
    ] { #expect(Markup.html.plain(html).prose == text) }
    let code = Markup.html.plain(
      "<p>Run:</p><pre><code class=\"language-python\">if a &lt; b:\n  c()\n</code></pre>")
    #expect(code.prose == "Run:")
    #expect(code.code == [ImportedCode(language: "python", text: "if a < b:\n  c()")])
  }
}
