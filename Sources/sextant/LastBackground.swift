import Foundation
import ItemBank
import SextantCore
import TerminalUI

/// Remembers whether the terminal's background was dark or light, so that the first picture of the next start already
/// has the right colours.
///
/// The terminal is asked at every start; its answer comes after the first picture.
struct LastBackground: Sendable {
  private let path: String?

  /// Names the file; without a folder for it nothing is remembered.
  init(folders: Folders) { path = folders.cache?.appendingPathComponent("background").path }

  /// The theme that suits the background; nil if the terminal has never told it.
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
