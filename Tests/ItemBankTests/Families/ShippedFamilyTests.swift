import Testing

@testable import ItemBank

/// The families that are shipped.
@Suite struct ShippedFamilyTests {
  static let families = ShippedBankTests.parsed.assessment?.families.values.sorted {
    $0.template.id < $1.template.id
  }

  @Test func eachHasEnoughVariantsThatDiffer() throws {
    for family in try #require(Self.families) {
      let stems = family.items.map { StoredQuestion($0).text }
      #expect(family.variants.count >= VariantSelection.fewest, "\(family.template.id)")
      #expect(Set(stems).count == stems.count, "\(family.template.id)")
    }
  }

  @Test func noPlaceholderIsLeft() throws {
    for family in try #require(Self.families) {
      for item in family.items {
        #expect(!item.texts.contains { !Placeholder.all(in: $0.text).isEmpty }, "\(family.template.id)")
      }
    }
  }

  /// The chance that somebody who knows nothing but another variant's answer gets this one right.
  static func gain(_ family: Family) -> (memory: Double, chance: Double) {
    let items = family.items
    var (memory, chance) = (0.0, 0.0)
    for remembered in items {
      let key = VariantCheck.key(of: remembered)
      for item in items where item.variant != remembered.variant {
        let guess: Double
        if case .singleChoice(let options, _) = item.task {
          guess = 1 / Double(options.count)
          let isThere = options.contains { $0.text.squeezed == key }
          memory += isThere ? (VariantCheck.key(of: item) == key ? 1 : 0) : guess
        } else {
          if case .linePick = item.task {
            guess = 1 / Double(item.code?.lines.count { !$0.allSatisfy(\.isWhitespace) } ?? 1)
          } else {
            guess = 0
          }
          memory += VariantCheck.key(of: item) == key ? 1 : 0
        }
        chance += guess
      }
    }
    let pairs = Double(items.count * (items.count - 1))
    return (memory / pairs, chance / pairs)
  }

  @Test func whoRemembersAnswersGainsNothing() throws {
    let gains = try #require(Self.families).map { ($0.template.id, Self.gain($0)) }
    // A typed key may come in one variant of five.
    for (id, gain) in gains { #expect(gain.memory - gain.chance < 0.2, "\(id) \(gain)") }
    let mean = gains.reduce(0) { $0 + $1.1.memory - $1.1.chance } / Double(max(1, gains.count))
    #expect(mean < 0.05, "\(mean)")
  }
}
