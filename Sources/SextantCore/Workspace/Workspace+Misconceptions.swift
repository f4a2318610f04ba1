import Foundation
import ItemBank
import Journal
import QuizEngine

extension Workspace {
  /// The named misconceptions of the assessment; none if its folder lists none.
  ///
  /// They are read when a result asks for them, because nothing else needs them.
  func namedMisconceptions() -> [NamedMisconception] {
    folderPath.map { MisconceptionFile.read(folder: $0).misconceptions } ?? []
  }

  /// The named misconceptions that an attempt's answers point to, together with the answers before it.
  ///
  /// Each item counts with its last answer, if the question hasn't changed since. Only misconceptions that the attempt
  /// itself shows are listed.
  ///
  /// - Throws: `JournalError`, `BankError`.
  func misconceptions(
    shownIn answers: [AnsweredItem], of attempt: AttemptRecord, among list: [NamedMisconception]
  ) throws -> [MisconceptionFinding] {
    let search = MisconceptionSearch(list)
    let own = answers.filter { !$0.response.isRapid && !$0.isOtherQuestion }
    let shown = search.findings(
      try own.filter { search.covers($0.response.item) }.compactMap { answer in
        // The bank's variant knows which slip an answer comes from; a stored question doesn't.
        var item = answer.item
        if let variant = answer.response.variant {
          item = try bank.item(id: answer.response.item, variant: variant)
        }
        return item.flatMap { item in
          Answer(storage: answer.response.answer).map { .init(item: item, answer: $0, wrongProbability: 0.5) }
        }
      }
    ).filter { $0.shown > 0 }.map(\.misconception.id)
    guard !shown.isEmpty else { return [] }
    return search.findings(
      of: try responses(showing: list, upTo: attempt.number), pool: pool, profile: try settings().profile
    ).filter { $0.isNamed && shown.contains($0.misconception.id) }
  }

  /// The last answer to each item that can show some misconceptions, if the question hasn't changed since.
  ///
  /// - Parameter number: The number of the last attempt that counts.
  /// - Throws: `JournalError`, `BankError`.
  private func responses(
    showing list: [NamedMisconception], upTo number: Int
  ) throws -> [MisconceptionSearch.Response] {
    let items = Set(list.flatMap { $0.signs.map(\.item) })
    return try journal.lastResponses(
      toItems: items.sorted(), assessment: framework.id, upTo: number
    ).compactMap { response in
      guard let item = try bank.item(id: response.item, variant: response.variant),
        item.variant == response.variant, item.revision == response.itemRevision,
        let answer = Answer(storage: response.answer)
      else { return nil }
      // What an attempt was for doesn't matter here: a wrong answer in a drill shows an idea as well as any other.
      let row = CountedResponses.Row(
        attempt: response.attempt, mode: .placement, isOpen: false, item: response.item,
        level: response.level, category: response.category, categoryCount: response.categoryCount,
        isRapid: response.isRapid, answeredAt: response.answeredAt.timeIntervalSince1970,
        variant: response.variant)
      return .init(row: row, item: item, answer: answer)
    }
  }

  /// The questions that find out in a drill which ideas a person has; nil if there is nothing to find out.
  ///
  /// - Parameters:
  ///   - scope: What the questions are about.
  ///   - resting: Items that may not be asked.
  /// - Throws: `JournalError`, `BankError`.
  func misconceptionProbes(
    _ extent: MisconceptionProbes.Extent, scope: Scope, resting: [String]
  ) throws -> MisconceptionProbes? {
    let list = namedMisconceptions()
    guard !list.isEmpty else { return nil }
    let open = Set(pool.indices(in: scope).map { pool.entries[$0].id }).subtracting(resting)
    return MisconceptionProbes(
      MisconceptionSearch(list), responses: try responses(showing: list, upTo: .max),
      items: try Set(list.flatMap { $0.signs.map(\.item) }).intersection(open).sorted().compactMap {
        try bank.item(id: $0)
      }, extent: extent, pool: pool, profile: try settings().profile)
  }
}

extension AttemptResult {
  /// The heading above the named misconceptions.
  package static let misconceptionsHeading = "What your wrong answers have in common"
  /// The most that a result tells at once.
  static let mostMisconceptions = 3

  /// The named misconceptions to tell, each as a short line, what holds instead, and the action that cures it.
  package func toldMisconceptions(
    _ roadmap: RoadmapContent
  ) -> [(line: String, explanation: String, action: RoadmapAction?)] {
    namedMisconceptions.prefix(Self.mostMisconceptions).map { finding in
      (
        "\(finding.misconception.title): \(finding.count)", finding.misconception.explanation,
        roadmap.actions.first { $0.id == finding.misconception.action }
      )
    }
  }
}
