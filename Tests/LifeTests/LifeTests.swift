import Foundation
import Lives
import Testing

/// Years with the program from seeds: whatever happens, nothing that was confirmed is lost.
///
/// `SEXTANT_LIVES=2000` lives more of them, `SEXTANT_LIFE_SEED=17` one alone, step by step.
@Suite struct LifeTests {
  @Test func nothingConfirmedIsLostInAWholeLife() async {
    // In a process of its own, because a full disk is made by limiting what the process may write.
    await #expect(processExitsWith: .success) {
      let environment = ProcessInfo.processInfo.environment
      if let seed = environment["SEXTANT_LIFE_SEED"].flatMap(UInt64.init) {
        exit(Lives.live(seed..<seed + 1, isAlone: true) ? 0 : 1)
      }
      let count = environment["SEXTANT_LIVES"].flatMap(UInt64.init) ?? 20
      exit(Lives.live(0..<count, isAlone: true) ? 0 : 1)
    }
  }
}
