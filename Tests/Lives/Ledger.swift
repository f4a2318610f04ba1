import Foundation
import GRDB
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore

/// Everything that was confirmed to the person, row by row as the journal must hold it.
///
/// It knows no journal: it follows from what was asked for and confirmed. Only what the program itself has just decided,
/// such as the plan of an attempt, is taken over.
struct Ledger: Equatable {
  typealias Key = [DatabaseValue]
  typealias Row = [DatabaseValue]

  /// The tables that are compared.
  enum Table: String, CaseIterable {
    case attempt, response, sheet, pending, evidence, action, setting
    case itemReport = "item_report"
    case keyRead = "key_read"
    case review, exclusion
    case memoryBefore = "memory_before"

    /// How many of the first columns name a row.
    var keyCount: Int {
      switch self {
      case .attempt, .pending, .exclusion, .memoryBefore: 1
      default: 2
      }
    }

    /// How the rows are read; the question of an answer is part of it.
    var sql: String {
      switch self {
      case .attempt:
        """
        SELECT id, number, mode, seed, configuration, bank, started_at, finished_at, state, stop_reason, pending_item,
          active_ms, version FROM attempt
        """
      case .response:
        """
        SELECT r.attempt, r.position, r.item, r.item_revision, r.level, r.skill, r.answer, r.category,
          r.category_count, r.credit, r.is_unknown, r.is_rapid, r.confidence, r.milliseconds, r.answered_at, r.flagged,
          r.note, q.content, q.digest FROM response r LEFT JOIN question q ON q.id = r.question
        """
      case .sheet: "SELECT attempt, position, seen, flagged, milliseconds FROM sheet"
      case .pending: "SELECT attempt, item, answer, flagged, note, milliseconds FROM pending"
      case .evidence: "SELECT assessment, scale, level, artefact, updated_at FROM evidence"
      case .action:
        "SELECT assessment, action, state, due_on, artefact, note, updated_at, done_at FROM action"
      case .setting: "SELECT assessment, key, value FROM setting"
      case .itemReport: "SELECT assessment, item, text, reported_at FROM item_report"
      case .keyRead: "SELECT assessment, item, read_at FROM key_read"
      case .memoryBefore: "SELECT attempt, item, memory IS NULL FROM memory_before"
      case .exclusion: "SELECT attempt, reason, excluded_at FROM exclusion"
      case .review:
        """
        SELECT assessment, item, stability, difficulty, state, step, due_at, last_review_at, review_count, lapses
        FROM review
        """
      }
    }
  }

  var rows: [Table: [Key: Row]] = Dictionary(uniqueKeysWithValues: Table.allCases.map { ($0, [:]) })

  /// The memory of the item of each open attempt's last answer as it was before that answer, for taking it back.
  ///
  /// The journal stores it in a form of its own, so it isn't compared.
  private(set) var memories = Memories()

  struct Memories: Equatable {
    var rows: [String: Row?] = [:]
    static func == (left: Memories, right: Memories) -> Bool { true }
  }

  /// Nothing.
  init() {}

  /// What a file holds.
  init(_ database: Database) throws {
    for table in Table.allCases {
      var found: [Key: Row] = [:]
      let cursor = try GRDB.Row.fetchCursor(try database.cachedStatement(sql: table.sql))
      while let row = try cursor.next() {
        let values = Array(row.databaseValues)
        found[Array(values.prefix(table.keyCount))] = values
      }
      rows[table] = found
    }
  }

  /// The first rows in which two differ; empty where they are equal.
  func differences(from other: Ledger) -> [String] {
    var found: [String] = []
    for table in Table.allCases {
      let (mine, others) = (rows[table] ?? [:], other.rows[table] ?? [:])
      if mine == others { continue }
      for key in Set(mine.keys).union(others.keys) where mine[key] != others[key] {
        found.append(
          "\(table) \(key): confirmed \(Self.text(mine[key])), stored \(Self.text(others[key]))")
      }
    }
    return found.sorted()
  }

