import Foundation
import ItemBank
import SextantCore
import TerminalUI

/// Remembers whether the terminal's background was dark or light, so that the next start has the right
/// colours at once.
///
/// Each start asks the terminal, but the answer arrives after the first picture.
struct LastBackground: Sendable {
  private let path: String?

  /// Creates the store; without a cache folder, nothing is remembered.
  init(folders: Folders) { path = folders.cachePath.map { $0 + "/background" } }

  /// The theme that suits the background; nil if the terminal has never reported it.
  var theme: Theme? {
    guard let path, case .success(let bytes) = FileText.read(path, limit: 16) else { return nil }
    return Theme.named(String(decoding: bytes, as: UTF8.self))
  }

  /// Remembers the theme that suits the background; a cache that can't be written is no fault.
  func remember(_ theme: Theme) {
    guard let path, theme != self.theme else { return }
    try? FileText.replace(path, with: Array(theme.name.utf8))
  }
}
