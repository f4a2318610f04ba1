import Foundation
import ItemBank
import QuizEngine

/// What finished attempts were found to say, kept so that a long history opens at once.
///
/// Answers of finished attempts do not change, so what they say depends on the bank, the profile and the rest period
/// alone: with any of them different, nothing is taken from here. Only deleting an attempt changes what others say, so
/// the file goes with it. All of it can be computed again; deleting the file costs only time.
struct EstimateCache {
  /// What one attempt says.
  struct Entry: Equatable {
    /// The answers that it was computed from.
    var responseCount: Int
    /// The overall mean and standard deviation, in logits.
    var overall: ScoreLine.Value
    /// The domains' means and standard deviations.
    var domains: [ScoreLine.Value]
    /// Answers of each domain.
    var answersOfDomain: [Int]
    /// The exam's own result; nil for the other modes.
    var exam: ExamResult?
    /// How its questions were answered.
    var effort: ChangeClaim.Effort
  }

  private let file: SealedFile
  private let folder: String
  /// The bank, the profile, the rest period and the journal's file that the numbers hold for.
  private let key: String

  /// Names the cache of an assessment's attempts.
  ///
  /// - Parameter journal: The journal's file: a rebuilt one may have lost answers on which others depend.
  init(folder: URL, assessment: String, bank: String, settings: Settings, journal: String) {
    self.folder = folder.path
    key = "\(bank) \(settings.profile) \(settings.restDays) \(journal)"
    file = SealedFile(
      folder: folder.path, name: assessment, suffix: ".standings", magic: "SXTSTD10", limit: 64 << 20)
  }

  /// The kept entries by attempt; none where the file is missing, damaged, or of another bank or profile.
  func load() -> [String: Entry] {
    guard var reader = file.reader(), (try? reader.text()) == key, let count = try? reader.count() else {
      return [:]
    }
    var entries: [String: Entry] = [:]
    entries.reserveCapacity(count)
    do {
      for _ in 0..<count {
        let attempt = try reader.text()
        entries[attempt] = Entry(
          responseCount: try reader.int(), overall: try reader.value(),
          domains: try reader.list { reader throws(IndexDamage) in try reader.value() },
          answersOfDomain: try reader.list { reader throws(IndexDamage) in try reader.int() },
          exam: try Self.exam(&reader),
          effort: ChangeClaim.Effort(
            questions: try reader.int(), unknown: try reader.int(), rapid: try reader.int(),
            unanswered: try reader.int()))
      }
      return entries
    } catch {
      return [:]
    }
  }

  /// Forgets all entries.
  func remove() { try? FileManager.default.removeItem(atPath: file.path) }

  /// Keeps entries in the place of those before; a cache that cannot be written is no fault.
  func save(_ entries: [String: Entry]) {
    var writer = ByteWriter()
    writer.put(key)
    writer.put(entries.sorted { $0.key < $1.key }) { writer, entry in
      writer.put(entry.key)
      writer.put(entry.value.responseCount)
      writer.put(entry.value.overall)
      writer.put(entry.value.domains) { $0.put($1) }
      writer.put(entry.value.answersOfDomain) { $0.put($1) }
      Self.put(entry.value.exam, &writer)
      let effort = entry.value.effort
      for count in [effort.questions, effort.unknown, effort.rapid, effort.unanswered] { writer.put(count) }
    }
    FileText.makeFolder(folder)
    file.write(writer.bytes)
  }

  private static func put(_ exam: ExamResult?, _ writer: inout ByteWriter) {
    writer.put(exam != nil)
    guard let exam else { return }
    put(exam.counts, &writer)
    for count in [exam.rapid, exam.cut, exam.milliseconds, exam.timeLimit ?? -1] { writer.put(count) }
    writer.put(exam.domains) { put($1, &$0) }
  }

  private static func put(_ count: AnswerCount, _ writer: inout ByteWriter) {
    for part in [count.right, count.partly, count.wrong, count.unknown, count.unanswered] { writer.put(part) }
  }

  private static func count(_ reader: inout ByteReader) throws(IndexDamage) -> AnswerCount {
    AnswerCount(
      right: try reader.int(), partly: try reader.int(), wrong: try reader.int(), unknown: try reader.int(),
      unanswered: try reader.int())
  }

  private static func exam(_ reader: inout ByteReader) throws(IndexDamage) -> ExamResult? {
    guard try reader.bool() else { return nil }
    let counts = try count(&reader)
    let (rapid, cut) = (try reader.int(), try reader.int())
    let (milliseconds, limit) = (try reader.int(), try reader.int())
    let domains = try reader.list { (reader: inout ByteReader) throws(IndexDamage) in try count(&reader) }
    return ExamResult(
      counts, rapid: rapid, domains: domains, cut: cut, milliseconds: milliseconds,
      timeLimit: limit < 0 ? nil : limit)
  }
}
