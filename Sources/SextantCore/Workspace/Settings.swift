import QuizEngine

/// The person's settings, stored in the journal.
public struct Settings: Sendable, Equatable {
  /// The target profile's identity.
  public var profile = "entry"
  /// True if the person is asked after each answer how sure they are.
  public var asksConfidence = true
  /// The largest number of items of a placement.
  public var placementLength = 30
  /// The number of items of a drill.
  public var drillLength = 10
  /// The number of items of a mock exam.
  public var examLength = 40
  /// The working time of a mock exam, in minutes; 0 for none.
  public var examMinutes = 60
  /// The days during which an item isn't served again.
  public var coolDownDays = 30.0
  /// The same in whole days, for counting: a repeat within them doesn't count.
  var restDays: Int { Int(min(coolDownDays.rounded(.up), 100_000)) }
  /// The largest number of reviews that drills serve per day.
  public var reviewLimit = 20
  /// The time for the plan's actions, in minutes per week.
  public var minutesAWeek = 120
  /// The day of the interview that the plan leads to; nil if there is none.
  public var interview: CalendarDay?
  /// The times to choose from, in minutes per week.
  public static let paces = [10, 30, 60, 120, 240, 480]
  /// The placement lengths to choose from, in items.
  public static let placementLengths = [10, 16, 20, 30, 45, 60]
  /// The drill lengths to choose from, in items.
  public static let drillLengths = [3, 5, 10, 20, 30]
  /// The mock exam lengths to choose from, in items.
  public static let examLengths = [20, 30, 40, 60]
  /// The themes to choose from.
  public enum ThemeSetting: String, Sendable, CaseIterable {
    /// The one that suits the terminal's background.
    case auto
    /// For dark backgrounds.
    case dark
    /// For light backgrounds.
    case light
    /// Without colours.
    case mono
  }

  /// When links are marked for the terminal.
  public enum LinkSetting: String, Sendable, CaseIterable {
    /// In terminals that are known to show them.
    case auto
    /// In all terminals that at least ignore them.
    case on
    /// Never.
    case off
  }

  /// When links are marked for the terminal.
  public var links = LinkSetting.auto
  /// The theme.
  public var look = ThemeSetting.auto
  /// True for ASCII characters only.
  public var isASCII = false
  /// True if the mouse is used.
  public var usesMouse = true
  /// True if nothing on the screen moves by itself: no seconds, no growing bars.
  public var reducesMotion = false
  /// True if a dated copy of all data is kept on leaving.
  public var keepsCopies = true
  /// True once the three questions of the first start are answered.
  public var isIntroduced = false

  /// Creates the default settings.
  public init() {}

  /// Reads stored settings; missing or unreadable ones keep their defaults.
  public init(stored: [String: String]) {
    profile = stored["profile"] ?? profile
    asksConfidence = stored["confidence"].map { $0 == "on" } ?? asksConfidence
    if let length = stored["placement-length"].flatMap(Int.init), (8...100).contains(length) {
      placementLength = length
    }
    if let length = stored["drill-length"].flatMap(Int.init), (1...100).contains(length) {
      drillLength = length
    }
    if let length = stored["exam-length"].flatMap(Int.init), (8...120).contains(length) {
      examLength = length
    }
    if let limit = stored["exam-minutes"].flatMap(Int.init), (0...480).contains(limit) { examMinutes = limit }
    if let days = stored["cool-down-days"].flatMap(Double.init), days >= 0 { coolDownDays = days }
    if let limit = stored["review-limit"].flatMap(Int.init), (0...500).contains(limit) { reviewLimit = limit }
    if let minutes = stored["minutes-a-week"].flatMap(Int.init), (1...6000).contains(minutes) {
      minutesAWeek = minutes
    }
    interview = stored["interview"].flatMap(CalendarDay.init(iso:))
    look = stored["theme"].flatMap(ThemeSetting.init(rawValue:)) ?? look
    isASCII = stored["glyphs"] == "ascii"
    usesMouse = stored["mouse"] != "off"
    links = stored["links"].flatMap(LinkSetting.init(rawValue:)) ?? links
    reducesMotion = stored["motion"] == "reduced"
    keepsCopies = stored["copies"] != "off"
    isIntroduced = stored["introduced"] == "yes"
  }

  /// The largest number of items of an attempt in a mode.
  package func length(of mode: Mode) -> Int {
    switch mode {
    case .placement: placementLength
    case .drill: drillLength
    case .mock: examLength
    case .focus: AttemptPlan.usualLength(of: mode)
    }
  }

  /// The lengths to choose from in a mode; empty if it has one length.
  package static func lengths(of mode: Mode) -> [Int] {
    switch mode {
    case .placement: placementLengths
    case .drill: drillLengths
    case .mock: examLengths
    case .focus: []
    }
  }

  /// The working time of a mock exam with that many items, in minutes: half the items, half the time; 0 for
  /// none.
  package func examMinutes(for length: Int) -> Int {
    examMinutes == 0 ? 0 : min(480, max(1, examMinutes * length / max(1, examLength)))
  }

  /// The settings that concern the program and hold for every assessment; all others belong to one
  /// assessment.
  static let keysOfProgram: Set<String> = ["theme", "glyphs", "mouse", "links", "motion", "copies"]

  /// The settings in stored form.
  public var stored: [String: String] {
    [
      "profile": profile, "confidence": asksConfidence ? "on" : "off",
      "placement-length": "\(placementLength)", "drill-length": "\(drillLength)",
      "exam-length": "\(examLength)", "exam-minutes": "\(examMinutes)",
      "cool-down-days": "\(coolDownDays)", "review-limit": "\(reviewLimit)",
      "minutes-a-week": "\(minutesAWeek)", "interview": interview?.iso ?? "", "theme": look.rawValue,
      "glyphs": isASCII ? "ascii" : "unicode", "mouse": usesMouse ? "on" : "off",
      "links": links.rawValue,
      "motion": reducesMotion ? "reduced" : "full", "copies": keepsCopies ? "on" : "off",
      "introduced": isIntroduced ? "yes" : "no",
    ]
  }
}
