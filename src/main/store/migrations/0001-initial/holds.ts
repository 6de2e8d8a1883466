/** What must not be deleted, whatever anybody or any host does. */
export const holdTables = `
  CREATE TABLE legal_holds (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    scope          TEXT NOT NULL CHECK (scope IN ('everything', 'account', 'person')),
    account_id     INTEGER,
    contact_id     INTEGER,
    -- Whom or what it holds, as it was called then.
    name           TEXT NOT NULL,
    -- Of a person when it was set; those that come later count as well.
    addresses_json TEXT NOT NULL CHECK (json_valid(addresses_json)),
    reason         TEXT NOT NULL,
    set_at         INTEGER NOT NULL,
    lifted_at      INTEGER,
    lifted_because TEXT,
    CHECK ((scope = 'account') = (account_id IS NOT NULL)),
    CHECK ((scope = 'person') = (contact_id IS NOT NULL)),
    CHECK ((lifted_at IS NULL) = (lifted_because IS NULL))
  ) STRICT;
  CREATE INDEX legal_holds_standing ON legal_holds (scope) WHERE lifted_at IS NULL;

  -- Messages that their host no longer has and that a hold kept, in a mailbox of this computer alone.
  CREATE TABLE held_back (
    message_id  INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    -- 1: the activity log tells of it.
    is_recorded INTEGER NOT NULL DEFAULT 0 CHECK (is_recorded IN (0, 1))
  ) STRICT;
  CREATE INDEX held_back_unrecorded ON held_back (message_id) WHERE is_recorded = 0;
`