  private static func text(_ row: Row?) -> String {
    row.map { "(" + $0.map { "\($0)" }.joined(separator: ", ") + ")" } ?? "nothing"
  }
}

// MARK: Reading

extension Ledger {
  static let assessment = LifeBank.framework.id

  func row(_ table: Table, _ key: any DatabaseValueConvertible...) -> Row? {
    rows[table]?[key.map(\.databaseValue)]
  }

  func rows(_ table: Table, ofAttempt id: String) -> [Row] {
    (rows[table] ?? [:]).values.filter { $0[0] == id.databaseValue }
  }

  /// A value of an attempt, by its place among the columns.
  func attempt(_ id: String) -> AttemptRow? { row(.attempt, id).map(AttemptRow.init) }

  var attempts: [AttemptRow] { (rows[.attempt] ?? [:]).values.map(AttemptRow.init) }
  var openAttempt: AttemptRow? { attempts.first { $0.state == "open" } }

  /// True where nothing was done in an attempt but looking at it: it gives way to the next.
  func isBare(_ attempt: AttemptRow) -> Bool {
    guard attempt.state == "open", rows(.response, ofAttempt: attempt.id).isEmpty,
      rows(.sheet, ofAttempt: attempt.id).isEmpty, attempt.mode != Mode.mock.rawValue || attempt.active == 0
    else { return false }
    guard let pending = row(.pending, attempt.id) else { return true }
    return pending[2].isNull && pending[3] == 0.databaseValue && pending[4] == "".databaseValue
  }

  struct AttemptRow {
    var row: Row
    var id: String { String.fromDatabaseValue(row[0]) ?? "" }
    var number: Int { Int.fromDatabaseValue(row[1]) ?? 0 }
    var mode: String { String.fromDatabaseValue(row[2]) ?? "" }
    var state: String { String.fromDatabaseValue(row[8]) ?? "" }
    var active: Int { Int.fromDatabaseValue(row[11]) ?? 0 }
  }
}

// MARK: What is confirmed

extension Ledger {
  private mutating func put(_ table: Table, _ values: (any DatabaseValueConvertible)?...) {
    let row = values.map { $0?.databaseValue ?? .null }
    rows[table]?[Array(row.prefix(table.keyCount))] = row
  }

  private mutating func remove(_ table: Table, _ key: any DatabaseValueConvertible...) {
    rows[table]?[key.map(\.databaseValue)] = nil
  }

  private mutating func change(attempt id: String, _ body: (inout Row) -> Void) {
    guard var row = row(.attempt, id) else { return }
    body(&row)
    rows[.attempt]?[[id.databaseValue]] = row
  }

  /// An attempt was begun; one in which nothing was done gave way to it.
  mutating func begin(_ record: AttemptRecord) {
    if let open = openAttempt { remove(attempt: open.id) }
    put(
      .attempt, record.id, record.number, record.mode, Int64(bitPattern: record.seed), record.configuration,
      record.bank, record.startedAt.timeIntervalSince1970, nil, "open", nil, record.pendingItem, 0, 0)
  }

  mutating func remove(attempt id: String) {
    remove(.attempt, id)
    remove(.pending, id)
    remove(.memoryBefore, id)
  }

  mutating func close(_ id: String, state: String, reason: String?, at date: Date) {
    guard attempt(id)?.state == "open" else { return }
    change(attempt: id) { row in
      row[7] = date.timeIntervalSince1970.databaseValue
      row[8] = state.databaseValue
      row[9] = reason?.databaseValue ?? .null
      row[10] = .null
    }
    remove(.pending, id)
    remove(.memoryBefore, id)
  }

  /// An attempt was put away: forgotten where nothing was answered, else left without a result.
  mutating func drop(_ id: String, at date: Date) {
    guard let attempt = attempt(id), attempt.state == "open" else { return }
    if rows(.response, ofAttempt: id).isEmpty, rows(.sheet, ofAttempt: id).isEmpty {
      remove(attempt: id)
    } else {
      close(id, state: "abandoned", reason: nil, at: date)
      exclude(id, "dropped before its end", at: date)
    }
  }

