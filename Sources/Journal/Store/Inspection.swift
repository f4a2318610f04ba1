import GRDB

/// Examines an open file: whether it is a journal, and whether it is up to date.
enum Inspection {
  /// The possible states of a sound file.
  enum State {
    case current
    case outdated
    case newer
    case foreign
  }

  /// The reason why a file is not sound.
  enum Finding: Error {
    case damaged(String)
  }

  /// True if nothing needs to be done; fast enough for every start.
  static func isCurrent(_ database: Database) throws -> Bool {
    try SchemaSeal.holds(database) && applied(database) == Schema.migrator.migrations
  }

  /// Examines a file whose seal doesn't match.
  ///
  /// - Throws: `Finding` if it is damaged.
  static func inspect(_ database: Database) throws -> State {
    let identifier = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let isMarked = identifier == SchemaSeal.applicationID
    let objects = try SchemaVersion.objects(database)
    if objects.isEmpty {
      guard identifier == 0 || isMarked else { return .foreign }
      guard try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0 < 2 else {
        throw Finding.damaged("its table of contents is gone")
      }
      return .outdated
    }
    let known = Schema.migrator.migrations
    let applied = objects.contains { $0.name == Salvage.migrationTable } ? try applied(database) : []
    let versions = try SchemaVersion.all()
    let ours = Set(
      versions.flatMap(\.objects).filter { $0.name != Salvage.migrationTable && !$0.sql.isEmpty })
    if !isMarked, ours.isDisjoint(with: objects) { return .foreign }
    if Set(known).isStrictSubset(of: applied) { return .newer }
    guard !applied.isEmpty, let version = versions.first(where: { $0.migrations == applied }) else {
      throw Finding.damaged("its list of migrations is damaged")
    }
    guard Set(version.objects).isSubset(of: objects) else {
      throw Finding.damaged("its table of contents is damaged")
    }
    let check = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? ""
    guard check == "ok" else { throw Finding.damaged(check) }
    return applied == known ? .current : .outdated
  }

  private static func applied(_ database: Database) throws -> [String] {
    let names = try Row.fetchAll(
      database, sql: "SELECT identifier FROM \(Salvage.migrationTable) ORDER BY rowid")
    return try names.map { try $0.decode(String.self, atIndex: 0) }
  }
}
