import Foundation
import ItemBank
import Testing

@testable import QuizEngine

/// Typed lists: the same list is right however it is separated, and another value is wrong.
@Suite struct TypedListTests {
  private func isSame(_ given: String, _ key: String, ignoringCase: Bool = false) -> Bool {
    Scoring.isSame(given, as: key, ignoringCase: ignoringCase)
  }

  @Test func commasSpacesAndQuotesOfAListSayNothing() {
    let same = [
      ("True, True, False", "True True False"), ("True,True,False", "True True False"),
      ("closed late", "closed, late"), ("[8 6 4]", "[8, 6, 4]"), ("8 6 4", "[8, 6, 4]"),
      ("8,6,4", "[8, 6, 4]"), ("(20 3 32 32)", "(20, 3, 32, 32)"), ("'kitten' 2", "kitten 2"),
      ("[b, a, c]", "['b', 'a', 'c']"), ("“b” “a”", "b a"), ("1, −2", "1 -2"), ("[1, 2,]", "[1, 2]"),
      ("['age'], ['Age' 'zip']", "['age'] ['Age', 'zip']"), ("run [ Run() ]", "run [Run()]"),
      ("port=9000, workers=2", "port=9000 workers=2"),
    ]
    for (given, key) in same { #expect(isSame(given, key), "\(given) is \(key)") }
    #expect(isSame("true, TRUE", "True True", ignoringCase: true) && !isSame("true, TRUE", "True True"))
  }

  @Test func whatCanBeAnotherValueStaysWrong() {
    let other = [
      ("True False True", "True True False"), ("True True", "True True False"), ("TrueTrue", "True True"),
      ("[5, 3]", "(5, 3)"), ("[18, 14, 10]", "18 14 10"), ("[0.0, 0.0]", "[[0.0, 0.0]]"),
      ("'9' '3'", "9 3"), ("[1, 2]", "['1', '2']"), ("(8)", "(8,)"),
      ("'cat', 0.5, None", "['cat', 0.5, None]"),
      ("('cat', 0.5, None)", "['cat', 0.5, None]"), ("0,3 * * 1", "0 3 * * 1"),
      ("0, 3, *, *, 1", "0 3 * * 1"),
      ("1,,2", "1 2"), ("1, 2, ...", "1 2"), ("[1, 2", "[1, 2]"), ("1 2,", "1 2"), ("", "1 2"),
      ("[2.2.]", "[2. 2.]"),
      ("1-2", "1 -2"), ("12", "1 2"), ("1, 0", "1.0"), ("'True'", "True"),
      ("cats/red, tabby(1).jpg", "cats/red tabby(1).jpg"),
      ("np.dtype(float32)", "np.dtype(\"float32\")"),
    ]
    for (given, key) in other { #expect(!isSame(given, key), "\(given) is not \(key)") }
  }

  private static let texts: [Item] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Assessments/ml-engineer")
    return (BankLoader.parse(assessment: folder).assessment?.items ?? []).filter {
      $0.task.kind == .shortText
    }
  }()

  private static func key(_ item: Item) -> (answers: [String], ignoresCase: Bool) {
    guard case .shortText(let answers, let ignoresCase) = item.task else { return ([], false) }
    return (answers, ignoresCase)
  }

  private static func isRight(_ text: String, _ item: Item) -> Bool {
    Scoring.score(.typed(text), to: item.task).isCorrect
  }

  /// A key with commas where it has spaces, and the other way round; only where it is a list of words and numbers.
  private static func forms(_ key: String) -> [String] {
    guard TypedList(key, ignoringCase: false) != nil, !key.contains("'"), !key.contains("\"") else {
      return []
    }
    let bare = key.replacing(", ", with: " ").replacing(",", with: " ")
    let tuple = key.hasSuffix(",)") || key.hasSuffix(", )")
    return tuple
      ? []
      : [
        bare, bare.replacing(" ", with: ", "), bare.replacing(" ", with: ","),
        bare.replacing(" ", with: "  "),
        bare.replacing(" ", with: " , "),
      ]
  }

  @Test func everyKeyOfTheBankIsRightInTheseForms() {
    #expect(Self.texts.count > 80)
    var count = 0
    for item in Self.texts {
      let (answers, ignoresCase) = Self.key(item)
      for key in answers {
        for form in [key, " \(key) "] + Self.forms(key) {
          count += 1
          #expect(Self.isRight(form, item), "\(item.id): \(form) is \(key)")
          if ignoresCase { #expect(Self.isRight(form.uppercased(), item), "\(item.id): \(form)") }
        }
      }
    }
    #expect(count > 800, "most keys have forms")
  }

  @Test func noWrongAnswerOfTheBankBecomesRight() {
    for item in Self.texts {
      for mistake in item.misconceptions {
        for form in [mistake.answer] + Self.forms(mistake.answer) {
          #expect(!Self.isRight(form, item), "\(item.id): \(form) is a known mistake")
        }
      }
      // What has other elements, or the same in another order, is another list.
      let (answers, _) = Self.key(item)
      guard let key = answers.first else { continue }
      let words = key.split { " ,".contains($0) }.map(String.init)
      guard words.count > 1, TypedList(key, ignoringCase: true) != nil else { continue }
      let plain = Set(answers.map { $0.lowercased().filter { !" ,[](){}'\"".contains($0) } })
      for changed in [
        Array(words.reversed()), Array(words.dropLast()), words + [words[0]], [words.joined()],
        words.map { $0 == words[0] ? $0 + "1" : $0 },
      ] {
        for separator in [" ", ", ", ","] {
          let text = changed.joined(separator: separator)
          // Some turns and some single words say the same, or are listed.
          if changed == words || plain.contains(text.lowercased().filter { !" ,[](){}'\"".contains($0) }) {
            continue
          }
          #expect(!Self.isRight(text, item), "\(item.id): \(text) is not \(key)")
        }
      }
    }
  }
}
