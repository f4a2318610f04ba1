import ItemBank
import QuizEngine
import Reporting
import SextantCore

/// What the palette knows beyond the screen below: scopes, lengths, settings, days and files.
struct PaletteArguments: Sendable {
  /// What a text with an argument means.
  struct Reading: Sendable {
    /// What it stands for.
    var entries: [PaletteScreen.Entry] = []
    /// What isn't understood about it.
    var remark: String?
    /// What may be meant instead.
    var nearest: [PaletteScreen.Entry] = []
  }

  /// The entries that are found by their words alone.
  let entries: [PaletteScreen.Entry]
  /// A drill of each domain and skill.
  let drills: [PaletteScreen.Entry]
  /// A measurement of each domain and skill.
  let measurements: [PaletteScreen.Entry]
  private let settings: Settings
  private let today: CalendarDay

  /// Gathers them from the person's data.
  init(_ context: Context) {
    let framework = context.content.framework
    settings = context.overview.settings
    today = context.today
    let (settings, day) = (settings, today.iso)
    var scopes: [(scope: Scope, name: String, synonyms: String)] = framework.domains.map {
      (.domain($0.id), $0.shortName, "\($0.name) \($0.id)")
    }
    for domain in framework.domains {
      scopes += domain.skills.map { (.skill($0.id), $0.name, $0.id) }
    }
    func attempts(_ verb: String, _ mode: Mode, _ synonyms: String) -> [PaletteScreen.Entry] {
      scopes.map {
        PaletteScreen.Entry(
          group: .attempts, name: "\(verb) \($0.name)", synonyms: "\(synonyms) \($0.synonyms)",
          action: .effect(.startAttempt(mode, $0.scope), message: nil))
      }
    }
    let misconceptions =
      [(Scope.all, "drill misconceptions", "")]
      + framework.domains.map {
        (.domain($0.id), "drill misconceptions: \($0.shortName)", "\($0.name) \($0.id)")
      }
    let probing = misconceptions.map { scope, name, synonyms in
      PaletteScreen.Entry(
        group: .attempts, name: name,
        synonyms: "practise practice mistaken ideas wrong answers start begin take \(synonyms)",
        action: .effect(.drillMisconceptions(scope), message: nil))
    }
    drills = attempts("drill", .drill, "practise practice") + probing
    measurements = attempts("measure", .focus, "focus")
    var entries = [
      Self.start(.drill, settings.drillLength), probing[0],
      Self.start(.placement, settings.placementLength),
      Self.start(.mock, settings.examLength),
    ]
    let groups = SettingsList.groups(
      settings, framework, today: today, time: { context.overview.shortTime(of: .placement, items: $0) })
    for row in groups.flatMap(\.rows)
    where row.name != "Interview" {
      entries += row.choices.indices.map { index in
        var changed = settings
        row.apply(&changed, index)
        let name = "\(row.name.lowercased()): \(row.choices[index])"
        return PaletteScreen.Entry(
          group: .settings, name: name + (index == row.selected ? " (as it is)" : ""),
          action: .effect(
            .saveSettings(changed, since: settings), message: "Set \(name). The settings are under s."))
      }
    }
    let report = [("html", "an HTML page"), ("md", "Markdown"), ("txt", "plain text"), ("json", "JSON")]
    entries += report.map { ending, form in
      PaletteScreen.Entry(
        group: .files, name: "export the report as \(form)", synonyms: "\(ending) save write file markdown",
        action: .effect(.export(Report.Part(), file: "sextant-report-\(day).\(ending)"), message: nil))
    }
    entries += [("ics", "a calendar", "ical icalendar"), ("md", "Markdown", "")].map { ending, form, more in
      PaletteScreen.Entry(
        group: .files, name: "export the plan as \(form)", synonyms: "\(ending) save write file \(more)",
        action: .effect(.exportPlan(file: "sextant-plan-\(day).\(ending)"), message: nil))
    }
    if settings.interview != nil { entries.append(Self.interview(nil, settings)) }
    entries += framework.skills.enumerated().map { index, skill in
      PaletteScreen.Entry(
        group: .skills, name: "gap report: \(skill.name)", shortName: skill.name, synonyms: skill.id,
        action: .skill(index))
    }
    entries += Glossary.terms.map { term in
      PaletteScreen.Entry(
        group: .terms, name: "what is meant by \(term.name.lowercased())", shortName: term.name,
        synonyms: "\(term.synonyms) glossary meaning term word", action: .term(term))
    }
    self.entries = entries
  }

