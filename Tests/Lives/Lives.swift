import Foundation

/// Many lives, one after the other.
package enum Lives {
  /// Lives the lives of some seeds and tells about those that fail.
  ///
  /// - Parameters:
  ///   - every: The distance from one seed to the next.
  ///   - isAlone: True where nothing else runs in the process.
  /// - Returns: True where none failed.
  package static func live(
    _ seeds: Range<UInt64>, every distance: UInt64 = 1, isAlone: Bool
  ) -> Bool {
    var tally = Life.Tally()
    defer { Life.removeShared(root: Life.root) }
    var failures = 0
    var lived = 0
    for seed in stride(from: seeds.lowerBound, to: seeds.upperBound, by: Int(distance)) {
      lived += 1
      do {
        tally.add(try Life.live(seed: seed, limitsFiles: isAlone))
      } catch {
        failures += 1
        tell("life of \((error as? Life.Violation)?.text ?? "\(error)")")
        if failures == 1 { again(seed, isAlone) }
        tell("SEXTANT_LIFE_SEED=\(seed) swift test --filter Life lives it again")
      }
      if failures == 20 {
        tell("that is enough")
        break
      }
    }
    if ProcessInfo.processInfo.environment["SEXTANT_LIVES_TALLY"] != nil {
      tell(
        "\(lived) lives: "
          + tally.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    }
    let (whole, back) = (tally.counts["whole answers"] ?? 0, tally.counts["whole answers back"] ?? 0)
    if Double(back) < 0.99 * Double(whole) {
      tell("only \(back) of \(whole) whole answers came back after damage")
      return false
    }
    return failures == 0
  }

  /// Lives a life once more and writes down what happened.
  private static func again(_ seed: UInt64, _ isAlone: Bool) {
    do {
      _ = try Life.live(seed: seed, limitsFiles: isAlone, isTold: true)
      tell("it was well the second time")
    } catch let violation as Life.Violation {
      for line in violation.history { tell("  " + line) }
      tell("life of \(violation.text)")
    } catch {
      tell("\(error)")
    }
  }

  private static func tell(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
