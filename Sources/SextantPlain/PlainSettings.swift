import ItemBank
import QuizEngine
import SextantCore

/// All settings in plain text; each change is saved at once.
public struct PlainSettings: PlainDialogue, Sendable {
  /// Settings that don't affect plain mode.
  private static let ofScreens: Set = ["Theme", "Glyphs", "Mouse", "Motion"]

  private var row: Int?
  /// True once the person has left.
  public private(set) var isOver = false

  /// Starts with the list of settings.
  public init() {}

  private func rows(_ content: AssessmentContent, _ overview: Overview) -> [SettingsList.Row] {
    SettingsList.groups(
      overview.settings, content.framework, today: overview.today,
      time: { overview.shortTime(of: .placement, items: $0) }
    ).flatMap(\.rows).filter { !Self.ofScreens.contains($0.name) }
  }

  /// The list, or one setting with its values, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let rows = rows(content, overview)
    func value(_ row: SettingsList.Row) -> String {
      row.choices.indices.contains(row.selected) ? PlainText.clean(row.choices[row.selected]) : "not set"
    }
    guard let row, rows.indices.contains(row) else {
      return ["Settings."]
        + rows.enumerated().map { "  \($0.offset + 1). \($0.element.name): \(value($0.element))" }
        + ["A number to change one, help, q back:"]
    }
    return ["\(rows[row].name). \(rows[row].about)"]
      + (rows[row].name == "Target" ? [PlainMeaning.targets(content.framework)] : [])
      + rows[row].choices.enumerated().map { index, choice in
        "  \(index + 1). \(PlainText.clean(choice))\(index == rows[row].selected ? " (now)" : "")"
      } + ["A number to choose it, help, q back:"]
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    row == nil ? ["a number or a name: change that one"] : ["a number or its words: choose it"]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    let rows = rows(content, overview)
    if PlainText.leadsBack(word) {
      if row == nil { isOver = true }
      row = nil
      return ([], [])
    }
    let count = row.map { rows[$0].choices.count } ?? rows.count
    let names = row.map { rows[$0].choices } ?? rows.map(\.name)
    // `5 h` is a time, not the fifth entry.
    let number = PlainText.opened(word, rest)
    guard
      let place = number.flatMap({ PlainText.place($0, of: count) })
        ?? Self.named(word + (rest.isEmpty ? "" : " " + rest), in: names)
    else {
      if let row, rows[row].name == "Time a week",
        let minutes = Words.minutes(word + " " + rest).flatMap({ (1...6000).contains($0) ? $0 : nil })
      {
        self.row = nil
        var settings = overview.settings
        settings.minutesAWeek = minutes
        settings.isIntroduced = true
        return (["Saved: \(Words.pace(minutes))."], [.saveSettings(settings, since: overview.settings)])
      }
      if let row, rows[row].name == "Interview",
        let day = CalendarDay.read(line, today: overview.today)
      {
        guard day > overview.today else { return (["\(day.long) is past; type a day to come."], []) }
        self.row = nil
        var settings = overview.settings
        settings.interview = day
        settings.isIntroduced = true
        return (["Saved: interview on \(day.long)."], [.saveSettings(settings, since: overview.settings)])
      }
      return (["Type a number from 1 to \(count), a name of the list, or q."], [])
    }
    guard let open = row else {
      row = place
      return ([], [])
    }
    row = nil
    var settings = overview.settings
    rows[open].apply(&settings, place)
    settings.isIntroduced = true
    return (
      [
        "Saved: \(rows[open].name), \(PlainText.clean(rows[open].choices[place]))."
          + (rows[open].name == "Target"
            ? " The overall weighs domains for the target: numbers of past attempts may move a little, too."
            : "")
      ], [.saveSettings(settings, since: overview.settings)]
    )
  }

  /// The position of a name in a list, given in full or by an unambiguous beginning.
  private static func named(_ text: String, in names: [String]) -> Int? {
    let lower = names.map { $0.lowercased() }
    if let whole = lower.firstIndex(of: text.lowercased()) { return whole }
    let begun = lower.indices.filter { lower[$0].hasPrefix(text.lowercased()) }
    // A number beyond the entries is a value: 30 in a list of four means 30 items.
    let number = Int(text)
    if let number, number > names.count {
      return lower.firstIndex { $0.split(separator: " ").contains("\(number)") }
    }
    return begun.count == 1 && number == nil ? begun[0] : nil
  }
}
