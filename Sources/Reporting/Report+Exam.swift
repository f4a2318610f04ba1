import TextLayout

/// The part of a report about a mock exam.
extension Report {
  /// True if there is a score; an exam with too few answers has none.
  public var hasScore: Bool { exam?.whyNoScore == nil }

  /// The exam's result as lines of text; empty for other reports.
  var examLines: [String] {
    guard let exam else { return [] }
    let width = (exam.domains.map { CellText.width(of: $0.name) }.max() ?? 0) + 2
    return exam.sentences
      + exam.domains.filter { $0.total > 0 }.map { domain in
        let gap = String(repeating: " ", count: width - CellText.width(of: domain.name))
        return "  \(domain.name)\(gap)\(domain.right) of \(domain.total) right"
      } + (exam.whyNoScore.map { [$0] } ?? [])
  }

  /// The exam's result as Markdown; empty for other reports.
  var examMarkdown: [String] {
    guard let exam else { return [] }
    return [
      "## Mock exam", "", escaped(exam.sentences.joined(separator: " ")), "", "| Domain | Right |",
      "|---|---:|",
    ]
      + exam.domains.filter { $0.total > 0 }.map {
        "| \(escaped($0.name)) | \($0.right) of \($0.total) |"
      } + [""] + (exam.whyNoScore.map { [escaped($0), ""] } ?? [])
  }

  /// The exam's result as HTML; empty for other reports.
  var examHTML: [String] {
    guard let exam else { return [] }
    return [
      "<h2>Mock exam</h2>",
      "<p class=\"overall\">\(markup(exam.sentences.joined(separator: " ")))</p>",
      "<table><thead><tr><th>Domain</th><th>Right</th></tr></thead><tbody>",
    ]
      + exam.domains.filter { $0.total > 0 }.map {
        "<tr><th>\(markup($0.name))</th><td>\($0.right) of \($0.total)</td></tr>"
      } + ["</tbody></table>"] + (exam.whyNoScore.map { ["<p>\(markup($0))</p>"] } ?? [])
  }
}
