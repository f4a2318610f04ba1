import Yams

/// Reads the measured difficulties beside a bank: `calibration.yaml` and `difficulty.yaml`.
enum DifficultyReader {
  /// The files, the preferred one first.
  static let files: [(name: String, source: MeasuredDifficulty.Source)] = [
    (CalibrationFile.name, .calibration), (ComparisonFile.name, .comparison),
  ]

  private static let calibrationFields = [
    "bank", "people", "answers", "level_sd", "ability_mean", "ability_sd", "items",
  ]
  private static let entryFields = ["id", "revision", "b", "b_se", "a", "a_se", "c", "answers", "right"]
  static let comparisonFields = [
    "bank", "judges", "sets", "split_half", "tau", "tau_low", "tau_high", "level_sd", "items",
  ]
  static let comparedFields = ["id", "revision", "b", "sd", "judges", "sets"]
  /// Beyond this no difficulty is plausible, in logits.
  private static let difficulties = -10.0...10.0
  /// Beyond this no error of the levels is plausible, as a standard deviation in logits.
  private static let deviations = 0.0...3.0

  /// Reads a file.
  ///
  /// Items that are gone or revised since keep their level; a warning says how many. A ranking is also worth having
  /// where items were added, so that isn't reported.
  ///
  /// - Returns: The items' difficulties, and how far the file says that levels are off; nil if it doesn't say.
  static func difficulties(
    in text: String, source: MeasuredDifficulty.Source, items: [ItemSummary], _ reader: inout Reader
  ) -> (items: [String: MeasuredDifficulty], levelDeviation: Double?) {
    let known = source == .calibration ? calibrationFields : comparisonFields
    guard let root = reader.compose(text),
      let fields = Fields(root, "a file of difficulties", known: known, &reader)
    else { return ([:], nil) }
    let deviation = fields.has("level_sd") ? fields.number("level_sd", in: deviations, &reader) : nil
    // What the ranking says about itself is for readers of the file.
    for name in ["split_half", "tau", "tau_low", "tau_high"] where fields.has(name) {
      _ = fields.number(name, in: name == "split_half" ? -1...1 : 0...10, &reader)
    }
    let revisions = Dictionary(items.map { ($0.id, $0.revision) }, uniquingKeysWith: { first, _ in first })
    var found: [String: MeasuredDifficulty] = [:]
    var seen: Set<String> = []
    var stale = 0
    for node in fields.requiredList("items", &reader) ?? [] {
      guard
        let (id, revision, measured) = entry(node, source, &reader)
      else { continue }
      guard seen.insert(id).inserted else {
        reader.report(
          "duplicate-id", "\(id) is listed twice", remedy: "keep one of them", at: node.position)
        continue
      }
      if let revision, revisions[id] == revision || (revisions[id] != nil && revision == 0) {
        found[id] = measured
      } else {
        stale += 1
      }
    }
    let key = fields.has("bank") ? fields.text("bank", &reader) : nil
    if stale > 0 {
      reader.report(
        "stale-difficulty",
        "\(stale) of \(seen.count) items were revised or removed since they were measured; they keep their level",
        remedy: source == .calibration ? "calibrate again when there are new answers" : "rank them again",
        at: fields.position, severity: .warning)
    } else if source == .calibration, let key, key != Bank.fingerprint(of: items) {
      reader.report(
        "stale-difficulty", "items were added or got another level since the difficulties were measured",
        remedy: "calibrate again when there are new answers",
        at: fields.position, severity: .warning)
    }
    return (found, deviation)
  }

  /// One item; a revision of 0 stands for whichever the bank has.
  private static func entry(
    _ node: Node, _ source: MeasuredDifficulty.Source, _ reader: inout Reader
  ) -> (id: String, revision: Int?, MeasuredDifficulty)? {
    let known = source == .calibration ? entryFields : comparedFields
    guard let fields = Fields(node, "an item", known: known, &reader) else { return nil }
    let id = fields.text("id", &reader)
    let revision = fields.integer("revision", in: 1...1_000_000, default: 0, &reader)
    let difficulty = fields.number("b", in: difficulties, &reader)
    let error = fields.number(source == .calibration ? "b_se" : "sd", in: 0...10, &reader)
    let slope = fields.has("a") ? fields.number("a", in: 0.01...10, &reader) : nil
    let guessing = fields.has("c") ? fields.number("c", in: 0...0.9, &reader) : nil
    guard let id, let difficulty, let error else { return nil }
    return (
      id, revision,
      MeasuredDifficulty(
        source: source, difficulty: difficulty, standardError: error, discrimination: slope,
        guessing: guessing)
    )
  }
}
