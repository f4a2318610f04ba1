import Psychometrics
import SextantCore
import TerminalUI

extension Words {
  /// The colour that goes with `atTarget`.
  static func roleAtTarget(_ probability: Double) -> Role {
    switch probability {
    case 0.75...: .correct
    case 0.25..<0.75: .caution
    default: .wrong
    }
  }

  /// The colour of a change: one that may be chance has none.
  static func role(_ change: ReliableChange) -> Role {
    change.z >= ReliableChange.criticalValue
      ? .correct : change.z <= -ReliableChange.criticalValue ? .wrong : .muted
  }

  /// A meter of `cells` for a share from 0 to 1.
  static func meter(_ share: Double?, cells: Int) -> [Piece] {
    guard let share else { return [Piece(String(repeating: "▱", count: cells), .faint)] }
    // What is little is not nothing, and what is nearly all is not all, at any length.
    let least = share > 0.005 ? 1 : 0
    let most = share < 0.995 ? cells - 1 : cells
    let filled = min(cells, max(least, min(most, Int((share * Double(cells)).rounded()))))
    return [
      Piece(String(repeating: "▰", count: filled), Style(.progress)),
      Piece(String(repeating: "▱", count: cells - filled), .faint),
    ]
  }
}
