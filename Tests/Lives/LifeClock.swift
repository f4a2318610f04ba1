import Foundation
import QuizEngine
import Synchronization

/// Time, place and chance of a life: nothing of it comes from the machine.
final class LifeClock: Sendable {
  private struct State {
    var date: Double
    var clock = 0
    var zone = 0
    var chance: UInt64
    var identities = 0
  }

  private let state: Mutex<State>

  init(date: Double, chance: UInt64) { state = Mutex(State(date: date, chance: chance)) }

  /// Now.
  var date: Date { Date(timeIntervalSince1970: state.withLock { $0.date }) }
  /// The clock that only runs forward, as a rule.
  var clock: Int { state.withLock { $0.clock } }
  /// The person's days where they are.
  var days: LocalDays {
    let zone = state.withLock { $0.zone }
    return LocalDays { second in Self.offset(zone, second) }
  }

  func pass(milliseconds: Int) {
    state.withLock {
      $0.date += Double(milliseconds) / 1000
      $0.clock += milliseconds
    }
  }

  /// Somebody sets the clock; the running one goes on.
  func setBack(seconds: Double) { state.withLock { $0.date -= seconds } }

  /// The running clock does what none should do.
  func jump(milliseconds: Int) { state.withLock { $0.clock += milliseconds } }

  func travel(to zone: Int) { state.withLock { $0.zone = zone % 6 } }

  func seed() -> UInt64 { state.withLock { splitMix(&$0.chance) >> 1 } }

  func identity() -> String {
    state.withLock {
      $0.identities += 1
      // In no order, as real identities are.
      return String(splitMix(&$0.chance), radix: 16) + "-\($0.identities)"
    }
  }

  /// Zones whose clocks change twice a year, by an hour or half of one, and zones that lie anywhere.
  private static func offset(_ zone: Int, _ second: Int) -> Int {
    let dayOfYear = (second / 86_400 % 1461 + 1461) % 1461 % 365
    let isSummer = (80..<300).contains(dayOfYear)
    return switch zone {
    case 0: 0
    case 1: -8 * 3600 + (isSummer ? 3600 : 0)
    case 2: 5 * 3600 + 2700
    case 3: 37_800 + (isSummer ? 0 : 1800)
    case 4: 14 * 3600
    default: -11 * 3600
    }
  }
}

/// A step of SplitMix64.
func splitMix(_ state: inout UInt64) -> UInt64 {
  state &+= 0x9e37_79b9_7f4a_7c15
  var value = state
  value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
  value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
  return value ^ value >> 31
}

/// The chance that decides a life.
struct LifeChance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 { splitMix(&state) }
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }
  mutating func happens(oneIn count: Int) -> Bool { below(count) == 0 }
  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }
}
