import Foundation
import ItemBank
import Journal
import QuizEngine

extension Workspace {
  /// The whole bank for browsing, with the remarks of the rules and the person's own reports.
  ///
  /// - Throws: `JournalError` or `BankError`.
  func bankListing() throws -> BankListing { try BankListing(bank, reports: try itemReports()) }

  /// The remarks of the rules of item writing, by item; empty if the items can't be read.
  func remarks() -> [String: [String]] {
    let now = environment.today
    let cache = cache.map {
      RemarkCache(
        folder: $0, assessment: framework.id, bank: bank.contentKey, year: now.year, month: now.month)
    }
    if let kept = cache?.load() { return kept }
    // From the compiled bank: parsing its files takes ten times as long, and more memory.
    let items = pool.entries.compactMap { try? bank.item(id: $0.id) }
    let all = ParsedAssessment(content: bank.content, items: items, contentKey: bank.contentKey)
    let found = BankLint.warnings(all, today: (now.year, now.month)).reduce(into: [String: [String]]()) {
      found, diagnostic in
      if let item = diagnostic.item { found[item, default: []].append(diagnostic.message) }
    }
    cache?.save(found)
    return found
  }

  /// The person's reports of problems with items, by identity.
  ///
  /// - Throws: `JournalError`.
  public func itemReports() throws -> [String: String] {
    try journal.itemReports(assessment: framework.id)
  }

  /// Stores a report of a problem with an item; an empty text removes it.
  ///
  /// - Throws: `JournalError`.
  func report(item: String, _ text: String) throws {
    try journal.set(itemReport: text, item: item, assessment: framework.id, at: environment.now())
  }

  /// Changes one detail of an action of the plan, and leaves the rest as stored.
  ///
  /// - Throws: `JournalError`.
  func editAction(_ id: String, _ edit: ActionEdit) throws {
    try journal.change(action: id, assessment: framework.id, at: environment.now()) { record in
      switch edit {
      case .date(let day): record.due = day
      case .artefact(let text): record.artefact = text.isEmpty ? nil : text
      case .note(let text): record.note = text.isEmpty ? nil : text
      }
    }
  }
}

/// One thing that a person changes about an evidence scale.
public enum EvidenceEdit: Sendable, Hashable {
  /// The level; nil if the person would rather not say.
  case level(Int?)
  /// The proof; empty for none.
  case artefact(String)

  /// The edits that turn one report into another; everything if there was none before.
  package static func changes(from before: EvidenceRecord?, to after: EvidenceRecord) -> [EvidenceEdit] {
    var edits: [EvidenceEdit] = []
    if before == nil || before?.level != after.level { edits.append(.level(after.level)) }
    if before?.artefact != after.artefact { edits.append(.artefact(after.artefact ?? "")) }
    return edits
  }
}

extension Workspace {
  /// Changes some of what is reported about an evidence scale, and leaves the rest as it is stored.
  ///
  /// - Throws: `JournalError`.
  func editEvidence(_ scale: String, _ edits: [EvidenceEdit]) throws {
    try journal.change(evidence: scale, assessment: framework.id, at: environment.now()) { record in
      for edit in edits {
        switch edit {
        case .level(let level): record.level = level
        case .artefact(let text): record.artefact = text.isEmpty ? nil : text
        }
      }
    }
  }

  /// Deletes the person's report about an evidence scale.
  ///
  /// - Throws: `JournalError`.
  func forgetEvidence(_ scale: String) throws {
    try journal.removeEvidence(scale: scale, assessment: framework.id)
    startCache?.remove()
  }

  /// The headlines of answered items, by item; of a family, that of the variant which was answered last.
  ///
  /// - Throws: `JournalError`, or a `BankError`.
  func headlines(_ ids: [String]) throws -> [String: Headline] {
    let unknown = try journal.unknownItems(among: ids, assessment: framework.id)
    let pairs = try ids.map { id in
      (id, Headline(text: try itemAsAsked(id)?.headline ?? "", isUnknown: unknown.contains(id)))
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// An item as it was asked last; of a family, the variant that was answered last.
  ///
  /// Nil if the bank no longer has the item, and for a family that was asked only in an open attempt that measures.
  ///
  /// - Throws: `JournalError`, or a `BankError`.
  package func itemAsAsked(_ id: String) throws -> Item? {
    let item = try bank.item(id: id)
    return item?.variant == nil ? item : try askedQuestion(item: id, at: .distantFuture)?.answered.item
  }

  /// The journal's notices since the last call, for example that a damaged file was rebuilt.
  func takeNotices() -> [String] { journal.takeNotices() }
}

/// One detail that a person changes about an action of the plan.
public enum ActionEdit: Sendable, Hashable {
  /// The due date; nil for none.
  case date(CalendarDay?)
  /// The proof; empty for none.
  case artefact(String)
  /// The person's note; empty for none.
  case note(String)
}