  /// An attempt was excluded from the score.
  mutating func exclude(_ id: String, _ reason: String, at date: Date) {
    put(.exclusion, id, reason, date.timeIntervalSince1970)
  }

  /// An attempt counts again.
  mutating func include(_ id: String) { remove(.exclusion, id) }

  /// An attempt went for good, and the memory of the items that no other one answered too if that was asked for.
  mutating func delete(_ id: String, forgetsReviews: Bool) {
    let gone = rows(.response, ofAttempt: id)
    for row in gone { rows[.response]?[Array(row.prefix(2))] = nil }
    for row in rows(.sheet, ofAttempt: id) { rows[.sheet]?[Array(row.prefix(2))] = nil }
    remove(attempt: id)
    remove(.exclusion, id)
    guard forgetsReviews else { return }
    let left = Set((rows[.response] ?? [:]).values.map { $0[2] })
    for item in Set(gone.map { $0[2] }).subtracting(left) {
      rows[.review]?[[Self.assessment.databaseValue, item]] = nil
    }
  }

  /// An attempt was ended; one without any answer is put away.
  mutating func finish(_ id: String, _ reason: String, at date: Date) {
    if rows(.response, ofAttempt: id).isEmpty { return drop(id, at: date) }
    close(id, state: "finished", reason: reason, at: date)
  }

  /// The memory of an answer's item before the answer, also before one that is given instead of another.
  func memory(before recording: Recording) -> Row? {
    if recording.replaced != nil, let known = memories.rows[recording.attempt] { return known }
    return row(.review, Self.assessment, recording.response.item)
  }

  mutating func record(_ recording: Recording, at date: Date, _ bank: LifeBank) {
    // Damage may have left a gap between the positions.
    let last = rows(.response, ofAttempt: recording.attempt).compactMap { Int.fromDatabaseValue($0[1]) }.max()
    var position = last.map { $0 + 1 } ?? 0
    let known = memory(before: recording)
    if recording.replaced != nil, let last {
      position = last
      rows[.review]?[[Self.assessment.databaseValue, recording.response.item.databaseValue]] = known
    } else {
      memories.rows[recording.attempt] = .some(known)
      put(.memoryBefore, recording.attempt, recording.response.item, known == nil)
    }
    respond(
      recording.response, attempt: recording.attempt, position: position,
      flagged: recording.isFlagged,
      note: recording.note, at: date, bank)
    remember(
      recording.response, isDrill: attempt(recording.attempt)?.mode == Mode.drill.rawValue, at: date, bank)
    change(attempt: recording.attempt) { row in
      row[10] = recording.next?.databaseValue ?? .null
      row[11] = recording.activeMilliseconds.databaseValue
    }
    if recording.replaced == nil || row(.pending, recording.attempt)?[1] != recording.next?.databaseValue {
      remove(.pending, recording.attempt)
    }
    if let reason = recording.finish {
      close(recording.attempt, state: "finished", reason: reason.rawValue, at: date)
    }
  }

  private mutating func respond(
    _ response: Attempt.Response, attempt: String, position: Int, flagged: Bool, note: String, at date: Date,
    _ bank: LifeBank
  ) {
    let entry = response.entry.map { bank.pool.entries[$0] }
    let text = bank.texts[response.item]
    let digest = text.map(StoredQuestion.digest(ofText:))
    put(
      .response, attempt, position, response.item, response.revision, entry?.level,
      entry.map { bank.pool.framework.skills[$0.skill].id } ?? "", response.answer.storage,
      response.score.category, response.score.categoryCount, response.score.credit,
      response.answer.isBlank, response.isRapid, response.confidence, response.milliseconds,
      date.timeIntervalSince1970, flagged, note.isEmpty ? nil : note, text, digest)
    // A question that damage has changed is put right for all of its answers.
    for (key, row) in rows[.response] ?? [:]
    where row[18] == digest?.databaseValue && row[17] != text?.databaseValue
      && row[2] == response.item.databaseValue && row[3] == response.revision.databaseValue
    {
      rows[.response]?[key]?[17] = text?.databaseValue ?? .null
    }
  }

