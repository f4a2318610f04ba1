/// Verifies freshly drawn variants of families, and the stored ones.
public struct FamilyVerifier: Sendable {
  private let verifier: KeyVerifier
  /// Fresh draws begin here, far from the seeds of stored variants.
  static let firstSeed = 1_000_001

  /// Creates a verifier that runs programs as another one does.
  public init(_ verifier: KeyVerifier) { self.verifier = verifier }

  /// Draws and verifies variants.
  ///
  /// A result's name has the family, the variant and the seed, such as `ml.evaluation.f1 variant 3fa9c01b seed 17`.
  ///
  /// - Parameters:
  ///   - folder: The path of the assessment.
  ///   - families: The families to verify.
  ///   - fresh: The number of fresh variants of each.
  ///   - stored: The largest number of stored variants of each.
  /// - Throws: `VerificationError` if Python doesn't start or ends early.
  public func verify(
    folder: String, families: Set<String>, fresh: Int, stored: Int,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(VerificationError) -> VerificationReport {
    let files = FamilyFiles(folder: folder)
    let sources = files.sources.filter { families.contains($0.id) }
    let (drawn, failed) = try draw(sources, fresh)
    var items: [Item] = []
    for folder in files.folders {
      for source in folder.sources where families.contains(source.id) {
        let kept = folder.stored.entries[source.id]?.variants.prefix(stored) ?? []
        let new = drawn[source.id] ?? []
        guard let family = Self.family(source, Array(kept) + new) else { continue }
        for variant in family.variants {
          var item = family.item(variant)
          item.id += " variant \(variant.id) seed \(variant.seed)"
          items.append(item)
        }
      }
    }
    var report = try verifier.verify(items, progress: progress)
    report.results = failed + Self.unfit(items) + report.results
    return report
  }

  private func draw(
    _ sources: [FamilySource], _ wanted: Int
  ) throws(VerificationError) -> (drawn: [String: [Family.Variant]], failed: [VerificationResult]) {
    let drawing = FamilyDrawing(programs: verifier.programs)
    var draws = sources.map { FamilyDraws($0) }
    for round in 0..<FamilyBuilder.rounds {
      let open = draws.indices.filter {
        !draws[$0].isBroken && draws[$0].missing == nil && draws[$0].selection?.count ?? 0 < wanted
      }
      let orders = open.map { (draws[$0].source, draws[$0].seeds(round: round, from: Self.firstSeed)) }
      for (index, result) in zip(open, try drawing.draw(orders)) { draws[index].take(result) }
    }
    var drawn: [String: [Family.Variant]] = [:]
    var failed: [VerificationResult] = []
    for draws in draws {
      if let library = draws.missing {
        failed.append(
          VerificationResult(
            item: draws.source.id, outcome: .skipped("\(library) is not installed"), seconds: 0))
      }
      drawn[draws.source.id] = Array((draws.selection?.all ?? []).prefix(wanted))
      for diagnostic in draws.diagnostics where diagnostic.severity == .error {
        failed.append(
          VerificationResult(
            item: draws.source.id,
            outcome: .refuted("\(diagnostic.message) (line \(diagnostic.location.line))"),
            seconds: 0))
      }
    }
    return (drawn, failed)
  }

  private static func family(_ source: FamilySource, _ variants: [Family.Variant]) -> Family? {
    var reader = Reader(file: source.file)
    var draft = ItemDraft(places: ItemPlaces(start: reader.location(source.template.node.position)))
    return source.family(variants, into: &draft, &reader)
  }

  /// Variants that break a rule that must hold for each.
  private static func unfit(_ items: [Item]) -> [VerificationResult] {
    items.compactMap { item in
      var named = item
      // The name of the result is no identity of an item.
      named.id = String(item.id.prefix { $0 != " " })
      return VariantCheck.fault(named).map {
        VerificationResult(item: item.id, outcome: .refuted($0), seconds: 0)
      }
    }
  }
}
