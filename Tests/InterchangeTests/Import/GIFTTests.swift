import Interchange
import ItemBank
import Testing

@Suite struct GIFTTests {
  /// A question in GIFT and what is read: its stem, its options with their weights.
  static let choices: [(text: String, stem: String, options: [String])] = [
    ("Which layer pools? {=max ~dense ~norm}", "Which layer pools?", ["max 100", "dense 0", "norm 0"]),
    ("::A name:: Which? {\n=one\n~two#no\n}", "Which?", ["one 100", "two 0"]),
    ("Which? {~=one ~two}", "Which?", ["one 100", "two 0"]),
    ("Which two? {~%50%a ~%50%b ~%-100%c}", "Which two?", ["a 50", "b 50", "c -100"]),
    ("The {=mean ~mode} is moved by outliers.", "The _____ is moved by outliers.", ["mean 100", "mode 0"]),
    ("Escapes \\{x\\: \\= 1\\}? {=\\~a ~b\\#c}", "Escapes {x: = 1}?", ["~a 100", "b#c 0"]),
    ("[html]<p>Is 1 &lt; 2?</p> {T}", "Is 1 < 2?", ["True 100", "False 0"]),
    ("Is water dry? {FALSE#It is wet.#Right.}", "Is water dry?", ["True 0", "False 100"]),
    ("[markdown]Is **this** `code`? {=yes ~no}", "Is this code?", ["yes 100", "no 0"]),
    ("[plain]Is <b>this</b> text? {=yes ~no}", "Is <b>this</b> text?", ["yes 100", "no 0"]),
    ("// a comment\nWhich?\n// another\n{=a ~b}", "Which?", ["a 100", "b 0"]),
    ("Which?\r\n{=a\r\n~b}\r\n", "Which?", ["a 100", "b 0"]),
    ("\u{FEFF}Which? {=a ~b}", "Which?", ["a 100", "b 0"]),
  ]

  @Test(arguments: choices) func choicesAreRead(text: String, stem: String, options: [String]) throws {
    let question = try #require(try Reading.question(text, .gift))
    #expect(question.stem == stem)
    #expect(question.options == options)
  }

  @Test func windows1252IsReadAndNamed() throws {
    let bytes = Array("Which? {=caf".utf8) + [0xE9] + Array(" ~\u{20}b}".utf8)
    let entries = try Reading.entries(bytes, .gift)
    #expect(entries.first?.question?.options == ["café 100", "b 0"])
    #expect(entries.first?.notes.contains { $0.text.contains("Windows-1252") } == true)
  }

  @Test func numbersHaveTolerancesAndRanges() throws {
    for (text, value, tolerance) in [
      ("{#3}", 3.0, 0.0), ("{#3:2}", 3, 2), ("{#1..5}", 3, 2), ("{#=%100%3.5:0.1#yes =%50%3:2}", 3.5, 0.1),
      ("{#-1e-3}", -0.001, 0),
    ] {
      let (item, entry) = try Reading.item("How many? " + text, .gift)
      guard case .numeric(let key)? = item?.task else {
        Issue.record("\(text): \(entry?.reason ?? "")")
        continue
      }
      #expect(key.value == value && abs(key.tolerance - tolerance) < 1e-12, "\(text)")
    }
    #expect(try Reading.entries("How many? {#3,5}", .gift).first?.reason.contains("isn't a number") == true)
  }

