@testable import SextantScreens

extension TestApp {
  /// In the actions of the gap report: goes to the first action, past the text and the questions.
  func goToAnAction() {
    for _ in 0..<20 {
      guard let screen: GapsScreen = top(), let context else { return }
      if case .action? = screen.focusedEntry(context) { return }
      press(.down)
    }
  }
}
