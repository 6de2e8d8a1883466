/**
 * What the practice writes down for an auditor (45 CFR 164.316(b)): each change is a version more, and none is ever
 * changed or deleted.
 */
export const evidenceTables = `
  CREATE TABLE evidence_records (
    record     INTEGER NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0),
    kind       TEXT NOT NULL CHECK (kind IN (
      'agreement', 'training', 'incident', 'risk-analysis', 'disclosure')),
    -- The exact text that the hash in the activity log covers.
    body_json  TEXT NOT NULL CHECK (json_valid(body_json)),
    -- A document beside it: of an agreement, the signed pages.
    blob_first INTEGER,
    blob_size  INTEGER,
    at         INTEGER NOT NULL,
    PRIMARY KEY (record, version),
    CHECK ((blob_first IS NULL) = (blob_size IS NULL))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX evidence_records_kind ON evidence_records (kind, record, version);

  CREATE TRIGGER evidence_records_never_change BEFORE UPDATE ON evidence_records
  BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;
  CREATE TRIGGER evidence_records_never_go BEFORE DELETE ON evidence_records
  BEGIN SELECT RAISE(ABORT, 'evidence is never deleted'); END;
  CREATE TRIGGER evidence_records_in_order BEFORE INSERT ON evidence_records
  WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM evidence_records WHERE record = NEW.record)
  BEGIN SELECT RAISE(ABORT, 'versions follow each other'); END;
`