  @Test func shortAnswersMatchingsAndFeedbackAreRead() throws {
    let typed = try Reading.item(
      "Which test? {=A/B test =split test =%0%t test#Only two groups.####All say so.}", .gift)
    #expect(typed.item?.task == .shortText(answers: ["A/B test", "split test"], ignoresCase: true))
    #expect(typed.item?.misconceptions.map(\.answer) == ["t test"])
    #expect(typed.item?.explanation == "All say so.")
    let pairs = try Reading.item("Match. {=cat -> meows =dog -> barks = -> sings}", .gift)
    #expect(
      pairs.item?.task
        == .matching(
          pairs: [MatchingPair(left: "cat", right: "meows"), MatchingPair(left: "dog", right: "barks")],
          extras: ["sings"]))
  }

  @Test func categoriesIdentitiesAndTagsAreRead() throws {
    let text = """
      $CATEGORY: $course$/top/Maths/Linear // algebra

      // [id:math.rank.of-a-product] [tag:level-4] [tag:a \\] b]
      ::Old name:: Which? {=a ~b}
      """
    let question = try #require(try Reading.question(text, .gift))
    #expect(question.category == ["Maths", "Linear / algebra"])
    #expect(question.name == "math.rank.of-a-product")
    #expect(question.tags == ["level-4", "a ] b"])
  }

  /// What isn't kept, with a part of the reason and the line of the question.
  static let refusals: [(text: String, reason: String, line: Int)] = [
    ("\nExplain it. {}", "essay", 2),
    ("Read this.", "description", 1),
    ("Which {=a ~b} and which {=c ~d}?", "line 1, column 25: a second group", 1),
    ("Which {=a ~b", "never closed", 1),
    ("Which =a ~b}", "without its {", 1),
    ("The {1:SHORTANSWER:=a} is.", "Cloze", 1),
    ("Which? {~a ~b}", "no option is marked", 1),
    ("Which? {=a}{", "second group", 1),
    ("Match {=a -> b =c}", "no ->", 1),
    ("<p><img src=\"a.png\"> Which? {=a ~b}", "picture a.png", 1),
  ]

  @Test(arguments: refusals) func refusalsSayWhyAndWhere(text: String, reason: String, line: Int) throws {
    let entry = try #require(try Reading.entries(text, .gift).first)
    #expect(entry.question == nil)
    #expect(entry.reason.contains(reason), "\(entry.reason)")
    #expect(entry.place.line == line)
  }

  /// What other programs damage silently is named.
  static let damage: [(text: String, note: String)] = [
    ("Which? {~=a ~b}", "~= was read as a correct answer"),
    ("Which? {=a ~ ~b}", "an empty answer was left out"),
    ("Which three? {~%33%a ~%33%b ~%33%c ~d}", "add up to 99 %, because they are rounded"),
    ("Which? {=a ~%50%b ~c}", "b earned 50 %"),
    ("Which? {=a =b ~c}", "2 options are fully right"),
    ("Which? {~x=1 ~y}", "write \\= for the character"),
    ("$CATEGORY: x\nWhich? {=a ~b}", "no blank line after $CATEGORY"),
    ("Wh\u{200B}ich? {=a ~b}", "U+200B"),
    ("Which? {=a* =b}", "a* stands for many answers"),
  ]

  @Test(arguments: damage) func silentDamageIsNamed(text: String, note: String) throws {
    let (item, entry) = try Reading.item(text, .gift)
    #expect(item != nil, "\(entry?.reason ?? "")")
    #expect(entry?.notes.contains { $0.text.contains(note) } == true, "\(entry?.notes.map(\.text) ?? [])")
  }

  @Test func sharesThatAreRoundedLoseNoKey() throws {
    let (item, _) = try Reading.item("Which three? {~%33.333%a ~%33.333%b ~%33.333%c ~d}", .gift)
    #expect(item?.task.options.filter(\.isKey).map(\.text) == ["a", "b", "c"])
  }

  @Test func aMillionOptionsAreRefused() throws {
    let text = "Which? {=a" + String(repeating: "\n~b", count: 200_000) + "}"
    let entry = try #require(try Reading.entries(text, .gift).first)
    #expect(entry.reason.contains("more than 200 answers"))
    #expect(throws: ImportFailure.self) {
      try Reading.entries("Which? {=a" + String(repeating: "\n~b", count: 1_000_000) + "}", .gift)
    }
  }
}
