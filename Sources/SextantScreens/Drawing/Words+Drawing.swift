import Psychometrics
import SextantCore
import TerminalUI

extension Words {
  /// The colour of a change; one that may be chance gets `other`.
  static func role(_ claim: ChangeClaim, orElse other: Role = .muted) -> Role {
    switch claim.shownVerdict {
    case .improved: .correct
    case .declined: .wrong
    case .notDistinguishable: other
    }
  }

  /// A meter of `cells` for a share from 0 to 1.
  static func meter(_ share: Double?, cells: Int) -> [TextRun] {
    guard let share else { return [TextRun(String(repeating: "▱", count: cells), .faint)] }
    // At any length, a small share must not look like nothing, nor a large one like everything.
    let least = share > 0.005 ? 1 : 0
    let most = share < 0.995 ? cells - 1 : cells
    let filled = min(cells, max(least, min(most, Int((share * Double(cells)).rounded()))))
    return [
      TextRun(String(repeating: "▰", count: filled), Style(.progress)),
      TextRun(String(repeating: "▱", count: cells - filled), .faint),
    ]
  }
}
