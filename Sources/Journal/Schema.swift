import GRDB

/// The migrations of the journal; one that was released is never edited.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      try database.execute(sql: version1)
    }
    migrator.registerMigration("v2") { database in
      try database.execute(sql: version2)
    }
    return migrator
  }

  static let version1 = """
    CREATE TABLE attempt (
      id TEXT PRIMARY KEY NOT NULL,
      number INTEGER NOT NULL,
      assessment TEXT NOT NULL,
      mode TEXT NOT NULL,
      seed INTEGER NOT NULL,
      configuration TEXT NOT NULL,
      bank TEXT NOT NULL,
      started_at REAL NOT NULL,
      finished_at REAL,
      state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'abandoned')),
      stop_reason TEXT,
      pending_item TEXT,
      active_ms INTEGER NOT NULL DEFAULT 0 CHECK (active_ms >= 0),
      UNIQUE (assessment, number)
    ) STRICT;
    CREATE UNIQUE INDEX attempt_one_open ON attempt (assessment) WHERE state = 'open';
    CREATE TABLE response (
      attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE RESTRICT,
      position INTEGER NOT NULL CHECK (position >= 0),
      item TEXT NOT NULL,
      item_revision INTEGER NOT NULL,
      skill TEXT NOT NULL,
      answer TEXT NOT NULL,
      category INTEGER NOT NULL CHECK (category >= 0),
      category_count INTEGER NOT NULL CHECK (category_count > category),
      credit REAL NOT NULL CHECK (credit BETWEEN 0 AND 1),
      is_unknown INTEGER NOT NULL CHECK (is_unknown IN (0, 1)),
      is_rapid INTEGER NOT NULL CHECK (is_rapid IN (0, 1)),
      confidence INTEGER CHECK (confidence BETWEEN 1 AND 3),
      milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
      answered_at REAL NOT NULL,
      flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
      note TEXT,
      PRIMARY KEY (attempt, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX response_item ON response (item, answered_at);
    CREATE INDEX response_evidence ON response (attempt, is_rapid, item, category, category_count, answered_at);
    CREATE TABLE evidence (
      scale TEXT PRIMARY KEY NOT NULL,
      level INTEGER CHECK (level >= 0),
      artefact TEXT,
      updated_at REAL NOT NULL
    ) STRICT;
    CREATE TABLE action (
      action TEXT PRIMARY KEY NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('todo', 'doing', 'done')),
      due_on REAL,
      artefact TEXT,
      note TEXT,
      updated_at REAL NOT NULL,
      done_at REAL
    ) STRICT;
    CREATE TABLE review (
      item TEXT PRIMARY KEY NOT NULL,
      stability REAL NOT NULL,
      difficulty REAL NOT NULL,
      state TEXT NOT NULL,
      step INTEGER,
      due_at REAL NOT NULL,
      last_review_at REAL NOT NULL,
      review_count INTEGER NOT NULL,
      lapses INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX review_due ON review (due_at);
    CREATE TABLE setting (
      key TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL
    ) STRICT;
    """

  /// Mock exams: what was done about an item beside its answer.
  static let version2 = """
    CREATE TABLE sheet (
      attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE RESTRICT,
      position INTEGER NOT NULL CHECK (position >= 0),
      seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
      flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
      milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
      PRIMARY KEY (attempt, position)
    ) STRICT, WITHOUT ROWID;
    """
}
