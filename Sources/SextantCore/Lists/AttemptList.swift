import Foundation
import QuizEngine

/// The attempts of the history as a list, newest first.
package struct AttemptList: ListContent {
  private let data: HistoryData
  private let days: LocalDays

  /// Creates the list of a history's attempts, in the person's time zone.
  package init(_ data: HistoryData, days: LocalDays) {
    self.data = data
    self.days = days
  }

  package func ordered(_ criteria: NoCriteria) -> [HistoryData.Entry] { data.entries.reversed() }

  package func keeps(_ row: HistoryData.Entry, _ criteria: NoCriteria) -> Bool { true }

  package func searchText(of row: HistoryData.Entry) -> SearchText {
    let day = days.day(of: row.date)
    return SearchText("attempt \(row.record.number)", row.mode.name, day.long, day.iso)
  }
}

extension HistoryData.Entry: Identifiable {
  /// The identity of the attempt.
  public var id: String { record.id }

  /// When the attempt ended.
  package var date: Date { record.finishedAt ?? record.startedAt }
}
