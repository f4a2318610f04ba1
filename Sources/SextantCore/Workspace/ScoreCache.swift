import Foundation
import ItemBank
import Journal
import QuizEngine

/// The parts of the score that rest on closed attempts, stored so that a long history opens at once.
///
/// Answers of closed attempts don't change, so the parts depend on those attempts, the bank, the profile and the zone.
/// If any of these differs, nothing is taken from here. All of it can be computed again; deleting the file costs only
/// time.
struct ScoreCache {
  /// What is stored.
  struct Parts: Equatable {
    /// The attempts that the parts rest on.
    var closed: ClosedAttempts
    /// The earliest and the latest answer, in seconds since 1970.
    var first: Double
    var last: Double
    /// The digest of the zone's offsets between these; see `LocalDays.digest`.
    var zone: UInt64
    /// The sums over the answers.
    var tallies: StoredTallies
    /// What is known about the finished attempts.
    var attempts: FinishedAttempts
  }

  private let file: SealedFile
  private let folder: String

  /// Names the file of an assessment's parts.
  init(folder: URL, assessment: String) {
    self.folder = folder.path
    file = SealedFile(
      folder: folder.path, name: assessment, suffix: ".score", magic: "SXTSCR02", limit: 16 << 20)
  }

  /// The stored parts with the bank and the profile they hold for; nil if the file is missing or damaged.
  func load() -> (key: String, parts: Parts)? {
    guard var reader = file.reader() else { return nil }
    do {
      let key = try reader.text()
      let closed = ClosedAttempts(
        file: try reader.text(), digest: UInt64(bitPattern: Int64(try reader.int())))
      let (first, last) = (try reader.double(), try reader.double())
      let zone = UInt64(bitPattern: Int64(try reader.int()))
      let (day, halfLife, canAge) = (try reader.int(), try reader.double(), try reader.int() != 0)
      let tallies = try reader.list { reader throws(IndexDamage) in
        CountedResponses.Tally(
          entry: try reader.int(), category: try reader.int(), level: try reader.int(), isOpen: false,
          weight: try reader.double(), count: try reader.int(), credit: try reader.double(),
          lastAnswered: try reader.double())
      }
      let attempts = FinishedAttempts(
        count: try reader.int(), last: try reader.text(),
        placements: try reader.list { reader throws(IndexDamage) in
          FinishedAttempts.Placement(
            finished: try reader.double(), mean: try reader.double(), sd: try reader.double(),
            responseCount: try reader.int())
        })
      return (
        key,
        Parts(
          closed: closed, first: first, last: last, zone: zone,
          tallies: StoredTallies(day: day, halfLifeDays: halfLife, canAge: canAge, tallies: tallies),
          attempts: attempts)
      )
    } catch {
      return nil
    }
  }

  /// Stores parts in place of those before; a cache that can't be written is no fault.
  func save(_ parts: Parts, key: String) {
    var writer = ByteWriter()
    writer.put(key)
    writer.put(parts.closed.file)
    writer.put(Int(Int64(bitPattern: parts.closed.digest)))
    writer.put(parts.first)
    writer.put(parts.last)
    writer.put(Int(Int64(bitPattern: parts.zone)))
    writer.put(parts.tallies.day)
    writer.put(parts.tallies.halfLifeDays)
    writer.put(parts.tallies.canAge ? 1 : 0)
    writer.put(parts.tallies.tallies) { writer, tally in
      writer.put(tally.entry)
      writer.put(tally.category)
      writer.put(tally.level)
      writer.put(tally.weight)
      writer.put(tally.count)
      writer.put(tally.credit)
      writer.put(tally.lastAnswered)
    }
    writer.put(parts.attempts.count)
    writer.put(parts.attempts.last)
    writer.put(parts.attempts.placements) { writer, placement in
      writer.put(placement.finished)
      writer.put(placement.mean)
      writer.put(placement.sd)
      writer.put(placement.responseCount)
    }
    FileText.makeFolder(folder)
    file.write(writer.bytes)
  }
}

/// What home says about the finished attempts that measure.
struct FinishedAttempts: Sendable, Equatable {
  /// A placement as the retake advice sees it.
  struct Placement: Sendable, Equatable {
    /// When it ended, in seconds since 1970.
    var finished: Double
    /// The overall mean and standard deviation of this placement alone, in logits.
    var mean: Double
    var sd: Double
    /// How many items were answered.
    var responseCount: Int
  }

  /// How many there are.
  var count: Int
  /// The identity of the last one; empty if there is none.
  var last: String
  /// The last placements, oldest first.
  var placements: [Placement]
}
