import QuizEngine

/// What a person set, kept in the journal.
public struct Settings: Sendable, Equatable {
  /// The target profile's identity.
  public var profile = "entry"
  /// True where each answer is followed by a rating of how sure the person is.
  public var asksConfidence = true
  /// The most items of a placement.
  public var placementLength = 30
  /// The items of a drill.
  public var drillLength = 10
  /// The items of a mock exam.
  public var examLength = 40
  /// The working time of a mock exam, in minutes; 0 for none.
  public var examMinutes = 60
  /// The days after which an answer counts half.
  public var halfLifeDays = 180.0
  /// The days in which an item is not served again.
  public var coolDownDays = 30.0
  /// The most reviews that drills serve on a day.
  public var reviewLimit = 20
  /// The time for the plan's actions, in minutes a week.
  public var minutesAWeek = 120
  /// The times that can be chosen, in minutes a week.
  public static let paces = [10, 30, 60, 120, 240, 480]
  /// The lengths of placements that can be chosen, in items.
  public static let placementLengths = [10, 16, 20, 30, 45, 60]
  /// The lengths of drills that can be chosen, in items.
  public static let drillLengths = [3, 5, 10, 20, 30]
  /// The lengths of mock exams that can be chosen, in items.
  public static let examLengths = [20, 30, 40, 60]
  /// The looks that can be set.
  public enum Look: String, Sendable, CaseIterable {
    /// What the terminal tells of itself.
    case auto
    /// For dark backgrounds.
    case dark
    /// For light backgrounds.
    case light
    /// Without colours.
    case mono
  }

  /// The look.
  public var look = Look.auto
  /// True for ASCII characters only.
  public var isASCII = false
  /// True where the mouse does what the keys do.
  public var usesMouse = true
  /// True where nothing on the screen moves by itself: no seconds, no growing bars.
  public var reducesMotion = false
  /// True once the first three questions were answered.
  public var isIntroduced = false

  /// Creates the settings that hold before anything was set.
  public init() {}

  /// Reads stored settings; what is missing or unreadable keeps its default.
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
    if let days = stored["half-life-days"].flatMap(Double.init), days > 0 { halfLifeDays = days }
    if let days = stored["cool-down-days"].flatMap(Double.init), days >= 0 { coolDownDays = days }
    if let limit = stored["review-limit"].flatMap(Int.init), (0...500).contains(limit) { reviewLimit = limit }
    if let minutes = stored["minutes-a-week"].flatMap(Int.init), (1...6000).contains(minutes) {
      minutesAWeek = minutes
    }
    look = stored["theme"].flatMap(Look.init(rawValue:)) ?? look
    isASCII = stored["glyphs"] == "ascii"
    usesMouse = stored["mouse"] != "off"
    reducesMotion = stored["motion"] == "reduced"
    isIntroduced = stored["introduced"] == "yes"
  }

  /// The most items of a sitting of a mode.
  package func length(of mode: Mode) -> Int {
    switch mode {
    case .placement: placementLength
    case .drill: drillLength
    case .mock: examLength
    case .focus: AttemptPlan.usualLength(of: mode)
    }
  }

  /// The working time of a mock exam of so many items, in minutes: half the items, half the time; 0 for none.
  package func examMinutes(for length: Int) -> Int {
    examMinutes == 0 ? 0 : max(1, examMinutes * length / max(1, examLength))
  }

  /// The settings that are about the program and hold for every assessment; all others are about one of them.
  static let keysOfProgram: Set<String> = ["theme", "glyphs", "mouse", "motion"]

  /// The settings as they are stored.
  public var stored: [String: String] {
    [
      "profile": profile, "confidence": asksConfidence ? "on" : "off",
      "placement-length": "\(placementLength)", "drill-length": "\(drillLength)",
      "exam-length": "\(examLength)",
      "exam-minutes": "\(examMinutes)", "half-life-days": "\(halfLifeDays)",
      "cool-down-days": "\(coolDownDays)", "review-limit": "\(reviewLimit)",
      "minutes-a-week": "\(minutesAWeek)", "theme": look.rawValue,
      "glyphs": isASCII ? "ascii" : "unicode", "mouse": usesMouse ? "on" : "off",
      "motion": reducesMotion ? "reduced" : "full",
      "introduced": isIntroduced ? "yes" : "no",
    ]
  }
}
