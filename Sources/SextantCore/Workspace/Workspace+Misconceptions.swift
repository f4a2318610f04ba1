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
    let profile = try settings().profile
    let own = answers.filter { !$0.response.isRapid && !$0.isOtherQuestion }
    let shown = MisconceptionSearch(list).findings(
      try own.compactMap { answer in
        // The bank's variant knows which slip an answer comes from; a stored question doesn't.
        var item = answer.item
        if let variant = answer.response.variant {
          item = try bank.item(id: answer.response.item, variant: variant)
        }
        return item.flatMap { item in
          Answer(storage: answer.response.answer).map { .init(item: item, answer: $0, wrongProbability: 0.5) }
        }
      }
    ).filter { $0.shown > 0 }.map(\.misconception)
    guard !shown.isEmpty else { return [] }
    let search = MisconceptionSearch(shown)
    let items = Set(shown.flatMap { $0.signs.map(\.item) })
    let responses = try journal.lastResponses(
      toItems: items.sorted(), assessment: framework.id, upTo: attempt.number)
    // From these answers alone, so that a result says later what it said before.
    let standing = ScoreEstimates(
      CountedResponses(ofAttempt: responses.map { .init($0, of: attempt) }, pool: pool), pool: pool,
      profile: profile)
    let given = try responses.compactMap { response -> MisconceptionSearch.Given? in
      guard !response.isRapid, let item = try bank.item(id: response.item, variant: response.variant),
        item.variant == response.variant, item.revision == response.itemRevision,
        let answer = Answer(storage: response.answer),
        let entry = pool.index(of: response.item)
      else { return nil }
      let model = pool.model(of: entry, level: response.level ?? item.level)
      let right = model.probability(
        of: model.categoryCount - 1, at: standing.skills[pool.entries[entry].skill].mean)
      return .init(item: item, answer: answer, wrongProbability: 1 - right)
    }
    return search.findings(given).filter(\.isNamed)
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
