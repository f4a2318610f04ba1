/// Sets of items to be ranked: which items are compared, and by which judge.
///
/// Every item is in the same number of sets, up to one more where the numbers don't divide. Judges see an item again,
/// and two items meet again, only where there are too few of them.
public struct RankingDesign: Sendable, Equatable {
  /// Items that one judge puts in order.
  public struct Group: Sendable, Equatable {
    /// The judge, from 0.
    public var judge: Int
    /// The items, as indices from 0, in the order in which they are shown.
    public var items: [Int]
  }

  /// The number of items in a set (Attali, 2014, ETS RR-14-39, used the same).
  public static let size = 7
  /// The smallest number of judges who rank each item.
  public static let leastJudges = 3

  /// The sets.
  public private(set) var groups: [Group]
  /// The number of items.
  public let itemCount: Int
  private let judgeCount: Int
  /// How often each judge ranks each item, by item and judge.
  private var seen: [Int]
  /// How often two items are in the same set, by both items.
  private var meetings: [Int]

  /// Makes the sets of one domain.
  ///
  /// - Parameters:
  ///   - itemCount: At least 2; with fewer than 7, a set has all items.
  ///   - repeats: The number of sets that each item is in, at least 1.
  ///   - load: The number of sets that each judge has already; the new ones go to those with the fewest. At least one
  ///     judge.
  public init(
    itemCount: Int, repeats: Int, load: inout [Int], using generator: inout some RandomNumberGenerator
  ) {
    let size = min(Self.size, itemCount)
    self.itemCount = itemCount
    judgeCount = load.count
    groups = []
    seen = Array(repeating: 0, count: itemCount * load.count)
    meetings = Array(repeating: 0, count: itemCount * itemCount)
    guard size >= 2, !load.isEmpty else { return }
    var uses = Array(repeating: 0, count: itemCount)
    for _ in 0..<(itemCount * repeats + size - 1) / size {
      let order = load.indices.shuffled(using: &generator)
      let judge = order.min { load[$0] < load[$1] } ?? 0
      load[judge] += 1
      var group = Group(judge: judge, items: [])
      for _ in 0..<size {
        let candidates = (0..<itemCount).filter { !group.items.contains($0) }.shuffled(using: &generator)
        func rank(_ item: Int) -> (Int, Int, Int) {
          let met = group.items.reduce(0) { $0 + meetings[item * itemCount + $1] }
          return (uses[item], seen[item * judgeCount + judge], met)
        }
        guard let next = candidates.min(by: { rank($0) < rank($1) }) else { break }
        uses[next] += 1
        for other in group.items { meet(next, other, by: 1) }
        seen[next * judgeCount + judge] += 1
        group.items.append(next)
      }
      groups.append(group)
    }
    improve(using: &generator)
    for place in groups.indices { groups[place].items.shuffle(using: &generator) }
  }

  // MARK: Properties

  /// The number of sets that each item is in.
  public var uses: [Int] {
    groups.reduce(into: Array(repeating: 0, count: itemCount)) { uses, group in
      for item in group.items { uses[item] += 1 }
    }
  }

  /// The number of different judges who rank each item.
  public var judgesOfItem: [Int] {
    (0..<itemCount).map { item in (0..<judgeCount).count { seen[item * judgeCount + $0] > 0 } }
  }

  /// How often two items are in the same set again, summed over all pairs.
  public var repeatedMeetings: Int {
    (0..<itemCount).reduce(0) { sum, item in
      sum + (0..<item).reduce(0) { $0 + max(0, meetings[item * itemCount + $1] - 1) }
    }
  }

  /// True if every item can be compared with every other, through others if need be.
  public var isConnected: Bool {
    Self.isConnected(groups.map(\.items), itemCount: itemCount)
  }

  /// True if sets connect all items.
  public static func isConnected(_ sets: [[Int]], itemCount: Int) -> Bool {
    var parent = Array(0..<itemCount)
    func root(_ item: Int) -> Int {
      var item = item
      while parent[item] != item { item = parent[item] }
      return item
    }
    for set in sets {
      guard let first = set.first else { continue }
      for item in set.dropFirst() { parent[root(item)] = root(first) }
    }
    return Set(parent.indices.map(root)).count <= 1
  }

