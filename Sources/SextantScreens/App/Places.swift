/// Every kind of screen that can be gone to or whose keys can be changed; a new place is named here.
enum Places {
  /// All of them, as the table of keys lists them.
  static let all: [Place] = [
    HomeScreen.place, StartScreen.place, AttemptScreen.place, ExamScreen.place, WaitingScreen.place,
    ResultScreen.place, GapsScreen.place, MapScreen.place, PlanScreen.place, EvidenceScreen.place,
    HistoryScreen.place, CompareScreen.place, ReviewsScreen.place, BankScreen.place, GlossaryScreen.place,
    SettingsScreen.place,
  ]

  /// Those with a letter, as the foot of a screen shows them: what comes last is left out first.
  static let atFoot: [Place] = [
    StartScreen.place, GapsScreen.place, PlanScreen.place, HistoryScreen.place, SettingsScreen.place,
    EvidenceScreen.place, ResultScreen.place, MapScreen.place, ReviewsScreen.place, BankScreen.place,
    GlossaryScreen.place,
  ]

  /// Those with a letter, as the list of commands shows them.
  static let inPalette: [Place] = [
    StartScreen.place, GapsScreen.place, MapScreen.place, PlanScreen.place, EvidenceScreen.place,
    ReviewsScreen.place, HistoryScreen.place, ResultScreen.place, BankScreen.place, GlossaryScreen.place,
    SettingsScreen.place,
  ]

  /// The place of a name.
  static func named(_ name: PlaceName) -> Place? { all.first { $0.signpost?.name == name } }
}
