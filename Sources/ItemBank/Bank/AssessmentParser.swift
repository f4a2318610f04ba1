/// Reads all files of an assessment and combines them.
struct AssessmentParser {
  /// The largest file to read, in bytes.
  static let largestFile = 4 << 20
  /// The largest number of items of an assessment.
  static let mostItems = 20_000
  /// The largest size of all item files together, in bytes; a full bank has about 40 MB.
  static let mostBytes = 64 << 20

  private let folder: String
  private var diagnostics: [Diagnostic] = []
  private var hash = ContentHash()
  private var drafts: [ItemDraft] = []
  private var variants: [String: VariantFile] = [:]

  init(folder: String) { self.folder = folder }

  mutating func parse() -> (assessment: ParsedAssessment?, diagnostics: [Diagnostic]) {
    let files = ContentFiles(folder: folder)
    diagnostics += files.diagnostics
    var framework = read(ContentFiles.assessment) { FrameworkReader.framework(in: $0, &$1) }
    let roadmap = read(ContentFiles.roadmap) { RoadmapReader.roadmap(in: $0, framework: framework, &$1) }
    if areSmallEnough(files.variantFiles + files.itemFiles) {
      for name in files.variantFiles {
        variants[Self.folder(of: name)] = read(name) { text, _ in VariantFile(text: text) }
      }
      // Once there are too many, reading more files can't change that.
      for name in files.itemFiles { if !readItems(name) { break } }
    }
    let items = soundItems(framework)
    reportForeignVariants(files)
    let measured = measuredDifficulties(files, items: items, framework)
    framework?.levelDeviation = measured.levelDeviation
    diagnostics.sort()
    guard let framework, let roadmap else { return (nil, diagnostics) }
    let places = Dictionary(drafts.map { ($0.id, $0.places) }, uniquingKeysWith: { first, _ in first })
    return (
      ParsedAssessment(
        content: AssessmentContent(framework: framework, roadmap: roadmap), items: items,
        contentKey: hash.text, refused: refused(items), places: places, measured: measured.items,
        families: families(of: items)),
      diagnostics
    )
  }

