import Foundation
import Psychometrics
import SextantCore
import TerminalUI

/// Confidence against correctness: a strip from 0 to 100 % for each rating.
///
/// The point is the share of right answers, the line around it shows how far chance alone could move it, and
/// the mark is the share that the rating stands for.
enum ConfidenceStrip {
  /// True if there is room for a strip beside the words.
  static func isDrawn(columns: Int) -> Bool { cells(columns) >= 8 }

  private static func cells(_ columns: Int) -> Int { min(24, columns - 12 - 17) }

  static func line(name: String, given: Int, right: Int, expected: Double, columns: Int) -> Line {
    let words = "\(right) of \(given) right"
    let cells = cells(columns)
    var runs = [TextRun(Words.fit(name, 12), .text)]
    if cells >= 8 {
      let (low, high) = ShareInterval.wilson(right, of: given)
      func column(_ share: Double) -> Int {
        min(cells - 1, max(0, Int((share * Double(cells - 1)).rounded())))
      }
      let point = column(Double(right) / Double(given))
      let range = column(low)...column(high)
      let mark = column(expected)
      for cell in 0..<cells {
        if cell == point {
          runs.append(TextRun("●", Style(.estimate, .bold)))
        } else if cell == mark {
          runs.append(TextRun("┆", Style(.target)))
        } else if range.contains(cell) {
          runs.append(TextRun("━", Style(.interval)))
        } else {
          runs.append(TextRun("·", .faint))
        }
      }
    }
    runs.append(TextRun("  " + words, .muted))
    return Line(runs)
  }
}
