import GRDB

/// The migrations of the journal; a released one is never edited.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      try database.execute(sql: version1)
    }
    migrator.registerMigration("v2") { database in
      try database.execute(sql: version2)
    }
    migrator.registerMigration("v3") { database in
      try database.execute(sql: version3)
    }
    migrator.registerMigration("v4") { database in
      database.add(function: RowChecksum.function)
      try database.execute(sql: version4)
    }
    migrator.registerMigration("v5") { database in
      try database.execute(sql: version5)
    }
    migrator.registerMigration("v6") { database in
      database.add(function: RowChecksum.function)
      try database.execute(sql: version6)
    }
    migrator.registerMigration("v7") { database in
      try database.execute(sql: version7)
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

  /// Mock exams: the work on an item apart from its answer.
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

  /// Scopes every key by assessment, stores each question as it was shown, and bounds every number.
  ///
  /// Before, evidence, actions, reviews and settings belonged to no assessment. Reviews go to the assessment
  /// whose attempts answered the item. Everything else is copied to each assessment that has attempts, since
  /// each of them used it. Numbers beyond the bounds become the nearest bound, and answers without an attempt
  /// get a stub.
  static let version3 = """
    CREATE TEMP TABLE scope (assessment TEXT PRIMARY KEY NOT NULL, is_main INTEGER NOT NULL DEFAULT 0);
    INSERT INTO scope (assessment) SELECT DISTINCT assessment FROM attempt;
    INSERT INTO scope (assessment) SELECT 'ml-engineer' WHERE NOT EXISTS (SELECT 1 FROM scope);
    UPDATE scope SET is_main = 1 WHERE assessment = (
      SELECT s.assessment FROM scope s LEFT JOIN attempt a ON a.assessment = s.assessment
      LEFT JOIN response r ON r.attempt = a.id
      GROUP BY s.assessment ORDER BY count(r.position) DESC, count(DISTINCT a.id) DESC, s.assessment LIMIT 1);
    CREATE TEMP TABLE asked AS
      SELECT DISTINCT a.assessment, r.item FROM response r JOIN attempt a ON a.id = r.attempt;

    INSERT INTO attempt (id, number, assessment, mode, seed, configuration, bank, started_at, finished_at, state)
      SELECT lost.attempt, (SELECT coalesce(max(number), 0) FROM attempt WHERE number < 900000000)
          + row_number() OVER (ORDER BY lost.attempt),
        (SELECT assessment FROM scope WHERE is_main), 'placement', 0, '{}', '', lost.started_at, lost.started_at,
        'abandoned'
      FROM (
        SELECT attempt, max(started_at) AS started_at FROM (
          SELECT attempt, min(answered_at) AS started_at FROM response GROUP BY attempt
          UNION ALL SELECT attempt, 0 FROM sheet
        ) WHERE attempt NOT IN (SELECT id FROM attempt) GROUP BY attempt
      ) AS lost;

    CREATE TABLE new_attempt (
      id TEXT PRIMARY KEY NOT NULL,
      number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1000000000),
      assessment TEXT NOT NULL,
      mode TEXT NOT NULL,
      seed INTEGER NOT NULL,
      configuration TEXT NOT NULL,
      bank TEXT NOT NULL,
      started_at REAL NOT NULL CHECK (started_at BETWEEN -62135769600 AND 253402300799),
      finished_at REAL CHECK (finished_at BETWEEN -62135769600 AND 253402300799),
      state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'abandoned')),
      stop_reason TEXT,
      pending_item TEXT,
      active_ms INTEGER NOT NULL DEFAULT 0 CHECK (active_ms BETWEEN 0 AND 1000000000000),
      version INTEGER NOT NULL DEFAULT 0 CHECK (version BETWEEN 0 AND 1000000000),
      UNIQUE (assessment, number)
    ) STRICT;
    INSERT INTO new_attempt (id, number, assessment, mode, seed, configuration, bank, started_at, finished_at,
        state, stop_reason, pending_item, active_ms)
      SELECT id, CASE WHEN number BETWEEN 1 AND 1000000000 THEN number ELSE 1000000000 - rowid END, assessment,
        mode, seed, configuration, bank, max(-62135769600.0, min(253402300799.0, started_at)),
        max(-62135769600.0, min(253402300799.0, finished_at)), state, stop_reason, pending_item,
        min(1000000000000, active_ms)
      FROM attempt;

    CREATE TABLE question (
      id INTEGER PRIMARY KEY,
      assessment TEXT NOT NULL,
      item TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision BETWEEN 0 AND 1000000000),
      digest TEXT NOT NULL,
      level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
      kind TEXT NOT NULL,
      content TEXT NOT NULL,
      stored_at REAL NOT NULL CHECK (stored_at BETWEEN -62135769600 AND 253402300799),
      UNIQUE (assessment, item, revision, digest)
    ) STRICT;

    CREATE TABLE new_response (
      attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE RESTRICT,
      position INTEGER NOT NULL CHECK (position >= 0),
      item TEXT NOT NULL,
      item_revision INTEGER NOT NULL CHECK (item_revision BETWEEN 0 AND 1000000000),
      question INTEGER REFERENCES question (id) ON DELETE RESTRICT,
      level INTEGER CHECK (level BETWEEN 1 AND 5),
      skill TEXT NOT NULL,
      answer TEXT NOT NULL,
      category INTEGER NOT NULL CHECK (category BETWEEN 0 AND 999),
      category_count INTEGER NOT NULL CHECK (category_count > category AND category_count <= 1000),
      credit REAL NOT NULL CHECK (credit BETWEEN 0 AND 1),
      is_unknown INTEGER NOT NULL CHECK (is_unknown IN (0, 1)),
      is_rapid INTEGER NOT NULL CHECK (is_rapid IN (0, 1)),
      confidence INTEGER CHECK (confidence BETWEEN 1 AND 3),
      milliseconds INTEGER NOT NULL CHECK (milliseconds BETWEEN 0 AND 1000000000000),
      answered_at REAL NOT NULL CHECK (answered_at BETWEEN -62135769600 AND 253402300799),
      flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
      note TEXT,
      PRIMARY KEY (attempt, position)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_response (attempt, position, item, item_revision, skill, answer, category, category_count,
        credit, is_unknown, is_rapid, confidence, milliseconds, answered_at, flagged, note)
      SELECT attempt, position, item, max(0, min(1000000000, item_revision)), skill, answer, min(999, category),
        min(1000, category_count), credit, is_unknown, is_rapid, confidence, min(1000000000000, milliseconds),
        max(-62135769600.0, min(253402300799.0, answered_at)), flagged, note
      FROM response;

    CREATE TABLE new_sheet (
      attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE RESTRICT,
      position INTEGER NOT NULL CHECK (position >= 0),
      seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
      flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
      milliseconds INTEGER NOT NULL CHECK (milliseconds BETWEEN 0 AND 1000000000000),
      PRIMARY KEY (attempt, position)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_sheet SELECT attempt, position, seen, flagged, min(1000000000000, milliseconds) FROM sheet;

    CREATE TABLE new_evidence (
      assessment TEXT NOT NULL,
      scale TEXT NOT NULL,
      level INTEGER CHECK (level BETWEEN 0 AND 1000),
      artefact TEXT,
      updated_at REAL NOT NULL CHECK (updated_at BETWEEN -62135769600 AND 253402300799),
      PRIMARY KEY (assessment, scale)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_evidence SELECT s.assessment, e.scale, min(1000, e.level), e.artefact,
      max(-62135769600.0, min(253402300799.0, e.updated_at)) FROM evidence e, scope s;

    CREATE TABLE new_action (
      assessment TEXT NOT NULL,
      action TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('todo', 'doing', 'done')),
      due_on REAL CHECK (due_on BETWEEN -62135769600 AND 253402300799),
      artefact TEXT,
      note TEXT,
      updated_at REAL NOT NULL CHECK (updated_at BETWEEN -62135769600 AND 253402300799),
      done_at REAL CHECK (done_at BETWEEN -62135769600 AND 253402300799),
      PRIMARY KEY (assessment, action)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_action SELECT s.assessment, a.action, a.state,
      max(-62135769600.0, min(253402300799.0, a.due_on)), a.artefact, a.note,
      max(-62135769600.0, min(253402300799.0, a.updated_at)), max(-62135769600.0, min(253402300799.0, a.done_at))
      FROM action a, scope s;

    CREATE TABLE new_review (
      assessment TEXT NOT NULL,
      item TEXT NOT NULL,
      stability REAL NOT NULL CHECK (stability BETWEEN 0.001 AND 1000000),
      difficulty REAL NOT NULL CHECK (difficulty BETWEEN 1 AND 10),
      state TEXT NOT NULL,
      step INTEGER CHECK (step BETWEEN 0 AND 1000),
      due_at REAL NOT NULL CHECK (due_at BETWEEN -62135769600 AND 253402300799),
      last_review_at REAL NOT NULL CHECK (last_review_at BETWEEN -62135769600 AND 253402300799),
      review_count INTEGER NOT NULL CHECK (review_count BETWEEN 0 AND 1000000000),
      lapses INTEGER NOT NULL CHECK (lapses BETWEEN 0 AND 1000000000),
      PRIMARY KEY (assessment, item)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_review SELECT s.assessment, v.item, max(0.001, min(1000000.0, v.stability)),
      max(1.0, min(10.0, v.difficulty)), v.state, max(0, min(1000, v.step)),
      max(-62135769600.0, min(253402300799.0, v.due_at)), max(-62135769600.0, min(253402300799.0, v.last_review_at)),
      max(0, min(1000000000, v.review_count)), max(0, min(1000000000, v.lapses))
      FROM review v JOIN scope s
        ON EXISTS (SELECT 1 FROM asked WHERE asked.assessment = s.assessment AND asked.item = v.item)
        OR (s.is_main AND v.item NOT IN (SELECT item FROM asked));

    CREATE TABLE new_setting (
      assessment TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (assessment, key)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_setting SELECT '', key, value FROM setting WHERE key IN ('theme', 'glyphs', 'mouse', 'motion');
    INSERT INTO new_setting SELECT s.assessment, t.key, t.value FROM setting t, scope s
      WHERE t.key NOT IN ('theme', 'glyphs', 'mouse', 'motion', 'pending-item', 'keys-read')
        AND substr(t.key, 1, 7) <> 'report.';

    CREATE TABLE item_report (
      assessment TEXT NOT NULL,
      item TEXT NOT NULL,
      text TEXT NOT NULL CHECK (text <> ''),
      reported_at REAL CHECK (reported_at BETWEEN -62135769600 AND 253402300799),
      PRIMARY KEY (assessment, item)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO item_report SELECT s.assessment, substr(t.key, 8), t.value, NULL FROM setting t JOIN scope s
        ON EXISTS (SELECT 1 FROM asked WHERE asked.assessment = s.assessment AND asked.item = substr(t.key, 8))
        OR substr(t.key, 8) NOT IN (SELECT item FROM asked)
      WHERE substr(t.key, 1, 7) = 'report.' AND t.value <> '';

    CREATE TABLE key_read (
      assessment TEXT NOT NULL,
      item TEXT NOT NULL,
      read_at REAL NOT NULL CHECK (read_at BETWEEN -62135769600 AND 253402300799),
      PRIMARY KEY (assessment, item)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO key_read SELECT s.assessment, k.key, max(0.0, min(253402300799.0, (k.value + 1) * 86400.0 - 1))
      FROM setting t
      JOIN json_each(CASE WHEN json_valid(t.value) THEN t.value ELSE '{}' END) k
      JOIN scope s
        ON EXISTS (SELECT 1 FROM asked WHERE asked.assessment = s.assessment AND asked.item = k.key)
        OR k.key NOT IN (SELECT item FROM asked)
      WHERE t.key = 'keys-read' AND k.type IN ('integer', 'real');

    CREATE TABLE pending (
      attempt TEXT PRIMARY KEY NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
      item TEXT NOT NULL,
      revision INTEGER CHECK (revision BETWEEN 0 AND 1000000000),
      digest TEXT,
      answer TEXT,
      flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
      note TEXT NOT NULL,
      milliseconds INTEGER CHECK (milliseconds BETWEEN 0 AND 1000000000000)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO pending SELECT p.attempt, p.item, NULL, NULL, p.answer, p.flagged, p.note, NULL
      FROM (
        SELECT json_extract(j.value, '$.attempt') AS attempt, json_extract(j.value, '$.item') AS item,
          CAST(json_extract(j.value, '$.answer') AS TEXT) AS answer,
          coalesce(json_extract(j.value, '$.isFlagged'), 0) = 1 AS flagged,
          CAST(coalesce(json_extract(j.value, '$.note'), '') AS TEXT) AS note
        FROM (
          SELECT CASE WHEN json_valid(value) THEN value ELSE '{}' END AS value FROM setting
          WHERE key = 'pending-item'
        ) j
      ) p JOIN attempt a ON a.id = p.attempt WHERE a.state = 'open' AND typeof(p.item) = 'text';

    DROP TABLE response;
    DROP TABLE sheet;
    DROP TABLE attempt;
    DROP TABLE evidence;
    DROP TABLE action;
    DROP TABLE review;
    DROP TABLE setting;
    ALTER TABLE new_attempt RENAME TO attempt;
    ALTER TABLE new_response RENAME TO response;
    ALTER TABLE new_sheet RENAME TO sheet;
    ALTER TABLE new_evidence RENAME TO evidence;
    ALTER TABLE new_action RENAME TO action;
    ALTER TABLE new_review RENAME TO review;
    ALTER TABLE new_setting RENAME TO setting;
    CREATE UNIQUE INDEX attempt_one_open ON attempt (assessment) WHERE state = 'open';
    CREATE INDEX response_item ON response (item, answered_at);
    CREATE INDEX response_counted ON response (attempt, position, item, item_revision, level, skill, category,
      category_count, is_rapid, is_unknown, answered_at);
    CREATE INDEX review_due ON review (assessment, due_at);
    DROP TABLE temp.asked;
    DROP TABLE temp.scope;
    """
  /// The tables whose rows got a checksum, with their keys and their other columns.
  static let checkedTablesOfVersion4: [(name: String, key: [String], columns: [String])] = [
    (
      "attempt", ["id"],
      [
        "number", "assessment", "mode", "seed", "configuration", "bank", "started_at", "finished_at", "state",
        "stop_reason", "pending_item", "active_ms", "version",
      ]
    ),
    (
      "question", ["id"],
      ["assessment", "item", "revision", "digest", "level", "kind", "content", "stored_at"]
    ),
    (
      "response", ["attempt", "position"],
      [
        "item", "item_revision", "question", "level", "skill", "answer", "category", "category_count",
        "credit",
        "is_unknown", "is_rapid", "confidence", "milliseconds", "answered_at", "flagged", "note",
      ]
    ),
    ("sheet", ["attempt", "position"], ["seen", "flagged", "milliseconds"]),
    ("evidence", ["assessment", "scale"], ["level", "artefact", "updated_at"]),
    (
      "action", ["assessment", "action"],
      ["state", "due_on", "artefact", "note", "updated_at", "done_at"]
    ),
    (
      "review", ["assessment", "item"],
      ["stability", "difficulty", "state", "step", "due_at", "last_review_at", "review_count", "lapses"]
    ),
    ("setting", ["assessment", "key"], ["value"]),
    ("item_report", ["assessment", "item"], ["text", "reported_at"]),
    ("key_read", ["assessment", "item"], ["read_at"]),
    (
      "pending", ["attempt"], ["item", "revision", "digest", "answer", "flagged", "note", "milliseconds"]
    ),
  ]

  /// Gives every row a checksum, which goes once another program changes the row.
  static let version4: String = checkedTablesOfVersion4.map { table, key, columns -> String in
    func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
    let isSame = key.map { "\"\($0)\" = NEW.\"\($0)\"" }.joined(separator: " AND ")
    return """
      ALTER TABLE \(table) ADD COLUMN checksum INTEGER;
      UPDATE \(table) SET checksum = row_checksum(\(list((key + columns).sorted())));
      CREATE TRIGGER \(table)_changed AFTER UPDATE OF \(list(key + columns)) ON \(table) BEGIN
        UPDATE \(table) SET checksum = NULL WHERE \(isSame);
      END;

      """
  }.joined()

  /// Attempts that the person excluded from the score, each with the reason.
  static let version5 = """
    CREATE TABLE exclusion (
      attempt TEXT PRIMARY KEY NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
      reason TEXT NOT NULL,
      excluded_at REAL NOT NULL CHECK (excluded_at BETWEEN -62135769600 AND 253402300799),
      checksum INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER exclusion_changed AFTER UPDATE OF "attempt", "reason", "excluded_at" ON exclusion BEGIN
      UPDATE exclusion SET checksum = NULL WHERE "attempt" = NEW."attempt";
    END;

    """

  static let responseOfVersion6: (name: String, key: [String], columns: [String]) = {
    let table = checkedTablesOfVersion4.first { $0.name == "response" }
    return ("response", table?.key ?? [], (table?.columns ?? []) + ["variant"])
  }()

  /// The variant of each answer to a family, and the variants that a person was shown.
  ///
  /// A checksum is renewed only where it holds: damage must still show afterwards.
  static let version6: String = {
    func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
    let names = responseOfVersion6.key + responseOfVersion6.columns
    return """
      DROP TRIGGER response_changed;
      ALTER TABLE response ADD COLUMN variant TEXT;
      UPDATE response SET checksum = row_checksum(\(list(names.sorted())))
        WHERE checksum = row_checksum(\(list(names.filter { $0 != "variant" }.sorted())));
      CREATE TRIGGER response_changed AFTER UPDATE OF \(list(names)) ON response BEGIN
        UPDATE response SET checksum = NULL WHERE "attempt" = NEW."attempt" AND "position" = NEW."position";
      END;
      DROP INDEX response_item;
      CREATE INDEX response_item ON response (item, answered_at, variant);
      DROP INDEX response_counted;
      CREATE INDEX response_counted ON response (attempt, position, item, item_revision, level, skill, category,
        category_count, is_rapid, is_unknown, answered_at, variant);
      CREATE TABLE shown_variant (
        assessment TEXT NOT NULL,
        item TEXT NOT NULL,
        variant TEXT NOT NULL,
        attempt TEXT NOT NULL,
        shown_at REAL NOT NULL CHECK (shown_at BETWEEN -62135769600 AND 253402300799),
        checksum INTEGER,
        PRIMARY KEY (assessment, item, variant)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER shown_variant_changed
        AFTER UPDATE OF "assessment", "item", "variant", "attempt", "shown_at" ON shown_variant BEGIN
        UPDATE shown_variant SET checksum = NULL
          WHERE "assessment" = NEW."assessment" AND "item" = NEW."item" AND "variant" = NEW."variant";
      END;

      """
  }()

  /// The memory state before the last answer of each open attempt, so that the answer can be taken back.
  static let version7 = """
    CREATE TABLE memory_before (
      attempt TEXT PRIMARY KEY NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
      item TEXT NOT NULL,
      memory TEXT,
      checksum INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER memory_before_changed AFTER UPDATE OF "attempt", "item", "memory" ON memory_before BEGIN
      UPDATE memory_before SET checksum = NULL WHERE "attempt" = NEW."attempt";
    END;

    """
}
