import Foundation
import ItemBank
import Journal

/// What a start read of the journal, stored so that the next one paints home before it opens the journal.
///
/// It holds as long as the journal's file is the same; see `JournalStamp`. The sums that it goes with name the same
/// closed attempts; see `ScoreCache`. All of it can be read again; deleting the file costs only time.
struct StartCache {
  /// What is stored.
  struct Content {
    /// The journal's file.
    var stamp: JournalStamp
    /// The closed attempts; there are no answers in an open one.
    var closed: ClosedAttempts
    /// The settings of the assessment, together with those of the whole program.
    var settings: [String: String]
    /// What home shows beside the score.
    var home: HomeRecords
    /// What was done on the last days.
    var practice: DatedPractice
  }

  private let file: SealedFile
  private let folder: String

  /// Names the file of an assessment.
  init(folder: String, assessment: String) {
    self.folder = folder
    file = SealedFile(
      folder: folder, name: assessment, suffix: ".start", magic: "SXTSTA01", limit: 1 << 20)
  }

  /// What is stored; nil if the file is missing or damaged.
  func load() -> Content? {
    guard var reader = file.reader() else { return nil }
    do {
      let stamp = JournalStamp(
        device: UInt64(bitPattern: Int64(try reader.int())),
        number: UInt64(bitPattern: Int64(try reader.int())),
        size: try reader.int(), modified: try reader.int(), changed: try reader.int())
      let closed = ClosedAttempts(
        file: try reader.text(), digest: UInt64(bitPattern: Int64(try reader.int())))
      let settings = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
        (key: try reader.text(), value: try reader.text())
      }
      let home = HomeRecords(
        evidence: try reader.list { reader throws(IndexDamage) in try reader.evidence() },
        actions: try reader.list { reader throws(IndexDamage) in try reader.action() },
        dueDates: try reader.list { (reader: inout ByteReader) throws(IndexDamage) in
          (item: try reader.text(), due: try reader.date())
        },
        open: try reader.bool() ? try reader.attempt() : nil,
        attempt: try reader.bool() ? try reader.attempt() : nil)
      return Content(
        stamp: stamp, closed: closed,
        settings: Dictionary(settings.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }),
        home: home, practice: try reader.practice())
    } catch {
      return nil
    }
  }

  /// Stores content in place of that before; a cache that can't be written is no fault.
  func save(_ content: Content) {
    var writer = ByteWriter()
    let stamp = content.stamp
    for number in [stamp.device, stamp.number] { writer.put(Int(Int64(bitPattern: number))) }
    for number in [stamp.size, stamp.modified, stamp.changed] { writer.put(number) }
    writer.put(content.closed.file)
    writer.put(Int(Int64(bitPattern: content.closed.digest)))
    writer.put(content.settings.sorted { $0.key < $1.key }) { writer, setting in
      writer.put(setting.key)
      writer.put(setting.value)
    }
    writer.put(content.home.evidence) { $0.put($1) }
    writer.put(content.home.actions) { $0.put($1) }
    writer.put(content.home.dueDates) { writer, date in
      writer.put(date.item)
      writer.put(date.due)
    }
    for attempt in [content.home.open, content.home.attempt] {
      writer.put(attempt != nil)
      if let attempt { writer.put(attempt) }
    }
    writer.put(content.practice)
    FileText.makeFolder(folder)
    file.write(writer.bytes)
  }

  /// Forgets what is stored, because it no longer holds.
  func remove() { unlink(file.path) }
}

extension Workspace {
  /// What the next start can take; nil if nothing is cached.
  var startCache: StartCache? { cachePath.map { StartCache(folder: $0, assessment: framework.id) } }
}

/// How the journal's records are written.
extension ByteWriter {
  // Exact, unlike the seconds since 1970, which aren't how a date is kept.
  fileprivate mutating func put(_ date: Date) { put(date.timeIntervalSinceReferenceDate) }

  fileprivate mutating func put(_ date: Date?) {
    put(date != nil)
    if let date { put(date) }
  }

  fileprivate mutating func put(_ record: EvidenceRecord) {
    put(record.assessment)
    put(record.scale)
    put(record.level != nil)
    put(record.level ?? 0)
    put(record.artefact)
    put(record.updatedAt)
  }

  fileprivate mutating func put(_ record: ActionRecord) {
    put(record.assessment)
    put(record.action)
    put(record.state.rawValue)
    put(record.dueOn)
    put(record.artefact)
    put(record.note)
    put(record.updatedAt)
    put(record.doneAt)
  }

  fileprivate mutating func put(_ record: AttemptRecord) {
    put(record.id)
    put(record.number)
    put(record.assessment)
    put(record.mode)
    put(Int(Int64(bitPattern: record.seed)))
    put(record.configuration)
    put(record.bank)
    put(record.startedAt)
    put(record.finishedAt)
    put(record.state.rawValue)
    put(record.stopReason)
    put(record.pendingItem)
    put(record.activeMilliseconds)
    put(record.version)
    put(record.responseCount)
    put(record.exclusion)
  }

  fileprivate mutating func put(_ practice: DatedPractice) {
    put(practice.practice.answersToday)
    put(practice.practice.reviewsToday)
    put(practice.practice.inARow)
    put(practice.today)
    put(practice.first)
    put(practice.last)
    put(Int(Int64(bitPattern: practice.zone)))
  }
}

extension ByteReader {
  fileprivate mutating func date() throws(IndexDamage) -> Date {
    Date(timeIntervalSinceReferenceDate: try double())
  }

  fileprivate mutating func optionalDate() throws(IndexDamage) -> Date? { try bool() ? try date() : nil }

  fileprivate mutating func evidence() throws(IndexDamage) -> EvidenceRecord {
    let (assessment, scale) = (try text(), try text())
    let (hasLevel, level) = (try bool(), try int())
    return EvidenceRecord(
      assessment: assessment, scale: scale, level: hasLevel ? level : nil, artefact: try optionalText(),
      updatedAt: try date())
  }

  fileprivate mutating func action() throws(IndexDamage) -> ActionRecord {
    ActionRecord(
      assessment: try text(), action: try text(), state: ActionRecord.State(rawValue: try text()) ?? .todo,
      dueOn: try optionalDate(), artefact: try optionalText(), note: try optionalText(),
      updatedAt: try date(), doneAt: try optionalDate())
  }

  fileprivate mutating func attempt() throws(IndexDamage) -> AttemptRecord {
    var record = AttemptRecord(
      id: try text(), number: try int(), assessment: try text(), mode: try text(),
      seed: UInt64(bitPattern: Int64(try int())), configuration: try text(), bank: try text(),
      startedAt: try date(), finishedAt: try optionalDate(),
      state: AttemptRecord.State(rawValue: try text()) ?? .abandoned, stopReason: try optionalText(),
      pendingItem: try optionalText(), activeMilliseconds: try int(), version: try int(),
      responseCount: try int())
    record.exclusion = try optionalText()
    return record
  }

  fileprivate mutating func practice() throws(IndexDamage) -> DatedPractice {
    var practice = PracticeDays()
    practice.answersToday = try int()
    practice.reviewsToday = try int()
    practice.inARow = try int()
    return DatedPractice(
      practice: practice, today: try int(), first: try double(), last: try double(),
      zone: UInt64(bitPattern: Int64(try int())))
  }
}
