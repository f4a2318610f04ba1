import ItemBank
import Reporting
import SextantCore

/// The report in plain text, and writing it to a file.
public struct PlainReport: PlainDialogue, Sendable {
  /// The explanation of file names.
  static let writing =
    "write it to a new file: .md Markdown, .html a page, .txt text, .json data, by the end of the name; a name without a "
    + "folder goes where you started the program"

  private let report: Report
  /// True once the person has left.
  public private(set) var isOver = false

  /// Starts with the whole report.
  public init(_ report: Report) { self.report = report }

  /// The report as sentences, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    report.sentences().map(PlainText.clean) + [
      "write and a file name, such as write report.md, into the folder where you started; help, q back:"
    ]
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    ["write and a file name: \(Self.writing)"]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    if PlainText.leadsBack(word) {
      isOver = true
      return ([], [])
    }
    return word == "write"
      ? Self.write(Report.Part(), rest) : (["Type write and a file name, help or q."], [])
  }

  /// Writes a part of the report to a file.
  static func write(_ part: Report.Part, _ file: String) -> (lines: [String], effects: [Effect]) {
    file.isEmpty
      ? (["Type write and a file name, such as write report.md."], []) : ([], [.export(part, file: file)])
  }
}
