import Foundation
import ItemBank
import Journal
import QuizEngine

/// The score on each day, stored so that a long history opens at once.
///
/// The line rests on the closed attempts, the bank, the profile, the rest period and the zone. After a new attempt only the days since
/// are computed; see `CountedResponses.line`. Deleting the file costs only time.
struct LineCache {
  /// What is stored.
  struct Stored: Equatable {
    /// The attempts that the line rests on; nil if an open attempt or an answer from a later day is part of it.
    var closed: ClosedAttempts?
    /// The earliest and the latest answer, in seconds since 1970.
    var first: Double
    var last: Double
    /// The digest of the zone's offsets between these; see `LocalDays.digest`.
    var zone: UInt64
    /// The line.
    var line: ScoreLine
  }

  private let file: SealedFile
  private let folder: String
  /// The bank, the profile and the rest period that the numbers hold for.
  private let key: String

  /// Names the cache of an assessment's line; a change of the model must raise the number in the format mark.
  init(folder: URL, assessment: String, bank: String, settings: Settings) {
    self.folder = folder.path
    key = "\(bank) \(settings.profile) \(settings.restDays)"
    file = SealedFile(
      folder: folder.path, name: assessment, suffix: ".line", magic: "SXTLIN08", limit: 64 << 20)
  }

  /// The stored line; nil if the file is missing, damaged, or of another bank or profile.
  func load(_ pool: ItemPool) -> Stored? {
    guard var reader = file.reader(), (try? reader.text()) == key else { return nil }
    do {
      let hasClosed = try reader.bool()
      let closed = ClosedAttempts(
        file: try reader.text(), digest: UInt64(bitPattern: Int64(try reader.int())))
      let (first, last) = (try reader.double(), try reader.double())
      let zone = UInt64(bitPattern: Int64(try reader.int()))
      let start = try reader.start()
      let points = try reader.list { reader throws(IndexDamage) in
        ScoreLine.Point(
          day: try reader.int(), digest: UInt64(bitPattern: Int64(try reader.int())),
          overall: try reader.value(),
          domains: try reader.list { reader throws(IndexDamage) in try reader.value() },
          answersOfDomain: try reader.list { reader throws(IndexDamage) in try reader.int() },
          steps: try reader.list { reader throws(IndexDamage) in
            ScoreLine.Step(
              time: try reader.double(), overall: try reader.value(),
              domains: try reader.list { reader throws(IndexDamage) in try reader.value() },
              answersOfDomain: try reader.list { reader throws(IndexDamage) in try reader.int() })
          })
      }
      let domains = pool.structure.domainCount
      guard
        points.allSatisfy({ point in
          point.domains.count == domains && point.answersOfDomain.count == domains
            && point.steps.allSatisfy {
              [0, domains].contains($0.domains.count) && $0.answersOfDomain.count == $0.domains.count
            }
        }),
        start?.belief.fits(pool) ?? true
      else { return nil }
      return Stored(
        closed: hasClosed ? closed : nil, first: first, last: last, zone: zone,
        line: ScoreLine(points: points, start: start))
    } catch {
      return nil
    }
  }

  /// Stores a line in place of the one before; a cache that can't be written is no fault.
  func save(_ stored: Stored) {
    var writer = ByteWriter()
    writer.put(key)
    writer.put(stored.closed != nil)
    writer.put(stored.closed?.file ?? "")
    writer.put(Int(Int64(bitPattern: stored.closed?.digest ?? 0)))
    writer.put(stored.first)
    writer.put(stored.last)
    writer.put(Int(Int64(bitPattern: stored.zone)))
    writer.put(stored.line.start)
    writer.put(stored.line.points) { writer, point in
      writer.put(point.day)
      writer.put(Int(Int64(bitPattern: point.digest)))
      writer.put(point.overall)
      writer.put(point.domains) { $0.put($1) }
      writer.put(point.answersOfDomain) { $0.put($1) }
      writer.put(point.steps) { writer, step in
        writer.put(step.time)
        writer.put(step.overall)
        writer.put(step.domains) { $0.put($1) }
        writer.put(step.answersOfDomain) { $0.put($1) }
      }
    }
    FileText.makeFolder(folder)
    file.write(writer.bytes)
  }
}

extension Workspace {
  /// What the score was on each day with answers: from the cache as far as it still holds.
  ///
  /// - Throws: `JournalError`.
  func scoreLine(progress: (Double) -> Void = { _ in }) throws -> ScoreLine {
    let (id, settings) = (framework.id, try settings())
    let cache = cache.map { LineCache(folder: $0, assessment: id, bank: bank.contentKey, settings: settings) }
    let (stored, days) = (cache?.load(pool), environment.days())
    var read = try journal.countableResponses(assessment: id) { $0 == stored?.closed }
    if !read.hasClosed {
      // A clock that went back makes answers those of today.
      let today = days.day(of: environment.now()).number
      if let stored, read.rows.isEmpty, stored.line.points.allSatisfy({ $0.day <= today }),
        stored.zone == days.digest(from: stored.first, through: stored.last)
      {
        return stored.line
      }
      read = try journal.countableResponses(assessment: id) { _ in false }
    }
    let rows = read.rows.map(CountedResponses.Row.init)
    let counted = try counted(rows, now: environment.now())
    let attempts = try endsOfAttempts()
    var finder = LocalDays.Finder(days)
    let ends = Dictionary(grouping: attempts.values.sorted()) { finder.day(at: $0).number }
    let line = counted.line(
      continuing: stored?.line, pool: pool, profile: settings.profile,
      within: { day in
        (ends[day] ?? []).compactMap { part(of: day, by: $0, attempts, rows, counted, settings) }
      },
      progress: progress)
    if let cache {
      let times = rows.lazy.map(\.answeredAt)
      let (first, last) = (times.min() ?? 0, times.max() ?? 0)
      let isClosed = !counted.hasLaterDay && !rows.contains(where: \.isOpen)
      cache.save(
        LineCache.Stored(
          closed: isClosed ? read.closed : nil, first: first, last: last,
          zone: days.digest(from: first, through: last), line: line))
    }
    return line
  }

  /// When the attempts ended, in seconds since 1970, by their identity.
  private func endsOfAttempts() throws -> [String: Double] {
    Dictionary(
      try listedAttempts().map { ($0.id, ($0.finishedAt ?? $0.startedAt).timeIntervalSince1970) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What counts of a day by the end of an attempt, with nil for nothing; nil if that is all of it.
  ///
  /// An attempt counts as a whole: what an exam left unanswered is stored only after its end.
  private func part(
    of day: Int, by time: Double, _ ends: [String: Double], _ rows: [CountedResponses.Row],
    _ counted: CountedResponses, _ settings: Settings
  ) -> (time: Double, day: CountedResponses.Day?)? {
    var finder = LocalDays.Finder(environment.days())
    let part = CountedResponses(
      rows.filter { row in ends[row.attempt].map { $0 <= time } ?? false }, pool: pool,
      today: counted.today ?? day,
      restDays: settings.restDays
    ) { finder.day(at: $0).number }
    let found = part.days.last { $0.number == day }
    return found == counted.days.first { $0.number == day } ? nil : (time, found)
  }
}