  /// Reads a command with an argument, such as `drill sql`, `mock 30` or `interview 14 march`.
  func read(_ text: String) -> Reading {
    let words = PaletteMatch.words(of: text)
    guard let verb = words.first, words.count > 1, verb.count >= 3 else { return Reading() }
    let rest = String(text.drop { $0 == " " }.drop { $0 != " " }.drop { $0 == " " })
    func isVerb(_ names: String...) -> Bool { names.contains { $0.hasPrefix(verb) } }
    return read(isVerb, rest)
  }

  /// Reads a text whose first word is nearly that of a command with an argument: `dril sql` as `drill sql`.
  func readLeniently(_ text: String) -> Reading {
    let words = PaletteMatch.words(of: text)
    guard let verb = words.first, words.count > 1, verb.count >= 3 else { return Reading() }
    let rest = String(text.drop { $0 == " " }.drop { $0 != " " }.drop { $0 == " " })
    let limit = max(1, verb.count / 3)
    return read({ names in names.contains { PaletteMatch.distance(verb, $0, limit: limit) <= limit } }, rest)
  }

  private func read(_ isVerb: (String...) -> Bool, _ rest: String) -> Reading {
    if isVerb("drill", "practise", "practice") { return scoped(rest, drills, "drill", .drill) }
    if isVerb("measure", "focus") { return scoped(rest, measurements, "measure", nil) }
    if isVerb("mock", "exam") { return counted(rest, .mock, "mock") }
    if isVerb("placement", "take") { return counted(rest, .placement, "placement") }
    if isVerb("interview") { return dated(rest) }
    return Reading()
  }

  /// An attempt over a domain or a skill, or a drill of some length.
  private func scoped(
    _ rest: String, _ entries: [PaletteScreen.Entry], _ verb: String, _ mode: Mode?
  ) -> Reading {
    if let mode, Int(rest) != nil { return counted(rest, mode, verb) }
    let match = PaletteMatch("\(verb) \(rest)")
    let found = match.best(of: entries)
    return found.isEmpty
      ? Reading(
        remark: "No domain or skill is called “\(rest)”.",
        // The verb alone is no likeness.
        nearest: PaletteMatch(rest).nearest(in: entries))
      : Reading(entries: found)
  }

  private func counted(_ rest: String, _ mode: Mode, _ verb: String) -> Reading {
    let limits = mode == .drill ? 1...100 : mode == .mock ? 8...120 : 8...100
    guard let count = Int(rest.split(separator: " ").first ?? "") else { return Reading() }
    return limits.contains(count)
      ? Reading(entries: [Self.start(mode, count)])
      : Reading(
        remark: "\(verb) takes \(limits.lowerBound) to \(limits.upperBound) questions.",
        nearest: [Self.start(mode, min(max(count, limits.lowerBound), limits.upperBound))])
  }

  private func dated(_ rest: String) -> Reading {
    if ["none", "off", "remove"].contains(rest) { return Reading(entries: [Self.interview(nil, settings)]) }
    guard let day = CalendarDay.read(rest, today: today) else {
      return Reading(remark: "“\(rest)” isn't a day. Write it as 14 March, 2027-03-14 or in 6 weeks.")
    }
    return day > today
      ? Reading(entries: [Self.interview(day, settings)])
      : Reading(remark: "\(day.long) is past. Name a day to come.")
  }

  private static func start(_ mode: Mode, _ count: Int) -> PaletteScreen.Entry {
    let name = mode == .mock ? "mock exam" : mode == .drill ? "drill" : "placement"
    return PaletteScreen.Entry(
      group: .attempts, name: "\(name), \(count) questions",
      synonyms: "start begin take test practise practice",
      action: .effect(.startAttempt(mode, .all, length: count), message: nil))
  }

  private static func interview(_ day: CalendarDay?, _ settings: Settings) -> PaletteScreen.Entry {
    var changed = settings
    changed.interview = day
    return PaletteScreen.Entry(
      group: .settings, name: day.map { "interview on \($0.long)" } ?? "remove the interview",
      synonyms: day == nil ? "interview none off" : "",
      action: .effect(
        .saveSettings(changed, since: settings),
        message: day.map { "Interview on \($0.long). The plan works towards it: p." }
          ?? "The interview is removed."))
  }
}
