import Foundation
import TextLayout

extension PlanDocument {
  /// The plan as plain text of at most 80 columns, suitable for a screen reader.
  ///
  /// - Parameters:
  ///   - weeks: The number of weeks to write out; the later ones are summed up.
  ///   - listsAll: True to list the actions that aren't planned, too.
  public func text(weeks count: Int, listsAll: Bool = false) -> String {
    var lines = sentences
    for (index, week) in weeks.prefix(count).enumerated()
    where index < 2 || !week.isPlain || startsAfterInterview(index) {
      if startsAfterInterview(index) { lines += ["", "After the interview"] }
      lines += ["", week.heading] + week.notes.map { "  \($0)" }
      lines += week.goingOn.map { "  \(words($0))" }
      for action in week.actions { lines += Self.lines(action) }
    }
    if weeks.count > count, let laterWords { lines += ["", "Later: \(laterWords)"] }
    if !leftOut.isEmpty {
      lines += ["", leftOutHeading] + leftOut.map { "  \(Self.head($0))" }
    }
    if listsAll, !notPlanned.isEmpty {
      lines += ["", "Not planned, of low priority"] + notPlanned.map { "  \(Self.head($0))" }
    }
    return lines.map(ForbiddenCharacters.removed).flatMap { CellText.hanging($0, columns: 80) }.joined(
      separator: "\n") + "\n"
  }

  private static func head(_ action: Action) -> String {
    let begun = action.state == "doing" ? ", begun" : ""
    return "\(action.title), \(action.when)\(begun)"
      + (action.priority.map { $0 == "low" ? "" : ", \($0) priority" } ?? "")
  }

  private static func lines(_ action: Action) -> [String] {
    var lines = ["  " + head(action)]
    if let reason = action.reason { lines.append("      why: \(reason)") }
    lines += ["      how: \(action.details)", "      proof: \(action.proof)"]
    lines += action.links.map { "      see: \($0.title), \($0.url)" }
    if let text = action.shownBy { lines.append("      shown by: \(text)") }
    if let text = action.note { lines.append("      note: \(text)") }
    return lines
  }

  /// A part of an action that goes on.
  func words(_ part: Part) -> String {
    "goes on: \(title(of: part.id)), "
      + (part.isCounted ? "part \(part.part) of \(part.parts), " : "") + PlanDocument.time(part.minutes)
  }

  /// True for the first week after the interview.
  func startsAfterInterview(_ index: Int) -> Bool {
    weeks[index].isAfterInterview && !(index > 0 && weeks[index - 1].isAfterInterview)
  }

  /// The title of an action of the plan.
  func title(of id: String) -> String {
    weeks.lazy.flatMap(\.actions).first { $0.id == id }?.title ?? id
  }

  /// The plan as JSON with sorted keys and a final line break.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return ForbiddenCharacters.escaped(inJSON: String(decoding: try encoder.encode(self), as: UTF8.self))
      + "\n"
  }
}
