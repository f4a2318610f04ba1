import Interchange
import ItemBank
import Testing

@Suite struct XMLTests {
  static func moodle(_ inner: String, type: String = "multichoice") -> String {
    "<?xml version=\"1.0\"?>\n<quiz>\n<question type=\"\(type)\">\n<name><text>n</text></name>\(inner)</question>\n</quiz>"
  }

  static let text = "<questiontext format=\"html\"><text><![CDATA[<p>Which?</p>]]></text></questiontext>"

  @Test(arguments: [1, 7, 4096]) func moodleIsReadInBlocksOfAnySize(block: Int) throws {
    let xml = """
      \u{FEFF}<?xml version="1.0" encoding="UTF-8"?>
      <quiz><!-- a comment -- with > -->
      <question type="category"><category><text>$course$/top/Nets</text></category></question>
      <question type="multichoice"><name><text>One</text></name>
      <questiontext format="html"><text><![CDATA[<p>Which é? ]] &gt;</p>]]></text></questiontext>
      <generalfeedback format="html"><text>&lt;p&gt;All &amp;amp; none&lt;/p&gt;</text></generalfeedback>
      <single>true</single><shuffleanswers>false</shuffleanswers>
      <answer fraction="100"><text>a &#x20AC;</text><feedback><text>yes</text></feedback></answer>
      <answer fraction="0"><text>b</text></answer>
      <tags><tag><text>level-2</text></tag></tags></question>
      </quiz>
      """
    let entries = try Reading.entries(Array(xml.utf8), nil, block: block)
    let question = try #require(entries.first?.question)
    #expect(entries.count == 1 && entries[0].place.line == 4)
    #expect(question.stem == "Which é? ]] >")
    #expect(question.options == ["a € 100", "b 0"])
    #expect(
      question.explanation == "All & none" && question.category == ["Nets"] && question.tags == ["level-2"])
    guard case .choice(let options, false, false) = question.task else {
      Issue.record("a single choice in its order is wanted")
      return
    }
    #expect(options[0].feedback == "yes")
  }

  @Test func moodleTypesBecomeItems() throws {
    let numeric = try Reading.item(
      Self.moodle(
        Self.text
          + "<answer fraction=\"100\"><text>3.5</text><tolerance>0.1</tolerance></answer><answer fraction=\"0\"><text>4</text><feedback><text>rounded</text></feedback></answer><units><unit><multiplier>1</multiplier><unit_name>cm</unit_name></unit></units>",
        type: "numerical"))
    #expect(numeric.item?.task == .numeric(NumericKey(value: 3.5, tolerance: 0.1, unit: "cm")))
    #expect(numeric.item?.misconceptions == [Misconception(answer: "4", rationale: "rounded")])
    let typed = try Reading.item(
      Self.moodle(
        Self.text
          + "<usecase>1</usecase><answer fraction=\"100\"><text>a\\*b</text></answer><answer fraction=\"100\"><text>a*</text></answer>",
        type: "shortanswer"))
    #expect(typed.item?.task == .shortText(answers: ["a*b"], ignoresCase: false))
    #expect(typed.entry?.notes.contains { $0.text.contains("a* stands for many") } == true)
    let pairs = try Reading.item(
      Self.moodle(
        Self.text
          + "<subquestion><text>l</text><answer><text>r</text></answer></subquestion><subquestion><text>m</text><answer><text>s</text></answer></subquestion><subquestion><text/><answer><text>t</text></answer></subquestion>",
        type: "matching"))
    #expect(
      pairs.item?.task
        == .matching(
          pairs: [MatchingPair(left: "l", right: "r"), MatchingPair(left: "m", right: "s")], extras: ["t"]))
    let order = try Reading.item(
      Self.moodle(
        Self.text + "<answer><text>x</text></answer><answer><text>y</text></answer>", type: "ordering"))
    #expect(order.item?.task == .ordering(steps: ["x", "y"]))
  }

  @Test func aClozeIsSplitIntoItsGaps() throws {
    let text =
      "<questiontext><text><![CDATA[The {1:SHORTANSWER:=mean~%50%average#nearly} of 1 and 3 is {1:NUMERICAL:=2:0.1}. It is {:MC:=central~spread}.]]></text></questiontext>"
    let entries = try Reading.entries(Self.moodle(text, type: "cloze"))
    #expect(entries.count == 3)
    #expect(entries[0].question?.stem == "The _____ of 1 and 3 is 2:0.1. It is central.")
    #expect(entries[1].question?.task == .number([ImportedNumber(2, tolerance: 0.1)], unit: ""))
    #expect(entries[2].question?.options == ["central 100", "spread 0"])
    let broken = try Reading.entries(
      Self.moodle("<questiontext><text>The {1:SHORTANSWER:=mean of it</text></questiontext>", type: "cloze"))
    #expect(broken.first?.reason.contains("never closed") == true)
  }

  @Test func embeddedPicturesAreNamedAndRefused() throws {
    let text =
      "<questiontext><text><![CDATA[<img src=\"@@PLUGINFILE@@/a.png\">Which?]]></text><file name=\"a.png\" encoding=\"base64\">\(String(repeating: "A", count: 3_000_000))</file></questiontext>"
    let entry = try #require(try Reading.entries(Self.moodle(text)).first)
    #expect(entry.reason.contains("@@PLUGINFILE@@/a.png"))
  }

  /// Files that try to do harm or are broken, with a part of the reason and the line.
  static let hostile: [(xml: String, reason: String, line: Int)] = [
    (
      "<?xml version=\"1.0\"?>\n<!DOCTYPE quiz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<quiz>&b;</quiz>",
      "document type", 2
    ),
    ("<!DOCTYPE quiz SYSTEM \"file:///etc/passwd\">\n<quiz/>", "document type", 1),
    ("<quiz>\n<question type=\"x\">&xxe;</question></quiz>", "entity &xxe;", 2),
    ("<quiz>\n<question>", "ends inside of <question>", 2),
    ("<quiz>\n</question></quiz>", "closes no element", 2),
    ("<quiz>\n\n<a b=c/></quiz>", "has no quotes", 3),
    ("<quiz></quiz>\n<quiz></quiz>", "goes on after", 2),
    ("<quiz>\n" + String(repeating: "<a>", count: 200), "nested deeper", 2),
    ("<?xml version=\"1.0\" encoding=\"EBCDIC\"?>\n<quiz/>", "encoding ebcdic", 1),
    ("<quiz>\n<a " + String(repeating: "b='c' ", count: 100) + "/></quiz>", "more than 64 attributes", 2),
    ("<quiz>\n<" + String(repeating: "a", count: 200_000), "a tag has more than", 2),
  ]

  @Test(arguments: hostile) func hostileXMLIsRefusedWithItsLine(xml: String, reason: String, line: Int) throws
  {
    let failure = try #require(throws: ImportFailure.self) { try Reading.entries(xml, .moodleXML) }
    #expect(failure.message.contains(reason), "\(failure.message)")
    #expect(failure.place.line == line)
  }

  @Test func tooManyAnswersAreRefusedAndTheNextQuestionIsRead() throws {
    let many = String(repeating: "<answer fraction=\"0\"><text>a</text></answer>", count: 100_000)
    let xml =
      "<quiz><question type=\"multichoice\">\(Self.text)\(many)</question><question type=\"truefalse\">\(Self.text)<answer fraction=\"100\"><text>true</text></answer><answer fraction=\"0\"><text>false</text></answer></question></quiz>"
    let entries = try Reading.entries(xml)
    #expect(entries.map { $0.question != nil } == [false, true])
    #expect(entries[1].question?.options == ["True 100", "False 0"])
  }

  @Test func brokenTextAndOldEncodingsAreSeen() throws {
    let head = Array(
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><quiz><question type=\"truefalse\"><questiontext><text>caf"
        .utf8)
    let tail = Array(
      "?</text></questiontext><answer fraction=\"100\"><text>true</text></answer><answer><text>false</text></answer></question></quiz>"
        .utf8)
    #expect(try Reading.entries(head + [0xE9] + tail).first?.question?.stem == "café?")
    let utf8 = Array("<quiz><question type=\"truefalse\"><questiontext><text>caf".utf8) + [0xE9] + tail
    #expect(try Reading.entries(utf8).first?.reason.contains("isn't UTF-8") == true)
  }

  // MARK: QTI

  static func qti(_ declaration: String, _ body: String, more: String = "") -> String {
    "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"i\" title=\"T\">\(declaration)<itemBody>\(body)</itemBody>\(more)</assessmentItem>"
  }

  static let responseA =
    "<responseDeclaration identifier=\"R\" cardinality=\"single\" baseType=\"identifier\"><correctResponse><value>A</value></correctResponse></responseDeclaration>"

  @Test func qtiInteractionsBecomeItems() throws {
    let choice = try Reading.item(
      Self.qti(
        Self.responseA,
        "<p>Text</p><choiceInteraction responseIdentifier=\"R\" maxChoices=\"1\" shuffle=\"true\"><prompt>Which?</prompt><simpleChoice identifier=\"A\">a<feedbackInline identifier=\"A\" outcomeIdentifier=\"F\" showHide=\"show\">why</feedbackInline></simpleChoice><simpleChoice identifier=\"B\">b</simpleChoice></choiceInteraction>"
      ))
    #expect(choice.item?.stem == "Text\n\nWhich?")
    #expect(choice.item?.task.options.map(\.rationale) == ["why", ""])
    let typed = try Reading.item(
      Self.qti(
        "<responseDeclaration identifier=\"R\" cardinality=\"single\" baseType=\"float\"><correctResponse><value>2.5</value></correctResponse></responseDeclaration>",
        "<p>It is <textEntryInteraction responseIdentifier=\"R\"/> cm.</p>",
        more:
          "<responseProcessing><responseCondition><responseIf><equal toleranceMode=\"absolute\" tolerance=\"0.1 0.1\"><variable identifier=\"R\"/><correct identifier=\"R\"/></equal></responseIf></responseCondition></responseProcessing>"
      ))
    #expect(typed.item?.stem == "It is _____ cm.")
    #expect(typed.item?.task == .numeric(NumericKey(value: 2.5, tolerance: 0.1)))
    let order = try Reading.item(
      Self.qti(
        "<responseDeclaration identifier=\"R\" cardinality=\"ordered\" baseType=\"identifier\"><correctResponse><value>B</value><value>A</value></correctResponse></responseDeclaration>",
        "<p>Sort.</p><orderInteraction responseIdentifier=\"R\"><simpleChoice identifier=\"A\">a</simpleChoice><simpleChoice identifier=\"B\">b</simpleChoice></orderInteraction>"
      ))
    #expect(order.item?.task == .ordering(steps: ["b", "a"]))
    let match = try Reading.item(
      Self.qti(
        "<responseDeclaration identifier=\"R\" cardinality=\"multiple\" baseType=\"directedPair\"><correctResponse><value>A X</value><value>B Y</value></correctResponse></responseDeclaration>",
        "<p>Match.</p><matchInteraction responseIdentifier=\"R\"><simpleMatchSet><simpleAssociableChoice identifier=\"A\">a</simpleAssociableChoice><simpleAssociableChoice identifier=\"B\">b</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier=\"X\">x</simpleAssociableChoice><simpleAssociableChoice identifier=\"Y\">y</simpleAssociableChoice><simpleAssociableChoice identifier=\"Z\">z</simpleAssociableChoice></simpleMatchSet></matchInteraction>"
      ))
    #expect(
      match.item?.task
        == .matching(
          pairs: [MatchingPair(left: "a", right: "x"), MatchingPair(left: "b", right: "y")], extras: ["z"]))
    let essay = try Reading.entries(
      Self.qti("", "<p>Say.</p><extendedTextInteraction responseIdentifier=\"R\"/>"))
    #expect(essay.first?.reason.contains("essay") == true)
  }

  @Test func qti3NamesAreThoseOfVersion2() throws {
    let xml =
      "<qti-assessment-item identifier=\"i\" title=\"T\"><qti-response-declaration identifier=\"R\" cardinality=\"multiple\" base-type=\"identifier\"><qti-correct-response><qti-value>A</qti-value><qti-value>C</qti-value></qti-correct-response></qti-response-declaration><qti-item-body><qti-choice-interaction response-identifier=\"R\" max-choices=\"2\"><qti-prompt>Which two?</qti-prompt><qti-simple-choice identifier=\"A\">a</qti-simple-choice><qti-simple-choice identifier=\"B\">b</qti-simple-choice><qti-simple-choice identifier=\"C\">c</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>"
    let item = try Reading.item(xml).item
    #expect(item?.stem == "Which two?")
    #expect(item?.task.options.map(\.isKey) == [true, false, true])
  }

  static func canvas(_ type: String, _ presentation: String, _ rules: String, more: String = "") -> String {
    "<questestinterop><assessment title=\"Week 1\"><section><item ident=\"i\" title=\"Question\"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>\(type)</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext texttype=\"text/html\">&lt;p&gt;Which?&lt;/p&gt;</mattext></material>\(presentation)</presentation><resprocessing>\(rules)</resprocessing>\(more)</item></section></assessment></questestinterop>"
  }

  static func label(_ id: String) -> String {
    "<response_label ident=\"\(id)\"><material><mattext>\(id)</mattext></material></response_label>"
  }

  @Test func canvasItemsAreRead() throws {
    let labels = ["1", "2", "3"].map(Self.label).joined()
    let several = try Reading.item(
      Self.canvas(
        "multiple_answers_question",
        "<response_lid ident=\"r\" rcardinality=\"Multiple\"><render_choice>\(labels)</render_choice></response_lid>",
        "<respcondition><conditionvar><and><varequal respident=\"r\">1</varequal><not><varequal respident=\"r\">2</varequal></not><varequal respident=\"r\">3</varequal></and></conditionvar><setvar action=\"Set\" varname=\"SCORE\">100</setvar></respcondition>",
        more:
          "<itemfeedback ident=\"general_fb\"><flow_mat><material><mattext texttype=\"text/html\">why</mattext></material></flow_mat></itemfeedback>"
      ))
    #expect(several.item?.task.options.map(\.isKey) == [true, false, true])
    #expect(several.item?.explanation == "why" && several.item?.skill == "imported.week-1")
    let number = try Reading.item(
      Self.canvas(
        "numerical_question", "<response_str ident=\"r\"><render_fib/></response_str>",
        "<respcondition><conditionvar><or><varequal respident=\"r\">3</varequal><and><vargte respident=\"r\">2.9</vargte><varlte respident=\"r\">3.1</varlte></and></or></conditionvar><setvar varname=\"SCORE\">100</setvar></respcondition>"
      ))
    #expect(number.item?.task == .numeric(NumericKey(value: 3, tolerance: 0.1)))
    let pairs = try Reading.item(
      Self.canvas(
        "matching_question",
        ["a", "b"].map {
          "<response_lid ident=\"r\($0)\"><material><mattext>\($0)</mattext></material><render_choice>\(labels)</render_choice></response_lid>"
        }.joined(),
        "<respcondition><conditionvar><varequal respident=\"ra\">2</varequal></conditionvar><setvar varname=\"SCORE\">50</setvar></respcondition><respcondition><conditionvar><varequal respident=\"rb\">1</varequal></conditionvar><setvar varname=\"SCORE\">50</setvar></respcondition>"
      ))
    #expect(
      pairs.item?.task
        == .matching(
          pairs: [MatchingPair(left: "a", right: "2"), MatchingPair(left: "b", right: "1")], extras: ["3"]))
  }
}
