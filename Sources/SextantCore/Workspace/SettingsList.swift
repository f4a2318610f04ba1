import ItemBank
import QuizEngine

/// All settings with their descriptions, shared by screens and plain mode.
package enum SettingsList {
  /// One setting: its name, its choices and its description.
  package struct Row: Sendable {
    package var name: String
    package var choices: [String]
    package var selected: Int
    package var about: String
    package var apply: @Sendable (inout Settings, Int) -> Void

    /// Creates a row.
    package init(
      name: String, choices: [String], selected: Int, about: String,
      apply: @escaping @Sendable (inout Settings, Int) -> Void
    ) {
      self.name = name
      self.choices = choices
      self.selected = selected
      self.about = about
      self.apply = apply
    }
  }

  private static func place<Value: Comparable>(_ value: Value, in list: [Value]) -> Int {
    list.firstIndex { $0 >= value } ?? list.count - 1
  }

  /// The settings, in groups.
  ///
  /// - Parameters:
  ///   - settings: The present settings.
  ///   - framework: The framework, for its profiles.
  ///   - today: The person's present day.
  ///   - time: How long a placement of so many items takes the person, in words.
  package static func groups(
    _ settings: Settings, _ framework: Framework, today: CalendarDay, time: (Int) -> String
  ) -> [(name: String, rows: [Row])] {
    // Include a length that the person chose in another way.
    let lengths = Set(Settings.placementLengths + [settings.placementLength]).sorted()
    let drillLengths = Set(Settings.drillLengths + [settings.drillLength]).sorted()
    let examLengths = Set(Settings.examLengths + [settings.examLength]).sorted()
    let examTimes = Set([0, 30, 45, 60, 75, 90, 120] + [settings.examMinutes]).sorted()
    let limits = [0, 5, 10, 20, 50, 100]
    let coolDowns = [0.0, 7, 14, 30, 60, 90]
    let profiles = framework.profiles
    // Include a time that the person chose in another way.
    let interviews = Set(
      [2, 4, 8, 12, 16, 26].map { today.advanced(by: 7 * $0) } + [settings.interview].compactMap { $0 }
    ).sorted()
    let paces = Set(Settings.paces + [settings.minutesAWeek]).sorted()
    return [
      (
        "Target and attempts",
        [
          Row(
            name: "Target", choices: profiles.map(\.name),
            selected: profiles.firstIndex { $0.id == settings.profile } ?? 0,
            about:
              "The role you're aiming for. Gaps, priorities and the plan are measured against it. It also sets how "
              + "much each domain counts overall, so past results may shift a little."
          ) { settings, index in settings.profile = profiles[index].id },
          Row(
            name: "Rate confidence", choices: ["yes", "no"], selected: settings.asksConfidence ? 0 : 1,
            about:
              "After each answer you say how sure you are. It finds what you are confident about but get wrong, "
              + "and never changes a score."
          ) { settings, index in settings.asksConfidence = index == 0 },
          Row(
            name: "Placement",
            // A narrow row shows the value up to its first dot.
            choices: lengths.map { time($0).replacing(" at", with: " · at") + " · \($0) questions" },
            selected: place(settings.placementLength, in: lengths),
            about:
              "How long a placement takes you, and its questions at most; a short one leaves a wider margin of error."
          ) { settings, index in settings.placementLength = lengths[index] },
          Row(
            name: "Drill", choices: drillLengths.map { "\($0) questions" },
            selected: place(settings.drillLength, in: drillLengths),
            about: "How many questions a drill asks, with feedback after each."
          ) { settings, index in settings.drillLength = drillLengths[index] },
          Row(
            name: "Mock exam", choices: examLengths.map { "\($0) questions" },
            selected: place(settings.examLength, in: examLengths),
            about: "How many questions a mock exam asks. Its domains keep their shares at any length."
          ) { settings, index in settings.examLength = examLengths[index] },
          Row(
            name: "Exam timer", choices: examTimes.map { $0 == 0 ? "none" : "\($0) minutes" },
            selected: place(settings.examMinutes, in: examTimes),
            about:
              "The time for a mock exam. A pause stops the clock. Nothing else in Sextant is timed."
          ) { settings, index in settings.examMinutes = examTimes[index] },
          Row(
            name: "Time a week", choices: paces.map(Words.pace),
            selected: place(settings.minutesAWeek, in: paces),
            about: "How much time you have a week, reviews included."
          ) { settings, index in settings.minutesAWeek = paces[index] },
          Row(
            name: "Interview", choices: ["none"] + interviews.map(\.long),
            selected: settings.interview.flatMap { interviews.firstIndex(of: $0) }.map { $0 + 1 } ?? 0,
            about:
              "The day of a job interview. The plan works towards it and says what doesn't fit. In the plan, I sets any day."
          ) { settings, index in settings.interview = index == 0 ? nil : interviews[index - 1] },
        ]
      ),
      (
        "Memory",
        [
          Row(
            name: "Reviews a day", choices: limits.map { $0 == 0 ? "none" : "\($0)" },
            selected: place(settings.reviewLimit, in: limits),
            about: "The most reviews a day. The rest waits until tomorrow."
          ) { settings, index in settings.reviewLimit = limits[index] },
          Row(
            name: "No repeats for", choices: coolDowns.map { $0 == 0 ? "not at all" : "\(Int($0)) days" },
            selected: place(settings.coolDownDays, in: coolDowns),
            about:
              "How long a question you have seen stays out of placements, so that they measure what you can do "
              + "and not what you remember of the question."
          ) { settings, index in settings.coolDownDays = coolDowns[index] },
        ]
      ),
      (
        "Your data",
        [
          Row(
            name: "Daily copies", choices: ["on", "off"], selected: settings.keepsCopies ? 0 : 1,
            about:
              "When you leave, a copy of all your data is kept beside it: of seven days and four weeks, 50 MB at most. "
              + "What you delete for good goes from the copies as they are replaced. sextant restore brings one back."
          ) { settings, index in settings.keepsCopies = index == 0 }
        ]
      ),
      (
        "Appearance",
        [
          Row(
            name: "Theme", choices: Settings.ThemeSetting.allCases.map(\.rawValue),
            selected: Settings.ThemeSetting.allCases.firstIndex(of: settings.look) ?? 0,
            about: "auto asks the terminal for its background. mono uses no colour at all."
          ) { settings, index in settings.look = Settings.ThemeSetting.allCases[index] },
          Row(
            name: "Glyphs", choices: ["Unicode", "ASCII"], selected: settings.isASCII ? 1 : 0,
            about: "ASCII for terminals and fonts that lack lines, blocks and braille."
          ) { settings, index in settings.isASCII = index == 1 },
          Row(
            name: "Mouse", choices: ["on", "off"], selected: settings.usesMouse ? 0 : 1,
            about:
              "Off leaves the mouse to the terminal, for selecting and copying."
          ) { settings, index in settings.usesMouse = index == 0 },
          Row(
            name: "Links", choices: Settings.LinkSetting.allCases.map(\.rawValue),
            selected: Settings.LinkSetting.allCases.firstIndex(of: settings.links) ?? 0,
            about:
              "Whether your terminal gets addresses as links that it can open. auto: terminals that are known to show them. "
              + "Everywhere, y copies an address."
          ) { settings, index in settings.links = Settings.LinkSetting.allCases[index] },
          Row(
            name: "Motion", choices: ["full", "reduced"], selected: settings.reducesMotion ? 1 : 0,
            about:
              "Reduced: nothing moves by itself. The exam's clock counts whole minutes to the end, and progress "
              + "is in words."
          ) { settings, index in settings.reducesMotion = index == 1 },
        ]
      ),
    ]
  }
}
