import Foundation
import ItemBank
import Journal
import Psychometrics

extension Workspace {
  /// An item as an attempt asks it.
  struct AskedItem {
    /// The item; of a family, the variant that was chosen.
    var item: Item
    /// What has to be stored before it is shown; nil for an item that is no family, or was shown before.
    var shown: ShownVariantRecord?
  }

  /// An item in the form in which an attempt asks it; nil if the bank no longer has it.
  ///
  /// Of a family it's the variant that the attempt has shown before, otherwise one that the person has never been
  /// shown, chosen by the attempt's seed. If they have been shown all of them, it's the one of longest ago. The first
  /// variant is the one that the bank's lists show, so it comes last.
  ///
  /// - Parameter seed: The attempt's seed; read only if a variant has to be chosen.
  /// - Throws: `JournalError`, `BankError`.
  func asked(
    _ id: String, in attempt: String, seed: @autoclosure () throws -> UInt64
  ) throws -> AskedItem? {
    guard let item = try bank.item(id: id) else { return nil }
    guard let first = item.variant else { return AskedItem(item: item) }
    func record(_ variant: String) -> ShownVariantRecord {
      ShownVariantRecord(
        assessment: framework.id, item: id, variant: variant, attempt: attempt, shownAt: environment.now())
    }
    // If another program has changed the bank meanwhile, the first variant is still at hand.
    guard let family = try? bank.family(id: id) else { return AskedItem(item: item, shown: record(first)) }
    let shown = try journal.shownVariants(ofItem: id, assessment: framework.id)
    if let own = shown.last(where: { $0.attempt == attempt }), let item = family.item(variant: own.variant) {
      return AskedItem(item: item)
    }
    let known = Set(shown.map(\.variant))
    let names = family.variants.map(\.id)
    let fresh = names.dropFirst().filter { !known.contains($0) }
    let oldest = shown.map(\.variant).filter(names.contains)
    var generator = SeededGenerator(seed: try seed() ^ 0xFA31_11E5, stream: Self.stream(of: id))
    let variant: String? =
      if !fresh.isEmpty {
        fresh[Int.random(in: 0..<fresh.count, using: &generator)]
      } else {
        names.first { !known.contains($0) } ?? oldest.first
      }
    guard let variant, let chosen = family.item(variant: variant) else { return AskedItem(item: item) }
    return AskedItem(item: chosen, shown: record(variant))
  }

  /// The same, and stored as shown.
  ///
  /// - Throws: `JournalError`, `BankError`.
  func show(_ id: String, in attempt: String, seed: UInt64) throws -> Item? {
    let asked = try asked(id, in: attempt, seed: seed)
    if let shown = asked?.shown { try journal.note(shown: shown) }
    return asked?.item
  }

  /// A number that depends on an identity alone.
  private static func stream(of id: String) -> UInt64 {
    var hash = FNV1a()
    hash.mix(bytes: id.utf8)
    return hash.value
  }
}
