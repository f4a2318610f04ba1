/// Computes the variants of families, and stores them beside the items.
///
/// The same template gives the same variants, whenever and wherever they are computed. A family that hasn't changed
/// keeps its lines.
public struct FamilyBuilder: Sendable {
  /// What came of building.
  public struct Outcome: Sendable {
    /// The mistakes; with an error nothing may be written.
    public var diagnostics: [Diagnostic]
    /// The families whose variants were computed.
    public var built: [String]
    /// The number of families that kept their variants.
    public var kept: Int
    /// The families whose variants can't be computed here, each with the Python library that is missing.
    ///
    /// They keep the variants that are stored.
    public var unchecked: [(family: String, library: String)] = []
    /// The files to write, each with its text; empty for a file that goes.
    public var files: [(path: String, text: String)]

    /// True if nothing may be written.
    public var isBroken: Bool { diagnostics.contains { $0.severity == .error } }

    /// Writes the files that differ.
    ///
    /// - Throws: `BankError.unreadable` with the first file that can't be written.
    public func write() throws(BankError) {
      for file in files {
        do throws(FileFailure) {
          try FileText.replace(
            file.path, with: Array(file.text.utf8),
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
          throw .unreadable(file: file.path, reason: error.reason)
        }
      }
    }
  }

  /// Draws are made in rounds, until there are enough variants.
  static let rounds = 6

  private let programs: JailedPython

  /// Creates a builder that computes with an interpreter.
  public init(interpreter: String, limits: KeyVerifier.Limits = KeyVerifier.Limits()) {
    programs = KeyVerifier(interpreter: interpreter, limits: limits).programs
  }

  /// Computes what is missing or older than its template.
  ///
  /// - Parameters:
  ///   - folder: The path of the assessment.
  ///   - all: True to compute every family again.
  ///   - progress: Called now and then with the number of families done and of all.
  /// - Throws: `VerificationError` if Python doesn't start.
  public func build(
    folder: String, all: Bool = false, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(VerificationError) -> Outcome {
    let found = FamilyFiles(folder: folder)
    var outcome = Outcome(diagnostics: found.diagnostics, built: [], kept: 0, files: [])
    var entries: [String: VariantFile.Entry] = [:]
    var work: [FamilySource] = []
    for folder in found.folders {
      for source in folder.sources {
        if !all, let entry = folder.stored.entries[source.id], entry.isAsWritten,
          entry.template == source.definition.fingerprint, entry.columns == source.definition.columns
        {
          entries[source.id] = entry
          outcome.kept += 1
        } else {
          work.append(source)
        }
      }
    }
    for (source, variants) in try compute(work, &outcome, progress) {
      entries[source.id] = VariantFile.Entry(
        template: source.definition.fingerprint, columns: source.definition.columns, variants: variants)
      outcome.built.append(source.id)
    }
    let unchecked = Set(outcome.unchecked.map(\.family))
    for folder in found.folders {
      for (id, entry) in folder.stored.entries where unchecked.contains(id) { entries[id] = entry }
      let text = folder.sources.compactMap { source in
        entries[source.id].map { VariantFile.text(of: source.id, $0) }
      }.joined()
      outcome.files.append((folder.path, text))
    }
    outcome.diagnostics.sort()
    return outcome
  }

  private func compute(
    _ sources: [FamilySource], _ outcome: inout Outcome, _ progress: (Int, Int) -> Void
  ) throws(VerificationError) -> [(FamilySource, [Family.Variant])] {
    var draws = sources.map { FamilyDraws($0) }
    for round in 0..<Self.rounds {
      let open = draws.indices.filter { draws[$0].wantsMore }
      let orders = open.map { (draws[$0].source, draws[$0].seeds(round: round, from: 1)) }
      let results = try FamilyDrawing(programs: programs).draw(orders) { progress($0, orders.count) }
      for (index, result) in zip(open, results) { draws[index].take(result) }
    }
    outcome.unchecked = draws.compactMap { draws in draws.missing.map { (draws.source.id, $0) } }
    return draws.compactMap { draws in
      guard draws.missing == nil else { return nil }
      let variants = draws.variants()
      outcome.diagnostics += draws.diagnostics + (draws.isBroken ? [] : draws.lacking(variants))
      return draws.isBroken || variants.count < VariantSelection.fewest ? nil : (draws.source, variants)
    }
  }
}

/// The draws of one family, round after round.
struct FamilyDraws {
  let source: FamilySource
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var selection: VariantSelection?
  /// True if the family has a mistake, so that further draws would only repeat it.
  private(set) var isBroken = false
  /// The Python library without which the family can't be drawn here.
  private(set) var missing: String?

