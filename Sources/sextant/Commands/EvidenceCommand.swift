import ArgumentParser

/// Prints what the person reported about things that can't be quizzed.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Print the evidence you reported, with its proof.",
    discussion: """
      Evidence is what no question can measure, such as projects, cooperation and a network. You report it yourself, \
      against described levels. It counts for the steps of the road and never for the score.

      Examples:
        sextant evidence
        sextant evidence --json
        sextant --plain             then evidence: to report it
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print JSON.") var json = false

  private struct Row: Encodable {
    var id: String
    var name: String
    /// `reported`, `declined` or `not reported`.
    var state: String
    var level: Int?
    var highest: Int
    var shownBy: String?
    var anchors: [String]
  }

  func run() throws {
    try sextant.run {
      let overview = try options.values.workspace().overview()
      let rows = overview.content.framework.evidence.map { scale in
        let told = overview.evidence[scale.id]
        return Row(
          id: scale.id, name: scale.name,
          state: told.map { $0.level == nil ? "declined" : "reported" } ?? "not reported", level: told?.level,
          highest: scale.anchors.count - 1, shownBy: told?.artefact, anchors: scale.anchors)
      }
      if json {
        try Output.json(rows)
        return
      }
      for row in rows {
        let state = row.level.map { "level \($0) of \(row.highest)" } ?? row.state
        Output.line("\(row.name): \(state)")
        if let level = row.level, row.anchors.indices.contains(level) {
          Output.line("    \(row.anchors[level])")
        }
        if let text = row.shownBy { Output.line("    shown by: \(text)") }
      }
    }
  }
}