  mutating func keep(_ pending: PendingItem) {
    // A program that is behind shows an item that has its answer: what is kept of the next one stays.
    guard attempt(pending.attempt)?.state == "open",
      !rows(.response, ofAttempt: pending.attempt).contains(where: { $0[2] == pending.item.databaseValue })
    else { return }
    put(
      .pending, pending.attempt, pending.item, pending.answer, pending.isFlagged, pending.note,
      pending.milliseconds)
  }

  mutating func flag(attempt: String, position: Int, _ isFlagged: Bool) {
    let keys = rows(.response, ofAttempt: attempt).map { Array($0.prefix(2)) }.sorted {
      Int.fromDatabaseValue($0[1]) ?? 0 < Int.fromDatabaseValue($1[1]) ?? 0
    }
    guard keys.indices.contains(position) else { return }
    rows[.response]?[keys[position]]?[15] = isFlagged.databaseValue
  }

  mutating func keep(_ keeping: ExamItemWrite, at date: Date, _ bank: LifeBank) {
    let (exam, position) = (keeping.exam, keeping.position)
    sheet(keeping.attempt, position, exam, at: date, bank)
    if let response = exam.response(at: position, pool: bank.pool) {
      answer(response, keeping.attempt, position, exam.itemStates[position], at: date, bank)
    } else {
      remove(.response, keeping.attempt, position)
    }
    change(attempt: keeping.attempt) { row in
      row[10] = exam.itemStates[keeping.target].item.databaseValue
      row[11] = exam.activeMilliseconds.databaseValue
      row[12] = (exam.version + 1).databaseValue
    }
  }

  private mutating func sheet(
    _ attempt: String, _ position: Int, _ exam: Exam, at date: Date, _ bank: LifeBank
  ) {
    let sheet = exam.itemStates[position]
    put(.sheet, attempt, position, sheet.isSeen, sheet.isFlagged, sheet.milliseconds)
  }

  /// An answer of an exam; one to an earlier form of its question stays with the question that it was given to.
  private mutating func answer(
    _ response: Attempt.Response, _ attempt: String, _ position: Int, _ sheet: Exam.ItemState, at date: Date,
    _ bank: LifeBank
  ) {
    if sheet.isOutdated, var row = row(.response, attempt, position) {
      row[13] = sheet.milliseconds.databaseValue
      row[15] = sheet.isFlagged.databaseValue
      rows[.response]?[Array(row.prefix(2))] = row
    } else {
      respond(
        response, attempt: attempt, position: position, flagged: sheet.isFlagged, note: "", at: date, bank)
    }
  }

  mutating func handIn(_ exam: Exam, attempt: String, at date: Date, _ bank: LifeBank) {
    let final = exam.finalResponses(pool: bank.pool)
    let positions = Set(final.map(\.position))
    for row in rows(.response, ofAttempt: attempt)
    where !positions.contains(Int.fromDatabaseValue(row[1]) ?? -1) {
      rows[.response]?[Array(row.prefix(2))] = nil
    }
    for (position, response) in final {
      let sheet = exam.itemStates[position]
      answer(response, attempt, position, sheet, at: date, bank)
      // A question without an answer says nothing about memory.
      if response.answer != .unanswered { remember(response, isDrill: false, at: date, bank) }
    }
    change(attempt: attempt) { row in
      row[11] = exam.activeMilliseconds.databaseValue
      row[12] = (exam.version + 1).databaseValue
    }
    close(attempt, state: "finished", reason: (exam.stopReason ?? .handedIn).rawValue, at: date)
  }

  /// The memory of an item after an answer, by the rule for what is reviewed.
  private mutating func remember(_ response: Attempt.Response, isDrill: Bool, at date: Date, _ bank: LifeBank)
  {
    guard let entry = bank.pool.index(of: response.item),
      let rating = Recall.rating(of: response, words: bank.pool.entries[entry].readingWords)
    else { return }
    let known = row(.review, Self.assessment, response.item)
    guard isDrill || known != nil || rating == .again else { return }
    remember(response.item, from: known, as: rating, isDrill: isDrill, at: date)
  }

