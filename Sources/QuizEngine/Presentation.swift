import ItemBank
import Psychometrics

/// The order of an item's parts on the screen, drawn from the attempt's seed.
public struct Presentation: Sendable, Hashable {
  /// Authored indices of the options or right sides, in screen order.
  public var order: [Int]

  /// Draws the order for an item at a position.
  ///
  /// Options with a natural order keep it. Steps to be ordered never start in the right order.
  public init(of task: ItemTask, seed: UInt64, position: Int) {
    // A separate stream, so that showing an item never affects which item comes next.
    var generator = SeededGenerator(seed: seed ^ 0x5EED_0F0D_15B1_A7ED, stream: UInt64(position))
    switch task {
    case .singleChoice(let options, let shuffled), .multipleChoice(let options, let shuffled):
      order = Array(options.indices)
      if shuffled { order.shuffle(using: &generator) }
    case .situational(let options):
      order = Array(options.indices)
      order.shuffle(using: &generator)
    case .ordering(let steps):
      order = Array(steps.indices)
      order.shuffle(using: &generator)
      if steps.count > 1, order == Array(steps.indices) { order.swapAt(0, steps.count - 1) }
    case .matching(let pairs, let extras):
      order = Array(0..<(pairs.count + extras.count))
      order.shuffle(using: &generator)
    case .numeric, .shortText, .linePick:
      order = []
    }
  }
}
