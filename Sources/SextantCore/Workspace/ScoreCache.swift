import Foundation
import ItemBank
import Journal
import Psychometrics
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
    /// What the answers come to.
    var responses: StoredResponses
    /// What is known about the finished attempts.
    var attempts: FinishedAttempts
  }

  /// The parts with the bank and the profile they hold for.
  typealias Stored = (key: String, parts: Parts)

  private let file: SealedFile
  private let folder: String

  /// Names the file of an assessment's parts.
  init(folder: String, assessment: String) {
    self.folder = folder
    file = SealedFile(
      folder: folder, name: assessment, suffix: ".score", magic: "SXTSCR24", limit: 16 << 20)
  }

  /// The stored parts with the bank and the profile they hold for; nil if the file is missing or damaged.
  func load() -> Stored? {
    guard var reader = file.reader() else { return nil }
    do {
      let key = try reader.text()
      let closed = ClosedAttempts(
        file: try reader.text(), digest: UInt64(bitPattern: Int64(try reader.int())))
      let (firstAnswer, lastAnswer) = (try reader.double(), try reader.double())
      let zone = UInt64(bitPattern: Int64(try reader.int()))
      let (day, canAge) = (try reader.int(), try reader.int() != 0)
      let tallies = try reader.list { reader throws(IndexDamage) in
        CountedResponses.Tally(
          entry: try reader.int(), category: try reader.int(), level: try reader.int(), isOpen: false,
          count: try reader.int(), credit: try reader.double(),
          lastAnswered: try reader.double(), isCertain: try reader.bool(),
          isUnanswered: try reader.bool())
      }
      let start = try reader.start()
      let last = try Self.day(&reader)
      let seen = try reader.list { reader throws(IndexDamage) in
        SeenItems.Item(
          entry: try reader.int(), day: try reader.int(), variant: try reader.optionalText())
      }
      let leftOut = try reader.list { reader throws(IndexDamage) in
        (
          skill: try reader.int(),
          count: SkillVerdict.LeftOut(
            tooFast: try reader.int(), repeated: try reader.int())
        )
      }
      let attempts = FinishedAttempts(
        count: try reader.int(), last: try reader.text(),
        placements: try reader.list { reader throws(IndexDamage) in
          FinishedAttempts.Placement(
            finished: try reader.double(), mean: try reader.double(), sd: try reader.double(),
            responseCount: try reader.int())
        }, pace: Self.pace(try reader.double()))
      return (
        key,
        Parts(
          closed: closed, first: firstAnswer, last: lastAnswer, zone: zone,
          responses: StoredResponses(
            day: day, canAge: canAge, tallies: tallies, start: start, last: last,
            seen: seen,
            leftOut: Dictionary(leftOut.map { ($0.skill, $0.count) }, uniquingKeysWith: { first, _ in first })
          ),
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
    writer.put(parts.responses.day)
    writer.put(parts.responses.canAge ? 1 : 0)
    writer.put(parts.responses.tallies) { writer, tally in
      writer.put(tally.entry)
      writer.put(tally.category)
      writer.put(tally.level)
      writer.put(tally.count)
      writer.put(tally.credit)
      writer.put(tally.lastAnswered)
      writer.put(tally.isCertain)
      writer.put(tally.isUnanswered)
    }
    writer.put(parts.responses.start)
    Self.put(parts.responses.last, &writer)
    writer.put(parts.responses.seen) { writer, item in
      writer.put(item.entry)
      writer.put(item.day)
      writer.put(item.variant)
    }
    writer.put(parts.responses.leftOut.sorted { $0.key < $1.key }) { writer, skill in
      writer.put(skill.key)
      for count in [skill.value.tooFast, skill.value.repeated] { writer.put(count) }
    }
    writer.put(parts.attempts.count)
    writer.put(parts.attempts.last)
    writer.put(parts.attempts.placements) { writer, placement in
      writer.put(placement.finished)
      writer.put(placement.mean)
      writer.put(placement.sd)
      writer.put(placement.responseCount)
    }
    writer.put(parts.attempts.pace ?? 0)
    FileText.makeFolder(folder)
    file.write(writer.bytes)
  }

  /// A stored pace; 0 stands for none.
  private static func pace(_ stored: Double) -> Double? { stored > 0 && stored.isFinite ? stored : nil }

  private static func put(_ day: CountedResponses.Day?, _ writer: inout ByteWriter) {
    writer.put(day == nil ? 0 : 1)
    guard let day else { return }
    writer.put(day.number)
    writer.put(day.answers) { writer, equal in
      writer.put(equal.entry)
      writer.put(equal.category)
      writer.put(equal.level)
      writer.put(equal.count)
      writer.put(equal.isUnanswered)
    }
  }

  private static func day(_ reader: inout ByteReader) throws(IndexDamage) -> CountedResponses.Day? {
    guard try reader.int() != 0 else { return nil }
    return CountedResponses.Day(
      number: try reader.int(),
      answers: try reader.list { reader throws(IndexDamage) in
        CountedResponses.EqualAnswers(
          entry: try reader.int(), category: try reader.int(), level: try reader.int(),
          count: try reader.int(), isUnanswered: try reader.bool())
      })
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

  /// How many of them have an answer that counts.
  var count: Int
  /// The identity of the last one; empty if there is none.
  var last: String
  /// The last placements with an answer that counts, oldest first.
  var placements: [Placement]
  /// The person's own pace, see `Pace`; nil without any answer that says something about it.
  var pace: Double?
}