  /// The memory of an item after a grade.
  ///
  /// - Parameter known: The row before the answer; nil if the item wasn't under review.
  mutating func remember(
    _ item: String, from known: Row?, as rating: MemoryRating, isDrill: Bool, at date: Date
  ) {
    let moment = date.timeIntervalSince1970
    var card = MemoryCard(due: moment)
    if let known {
      let step = Int.fromDatabaseValue(known[5]) ?? 0
      let phase: MemoryCard.Phase =
        switch String.fromDatabaseValue(known[4]) {
        case "learning": .learning(step: step)
        case "relearning": .relearning(step: step)
        default: .review
        }
      card = MemoryCard(
        due: Double.fromDatabaseValue(known[6]) ?? 0, phase: phase,
        state: MemoryState(
          stability: Double.fromDatabaseValue(known[2]) ?? 0,
          difficulty: Double.fromDatabaseValue(known[3]) ?? 0),
        lastReview: Double.fromDatabaseValue(known[7]))
    }
    var after = Recall.scheduler.reviewed(card, rating: rating, at: moment)
    if !isDrill, rating == .again { after.due = max(after.due, moment + 12 * 3600) }
    let (state, step): (String, Int?) =
      switch after.phase {
      case .learning(let step): ("learning", step)
      case .relearning(let step): ("relearning", step)
      case .review: ("review", nil)
      }
    let count = known.flatMap { Int.fromDatabaseValue($0[8]) } ?? 0
    let lapses = known.flatMap { Int.fromDatabaseValue($0[9]) } ?? 0
    put(
      .review, Self.assessment, item, after.state?.stability ?? 0, after.state?.difficulty ?? 0,
      state, step,
      Date(timeIntervalSince1970: after.due).timeIntervalSince1970,
      Date(timeIntervalSince1970: after.lastReview ?? 0).timeIntervalSince1970, count + 1,
      lapses + (rating == .again && known != nil ? 1 : 0))
  }

  mutating func save(_ settings: Settings, since shown: Settings) {
    let shared: Set = ["theme", "glyphs", "mouse", "links", "motion"]
    for (key, value) in settings.stored where shown.stored[key] != value {
      put(.setting, shared.contains(key) ? "" : Self.assessment, key, value)
    }
  }

  mutating func set(action id: String, at date: Date, _ body: (inout Row) -> Void) {
    var row =
      row(.action, Self.assessment, id) ?? [
        Self.assessment.databaseValue, id.databaseValue, "todo".databaseValue, .null, .null, .null, .null,
        .null,
      ]
    body(&row)
    row[6] = date.timeIntervalSince1970.databaseValue
    rows[.action]?[Array(row.prefix(2))] = row
  }

  mutating func edit(evidence scale: String, _ edits: [EvidenceEdit], at date: Date) {
    var row =
      row(.evidence, Self.assessment, scale) ?? [
        Self.assessment.databaseValue, scale.databaseValue, .null, .null, .null,
      ]
    for edit in edits {
      switch edit {
      case .level(let level): row[2] = level?.databaseValue ?? .null
      case .artefact(let text): row[3] = text.isEmpty ? .null : text.databaseValue
      }
    }
    row[4] = date.timeIntervalSince1970.databaseValue
    rows[.evidence]?[Array(row.prefix(2))] = row
  }

  mutating func untell(evidence scale: String) { remove(.evidence, Self.assessment, scale) }

  mutating func report(item: String, _ text: String, at date: Date) {
    if text.isEmpty { return remove(.itemReport, Self.assessment, item) }
    put(.itemReport, Self.assessment, item, text, date.timeIntervalSince1970)
  }

  mutating func noteKeyRead(_ item: String, at date: Date) {
    put(.keyRead, Self.assessment, item, date.timeIntervalSince1970)
  }
}
