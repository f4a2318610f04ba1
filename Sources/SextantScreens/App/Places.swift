/// All kinds of screens that a person can go to or whose keys can be changed; add a new place here.
enum Places {
  /// All places, in the order of the table of keys.
  static let all: [Place] = [
    HomeScreen.place, StartScreen.place, AttemptScreen.place, ExamScreen.place, WaitingScreen.place,
    ResultScreen.place, GapsScreen.place, AskedScreen.place, MapScreen.place, PlanScreen.place,
    LinksScreen.place,
    EvidenceScreen.place, HistoryScreen.place, DeletionScreen.place, CompareScreen.place, ReviewsScreen.place,
    MarkedScreen.place, BankScreen.place,
    GlossaryScreen.place,
    SettingsScreen.place,
  ]

  /// The places with a letter, in the order of the footer; the last ones are left out first.
  static let atFoot: [Place] = [
    StartScreen.place, GapsScreen.place, PlanScreen.place, HistoryScreen.place, SettingsScreen.place,
    EvidenceScreen.place, ResultScreen.place, MapScreen.place, ReviewsScreen.place, BankScreen.place,
    MarkedScreen.place, GlossaryScreen.place,
  ]

  /// The places with a letter, in the order of the palette.
  static let inPalette: [Place] = [
    StartScreen.place, GapsScreen.place, MapScreen.place, PlanScreen.place, EvidenceScreen.place,
    ReviewsScreen.place, MarkedScreen.place, HistoryScreen.place, ResultScreen.place, BankScreen.place,
    GlossaryScreen.place,
    SettingsScreen.place,
  ]

  /// The place with a name.
  static func named(_ name: PlaceName) -> Place? { all.first { $0.signpost?.name == name } }
}