  // MARK: Improvement

  private mutating func meet(_ first: Int, _ second: Int, by change: Int) {
    meetings[first * itemCount + second] += change
    meetings[second * itemCount + first] += change
  }

  /// What a judge who sees an item twice costs, in repeated pairs.
  private static let costOfSeeingAgain = 10

  /// How many swaps that neither save nor cost anything are tried, to get away from a dead end.
  private static let sidewaysSwaps = 300

  /// Swaps items between sets while that leaves fewer repetitions; how often each item is used stays.
  private mutating func improve(using generator: inout some RandomNumberGenerator) {
    var hasChanged = true
    var sideways = Self.sidewaysSwaps
    while hasChanged {
      hasChanged = false
      for place in groups.indices {
        for slot in groups[place].items.indices where isRepeated(place, slot) {
          guard let best = bestSwap(place, slot, using: &generator), best.change < 0 || sideways > 0 else {
            continue
          }
          if best.change == 0 { sideways -= 1 }
          swap(place, slot, best.place, best.slot)
          hasChanged = true
        }
      }
    }
  }

  private func isRepeated(_ place: Int, _ slot: Int) -> Bool {
    let group = groups[place]
    let item = group.items[slot]
    return seen[item * judgeCount + group.judge] > 1
      || group.items.contains { $0 != item && meetings[item * itemCount + $0] > 1 }
  }

  /// The swap that saves most, one of the best at random; nil if all cost something.
  private func bestSwap(
    _ place: Int, _ slot: Int, using generator: inout some RandomNumberGenerator
  ) -> (change: Int, place: Int, slot: Int)? {
    var best: [(change: Int, place: Int, slot: Int)] = []
    for other in groups.indices where other != place {
      for otherSlot in groups[other].items.indices {
        guard let change = change(place, slot, other, otherSlot), change <= best.first?.change ?? 0 else {
          continue
        }
        if change < best.first?.change ?? 0 { best = [] }
        best.append((change, other, otherSlot))
      }
    }
    return best.randomElement(using: &generator)
  }

  /// By how much a swap changes the cost, which counts every repetition with all earlier ones; nil if an item would be
  /// twice in a set.
  private func change(_ place: Int, _ slot: Int, _ other: Int, _ otherSlot: Int) -> Int? {
    let (here, there) = (groups[place], groups[other])
    let (item, guest) = (here.items[slot], there.items[otherSlot])
    guard !here.items.contains(guest), !there.items.contains(item) else { return nil }
    var change = 0
    if here.judge != there.judge {
      change += seen[item * judgeCount + there.judge] - seen[item * judgeCount + here.judge] + 1
      change += seen[guest * judgeCount + here.judge] - seen[guest * judgeCount + there.judge] + 1
      change *= Self.costOfSeeingAgain
    }
    // An item in both sets keeps company with both items.
    for mate in here.items where mate != item && !there.items.contains(mate) {
      change += meetings[guest * itemCount + mate] - meetings[item * itemCount + mate] + 1
    }
    for mate in there.items where mate != guest && !here.items.contains(mate) {
      change += meetings[item * itemCount + mate] - meetings[guest * itemCount + mate] + 1
    }
    return change
  }

  private mutating func swap(_ place: Int, _ slot: Int, _ other: Int, _ otherSlot: Int) {
    let (item, guest) = (groups[place].items[slot], groups[other].items[otherSlot])
    for mate in groups[place].items where mate != item {
      meet(item, mate, by: -1)
      meet(guest, mate, by: 1)
    }
    for mate in groups[other].items where mate != guest {
      meet(guest, mate, by: -1)
      meet(item, mate, by: 1)
    }
    seen[item * judgeCount + groups[place].judge] -= 1
    seen[guest * judgeCount + groups[place].judge] += 1
    seen[guest * judgeCount + groups[other].judge] -= 1
    seen[item * judgeCount + groups[other].judge] += 1
    groups[place].items[slot] = guest
    groups[other].items[otherSlot] = item
  }
}
