import ItemBank
import QuizEngine

@testable import SextantCore
@testable import SextantScreens

/// What tests ask of the session on a screen.
extension AttemptScreen {
  var item: Item { session.item }
  var draft: Draft { session.draft }
  var presentation: Presentation { session.presentation }
  var stage: Session.Stage { session.stage }
  var isFlagged: Bool { session.isFlagged }
  var note: String { session.note }
  var flags: Int { session.flags }
  /// True while the person is asked how sure they are.
  var isRating: Bool { if case .rating = session.stage { true } else { false } }
}
