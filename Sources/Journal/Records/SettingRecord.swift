import GRDB

/// One setting of an assessment, or of the whole program if the assessment is empty.
struct SettingRecord: JournalRecord {
  static let databaseTableName = "setting"

  var assessment: String
  var key: String
  var value: String

  mutating func limit() {}
}