  init(_ source: FamilySource) { self.source = source }

  /// True until there are enough draws to choose from.
  var wantsMore: Bool {
    !isBroken && missing == nil && variants().count < VariantSelection.wanted
  }

  func seeds(round: Int, from first: Int) -> Range<Int> {
    let start = first + round * FamilyDrawing.most
    return start..<start + FamilyDrawing.most
  }

  /// The chosen variants.
  func variants() -> [Family.Variant] { selection?.chosen() ?? [] }

  /// Takes what came of a round.
  mutating func take(_ result: FamilyDrawing.Result) {
    switch result {
    case .lacking(let module):
      missing = module
    case .failed(let reason):
      fail(
        "the computation failed: \(reason)", remedy: "make `compute:` faster or smaller",
        at: source.definition.program?.position ?? source.template.node.position)
    case .drawn(let draws):
      for draw in draws { take(draw) }
    }
  }

  private mutating func take(_ draw: FamilyProgram.Draw) {
    if let mistake = draw.error { return fail(mistake, seed: draw.seed) }
    guard !isBroken else { return }
    guard let values = draw.values else {
      selection?.refuse(condition: draw.refused ?? 0)
      return
    }
    if selection == nil { begin(seed: draw.seed, values) }
    selection?.take(seed: draw.seed, values)
  }

  /// Reads the item with its first values, which reports the mistakes outside of the family's block.
  private mutating func begin(seed: Int, _ values: [String]) {
    var reader = Reader(file: source.file)
    var draft = ItemDraft(places: ItemPlaces(start: reader.location(source.template.node.position)))
    let first = Family.Variant(seed: seed, columns: source.definition.columns, values: values)
    let family = source.family([first], into: &draft, &reader)
    diagnostics += reader.diagnostics
    guard let family, !reader.diagnostics.contains(where: { $0.severity == .error }) else {
      isBroken = true
      return
    }
    selection = VariantSelection(family, shown: source.definition.shown)
  }

  private mutating func fail(_ mistake: FamilyProgram.Mistake, seed: Int) {
    let definition = source.definition
    let (position, remedy): (Position?, String) =
      switch mistake.part {
      case "compute":
        (
          definition.program?.position(ofLine: mistake.place),
          "fix the line, or exclude the draw with `where:`"
        )
      case "where":
        (
          definition.conditions.indices.contains(mistake.place)
            ? definition.conditions[mistake.place].position : nil, "fix the condition"
        )
      default:
        (
          definition.placeholders.indices.contains(mistake.place)
            ? definition.placeholders[mistake.place].position : nil,
          "draw it, compute it, or write its format"
        )
      }
    fail("seed \(seed): \(mistake.message)", remedy: remedy, at: position)
  }

  private mutating func fail(_ message: String, remedy: String, at position: Position?) {
    isBroken = true
    diagnostics.append(diagnostic(message, remedy: remedy, at: position))
  }

  private func diagnostic(_ message: String, remedy: String, at position: Position?) -> Diagnostic {
    var reader = Reader(file: source.file)
    reader.report("family", message, remedy: remedy, at: position ?? source.template.node.position)
    var diagnostic = reader.diagnostics[0]
    diagnostic.item = source.id
    return diagnostic
  }

  /// What is missing if there are too few variants.
  func lacking(_ variants: [Family.Variant]) -> [Diagnostic] {
    guard variants.count < VariantSelection.fewest else { return [] }
    let count = selection?.count ?? 0
    let drawn = selection?.drawn ?? 0
    let refusal = selection?.commonRefusal ?? (drawn > count ? "the same variant came before" : nil)
    let reason = refusal.map { "; most often: \($0)" } ?? ""
    // If more draws were refused than not, that is what left too few keys to choose from.
    if count >= VariantSelection.fewest, selection?.refused ?? 0 <= count {
      return [
        diagnostic(
          "only \(variants.count) of \(count) variants differ enough: one key, or one position of the key, "
            + "comes too often",
          remedy: "let the key vary with the draws", at: nil)
      ]
    }
    let room =
      count >= VariantSelection.fewest
      ? "too few to choose \(VariantSelection.fewest) whose keys differ enough"
      : "\(VariantSelection.fewest) are needed"
    return [
      diagnostic(
        "only \(count) of \(drawn) draws make a variant, \(room)\(reason)",
        remedy: "widen the ranges, or say in `where:` which values go together", at: nil)
    ]
  }
}
