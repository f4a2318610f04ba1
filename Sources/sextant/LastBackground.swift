import Foundation
import SextantCore
import TerminalUI

/// Remembers whether the terminal's background was dark or light, so that the first picture of the next start already
/// has the right colours.
///
/// The terminal is asked at every start; its answer comes after the first picture.
struct LastBackground: Sendable {
  private let file: URL?

  /// Names the file; without a folder for it nothing is remembered.
  init(folders: Folders) { file = folders.cache?.appendingPathComponent("background") }

  /// The theme that suits the background; nil if the terminal has never told it.
  var theme: Theme? {
    guard let file, let name = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    return Theme.named(name)
  }

  /// Remembers the theme that suits the background; a cache that cannot be written is no fault.
  func remember(_ theme: Theme) {
    guard let file, theme != self.theme else { return }
    try? Data(theme.name.utf8).write(to: file, options: .atomic)
  }
}
