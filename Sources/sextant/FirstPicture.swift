import Foundation
import SextantCore
import SextantScreens
import TerminalUI

/// What the terminal can show before the files are open: the last picture of the home screen, and the background that
/// the terminal told last.
struct FirstPicture: Sendable {
  private let kept: KeptPicture?
  private var isOfHome = true

  /// Creates the keeper of the picture; without a folder for it there is none.
  init(folders: Folders, today: Int) {
    // Words such as "yesterday" hold for a day.
    kept = KeptPicture(folders: folders, salt: "\(Sextant.version) \(today)")
  }

  /// The same for a program that doesn't begin at home.
  var withoutHome: FirstPicture {
    var copy = self
    copy.isOfHome = false
    return copy
  }

  /// True where some picture was kept.
  var isThere: Bool { isOfHome && kept?.isThere ?? false }

  /// The picture; nil where something that it tells of has changed.
  func load(size: Size) -> Surface? { isOfHome ? kept?.load(size: size) : nil }

  /// Keeps a picture of the home screen for the next start.
  func save(_ surface: Surface) { if isOfHome { kept?.save(surface) } }

  /// The theme that suits the background, as the terminal told it last.
  var background: Theme? { kept?.background.flatMap(Theme.named) }

  /// Keeps what the terminal told of its background.
  func keep(background theme: Theme) { kept?.keep(background: theme.name) }
}