  private mutating func read<Value>(_ name: String, _ body: (String, inout Reader) -> Value?) -> Value? {
    let path = folder + "/" + name
    var reader = Reader(file: path)
    defer { diagnostics += reader.diagnostics }
    switch FileText.read(path, limit: Self.largestFile) {
    case .success(let bytes):
      hash.add(name: name, bytes)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        let line = 1 + bytes.prefix(Self.validPrefix(bytes)).count { $0 == UInt8(ascii: "\n") }
        reader.report(
          "encoding", "the file is not UTF-8", remedy: "save it as UTF-8", at: Position(line: line, column: 1)
        )
        return nil
      }
      return body(text, &reader)
    case .failure(let failure):
      reader.report("file", failure.reason, remedy: "make it a readable file of at most 4 MiB", at: nil)
      return nil
    }
  }

  private static func validPrefix(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var length = 0
    while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { length += scalar.count }
    return length
  }

  /// Checks sizes before parsing anything, because parsing is what takes time and memory.
  private mutating func areSmallEnough(_ names: [String]) -> Bool {
    var sum = 0
    for stamp in FileStamp.all(in: folder, names: names) {
      // A file that is too large by itself gets its own error later.
      sum += min(Self.largestFile, stamp.size)
      if sum > Self.mostBytes {
        reportTooLarge("the item files have more than \(Self.mostBytes >> 20) MiB together", stamp.name)
        return false
      }
    }
    return true
  }

  private mutating func reportTooLarge(_ message: String, _ name: String) {
    diagnostics.append(
      Diagnostic(
        .error, rule: "too-large", message: message, remedy: "split the assessment into several",
        location: SourceLocation(file: folder + "/" + name, line: 1, column: 1)))
  }

  /// Reads a file of items.
  ///
  /// - Returns: False if the assessment has too many items.
  private mutating func readItems(_ name: String) -> Bool {
    let first = diagnostics.count
    let computed = variants[Self.folder(of: name)] ?? VariantFile()
    let found = read(name) { ItemReader.items(in: $0, variants: computed, &$1) } ?? []
    guard drafts.count + found.count <= Self.mostItems else {
      reportTooLarge("the assessment has more than \(Self.mostItems) items", name)
      return false
    }
    // A mistake belongs to the last item that begins before it.
    for index in first..<diagnostics.count {
      let place = diagnostics[index].location
      let owner = found.last { ($0.places.start.line, $0.places.start.column) <= (place.line, place.column) }
      diagnostics[index].item = owner.flatMap { $0.id.isEmpty ? nil : $0.id }
    }
    let broken = diagnostics[first...].filter { $0.severity == .error }.map(\.location)
    drafts += found.enumerated().map { index, draft in
      var draft = draft
      let start = (draft.places.start.line, draft.places.start.column)
      let next = index + 1 < found.count ? found[index + 1].places.start : nil
      let end = next.map { ($0.line, $0.column) } ?? (.max, .max)
      if broken.contains(where: { ($0.line, $0.column) >= start && ($0.line, $0.column) < end }) {
        draft.isBroken = true
      }
      return draft
    }
    return true
  }

  private static func folder(of name: String) -> String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }

  /// Variants that belong to no family of their folder's files do no harm, but somebody may look for them.
  private mutating func reportForeignVariants(_ files: ContentFiles) {
    let known = Set(drafts.map(\.id))
    for name in files.variantFiles {
      let foreign = variants[Self.folder(of: name)]?.entries.filter { !known.contains($0.key) } ?? [:]
      for (id, entry) in foreign.sorted(by: { $0.value.line < $1.value.line }) {
        diagnostics.append(
          Diagnostic(
            .warning, rule: "family-variants", message: "the folder's items have no family \(id)",
            remedy: "run `sextant bank families build`",
            location: SourceLocation(file: folder + "/" + name, line: entry.line, column: 1)))
      }
    }
  }

  private func families(of items: [Item]) -> [String: Family] {
    let sound = Set(items.filter { $0.variant != nil }.map(\.id))
    let found = drafts.compactMap { draft in
      draft.family.flatMap { sound.contains(draft.id) ? (draft.id, $0) : nil }
    }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }

  /// The items without errors, skill after skill.
  private mutating func soundItems(_ framework: Framework?) -> [Item] {
    var entries: [LintContext.Entry] = []
    for (index, draft) in drafts.enumerated() {
      if let item = draft.item {
        entries.append(LintContext.Entry(item: item, places: draft.places, tag: index))
      }
    }
    let context = LintContext(framework: framework, entries: entries, today: (2000, 1))
    // The reader has already checked every character.
    for rule in BankLint.rules where rule.severity(in: framework) == .error && !(rule is CharacterRule) {
      for finding in rule.check(context) {
        diagnostics.append(context.diagnostic(finding, of: rule))
        drafts[context.entries[finding.entry].tag].isBroken = true
      }
    }
    var bySkill: [String: [Item]] = [:]
    for draft in drafts where !draft.isBroken {
      if let item = draft.item { bySkill[item.skill, default: []].append(item) }
    }
    return (framework?.skills.map(\.id) ?? []).flatMap { bySkill[$0] ?? [] }
  }

  /// The measured difficulties, and how far levels are off.
  ///
  /// If two files have an item, the first file's counts. How far levels are off is what judges' rankings say; a
  /// calibration only repeats what it assumed.
  private mutating func measuredDifficulties(
    _ files: ContentFiles, items: [Item], _ framework: Framework?
  ) -> (items: [String: MeasuredDifficulty], levelDeviation: Double?) {
    guard let framework, !files.difficultyFiles.isEmpty else { return ([:], nil) }
    let summaries = Bank.summaries(of: items, in: framework)
    var measured: [String: MeasuredDifficulty] = [:]
    var deviation: Double?
    for file in files.difficultyFiles {
      let found = read(file.name) {
        DifficultyReader.difficulties(in: $0, source: file.source, items: summaries, &$1)
      }
      measured.merge(found?.items ?? [:]) { first, _ in first }
      deviation = found?.levelDeviation ?? deviation
    }
    return (measured, deviation)
  }

  /// The readable items with errors, without second items of the same identity, whose places would be the
  /// first one's.
  private func refused(_ sound: [Item]) -> [Item] {
    var seen = Set(sound.map(\.id))
    return drafts.compactMap { draft in
      guard draft.isBroken, let item = draft.item, seen.insert(item.id).inserted else { return nil }
      return item
    }
  }
}
