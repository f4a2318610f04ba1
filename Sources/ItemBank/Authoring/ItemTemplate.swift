import Foundation

/// The text that an author starts a new item from: every field of its type, with a hint beside each.
///
/// Required fields are left empty, so that an unfinished item can't be added.
public enum ItemTemplate {
  /// The template of a file with one new item.
  ///
  /// - Parameters:
  ///   - id: The item's identity, `<skill>.<name>`.
  ///   - level: The level, 1 to 5.
  ///   - month: The suggested value of `checked`, for items that state facts that age.
  public static func text(
    skill: Skill, id: String, kind: ItemKind, level: Int, month: (year: Int, month: Int)
  ) -> String {
    let about = skill.about.isEmpty ? "" : " \(skill.about)"
    let checked = "\(month.year)-\(month.month < 10 ? "0" : "")\(month.month)"
    return """
      # A new item of \(skill.id):\(about)
      # Fill in what is empty, delete what you do not need, save, and leave the editor.
      # An empty file adds nothing.
      skill: \(skill.id)
      items:
        - id: \(id)
          revision: 1
          type: \(kind.rawValue)
          level: \(level)                  # 1 nearly everyone knows, 3 entry level gets it half the time, 5 experts
          bloom: apply              # remember understand apply analyse evaluate
          # One idea, worth knowing at work; \(stemHint(kind))
          stem: ""

      """ + code(kind) + task(kind) + """
            # Two to five sentences that teach, in plain words.
            explanation: ""
            # The primary document, or the textbook and its chapter.
            source: ""
            # checked: \(checked)        # only where it states facts that age: vendors, versions

        """ + verification(kind)
  }

  /// A draft without the template's hints; the author's comments stay.
  public static func withoutHints(_ draft: String, skill: Skill) -> String {
    let templates = ItemKind.allCases.flatMap {
      text(skill: skill, id: "x", kind: $0, level: 3, month: (2000, 1)).split(separator: "\n")
    }
    var whole: Set<Substring> = []
    var trailing: [Substring] = []
    for line in templates {
      let bare = line.trimmingPrefix { $0 == " " }
      if bare.hasPrefix("#") {
        whole.insert(bare)
      } else if let mark = line.range(of: "  # ") {
        trailing.append(line[mark.lowerBound...].trimmingPrefix { $0 == " " })
      }
    }
    return draft.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> String? in
      let bare = line.trimmingPrefix { $0 == " " }
      // The month in the `checked` hint depends on the day of writing.
      if whole.contains(bare) || bare.hasPrefix("# checked: ") { return nil }
      guard let hint = trailing.first(where: { line.hasSuffix($0) }) else { return String(line) }
      var rest = line.dropLast(hint.count)
      while rest.last == " " { rest.removeLast() }
      return String(rest)
    }.joined(separator: "\n")
  }

  private static func stemHint(_ kind: ItemKind) -> String {
    switch kind {
    case .ordering: "say what the steps lead to."
    case .matching: "say what is matched with what."
    case .situational: "a scene, then: How effective is each action?"
    case .linePick: "say what goes wrong, and ask for the line."
    case .numeric: "a question; say how to round."
    case .singleChoice, .multipleChoice, .shortText: "a question that can be answered without the options."
    }
  }

  private static func code(_ kind: ItemKind) -> String {
    switch kind {
    case .linePick:
      """
          code:                     # 5 to 12 lines
            language: python        # python sql shell yaml json dockerfile text
            text: |

      """
    case .ordering, .matching, .situational: ""
    case .singleChoice, .multipleChoice, .numeric, .shortText:
      """
          # code:
          #   language: python      # python sql shell yaml json dockerfile text
          #   text: |
          #     print(1)

      """
    }
  }

  private static func task(_ kind: ItemKind) -> String {
    switch kind {
    case .singleChoice:
      """
          # Three to five of one kind, one grammar and one length; the key is not the longest.
          options:
            - {text: "", key: true, why: ""}
            - {text: "", why: ""}
            - {text: "", why: ""}
          # shuffle: false          # where the options are numbers; then list them ascending

      """
    case .multipleChoice:
      """
          # Three to five; one or more are keys, never all.
          options:
            - {text: "", key: true, why: ""}
            - {text: "", key: true, why: ""}
            - {text: "", why: ""}
            - {text: "", why: ""}

      """
    case .numeric:
      """
          answer: {value: , tolerance: , unit: ""}
          # Wrong results that people arrive at, and the error behind each.
          misconceptions:
            - {answer: , why: ""}

      """
    case .shortText:
      """
          # Every spelling that is right; white space does not matter.
          answers: [""]
          # ignore-case: true
          misconceptions:
            - {answer: "", why: ""}

      """
    case .ordering:
      """
          # Four to six, in the right order; only one order may be defensible.
          steps:
            - ""
            - ""
            - ""
            - ""

      """
    case .matching:
      """
          # Three to five; each right side fits one left side only.
          pairs:
            - {left: "", right: ""}
            - {left: "", right: ""}
            - {left: "", right: ""}
          # extras: [""]            # right sides that fit nothing

      """
    case .linePick:
      """
          lines: []                 # the faulty line, from 1
          # Tempting lines that are fine.
          line-notes:
            - {line: , why: ""}

      """
    case .situational:
      """
          # Four or five; at least one of middling effect, no fools, no crimes; the best is not the longest.
          # 4 very effective, 3 effective, 2 slightly, 1 ineffective or harmful
          options:
            - {text: "", effectiveness: 4, why: ""}
            - {text: "", effectiveness: 3, why: ""}
            - {text: "", effectiveness: 2, why: ""}
            - {text: "", effectiveness: 1, why: ""}

      """
    }
  }

  private static func verification(_ kind: ItemKind) -> String {
    switch kind {
    case .situational, .ordering, .matching: ""
    case .numeric:
      """
          verify: {python: ""}      # an expression whose value is the answer

      """
    case .linePick, .singleChoice, .multipleChoice, .shortText:
      """
          # How a machine confirms the key: the code prints it, prints a text, or raises.
          # verify: {run: python, stdout: key}
          # requires: [numpy]       # numpy pandas scikit-learn torch tensorflow keras transformers

      """
    }
  }
}
