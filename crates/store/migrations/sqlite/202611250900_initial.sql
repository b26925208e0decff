-- What the installation knows about itself: its id, its pilot pack, the next place in the audit log.
CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The next place of the audit log; its row is the lock under which leaves are put in order.
INSERT INTO setting (key, value) VALUES ('audit_next_place', '0');

-- Regions, districts and towns, as a tree. Their names are public.
CREATE TABLE territory (
    id         BLOB NOT NULL PRIMARY KEY,
    parent     BLOB REFERENCES territory (id),
    code       TEXT NOT NULL UNIQUE,
    names_json TEXT NOT NULL
) STRICT;
CREATE INDEX territory_parent ON territory (parent);

-- Public services as a whole (police, health ...), each with a key of its own, wrapped by the root key.
CREATE TABLE agency (
    id          BLOB NOT NULL PRIMARY KEY,
    sector      TEXT NOT NULL,
    name_json   TEXT NOT NULL,
    key_version INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL
) STRICT;

-- The bodies that act: one station, one clinic, one shelter. Names of public bodies are no secret.
CREATE TABLE unit (
    id        BLOB NOT NULL PRIMARY KEY,
    agency    BLOB NOT NULL REFERENCES agency (id),
    sector    TEXT NOT NULL,
    territory BLOB NOT NULL REFERENCES territory (id),
    kind      TEXT NOT NULL,
    name_json TEXT NOT NULL,
    active    INTEGER NOT NULL
) STRICT;
CREATE INDEX unit_territory ON unit (territory, sector);
CREATE INDEX unit_agency ON unit (agency);

-- The people who answer for a unit. The log-in is a keyed hash, the name is sealed.
CREATE TABLE practitioner (
    id               BLOB NOT NULL PRIMARY KEY,
    unit             BLOB NOT NULL REFERENCES unit (id),
    role             TEXT NOT NULL,
    login_token      BLOB NOT NULL UNIQUE CHECK (length(login_token) = 8),
    password_hash    TEXT NOT NULL,
    sealed_name      BLOB NOT NULL,
    language         TEXT NOT NULL,
    trained_until_us INTEGER,
    active           INTEGER NOT NULL,
    demo_key         TEXT
) STRICT;
CREATE INDEX practitioner_unit ON practitioner (unit);
CREATE INDEX practitioner_demo ON practitioner (demo_key) WHERE demo_key IS NOT NULL;

-- Signed-in browsers. Only the hash of the token is kept, so that a copy of the table signs nobody in.
CREATE TABLE session (
    token_hash   BLOB NOT NULL PRIMARY KEY,
    practitioner BLOB NOT NULL REFERENCES practitioner (id) ON DELETE CASCADE,
    created_us   INTEGER NOT NULL,
    last_seen_us INTEGER NOT NULL,
    expires_us   INTEGER NOT NULL,
    csrf         BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_practitioner ON session (practitioner);
CREATE INDEX session_expiry ON session (expires_us);

-- Sign-in attempts by keyed hash, counted for all nodes together.
CREATE TABLE throttle (
    key       BLOB NOT NULL PRIMARY KEY,
    count     INTEGER NOT NULL,
    window_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX throttle_window ON throttle (window_us);

-- People the cases are about. Everything known of them is inside the sealed record.
CREATE TABLE person (
    id         BLOB NOT NULL PRIMARY KEY,
    sealed     BLOB NOT NULL,
    created_us INTEGER NOT NULL
) STRICT;

-- Keyed hashes of search keys, by which a person is found without being readable. Clustered by token: a
-- look-up reads one stretch. No index by person and no foreign key: they would double the cost of an intake.
CREATE TABLE search_token (
    token     BLOB NOT NULL CHECK (length(token) = 8),
    person_id BLOB NOT NULL,
    PRIMARY KEY (token, person_id)
) STRICT, WITHOUT ROWID;

-- Cases, with the few figures lists need. The chronicle in table fact is the truth; this row follows it.
CREATE TABLE dv_case (
    id                BLOB NOT NULL PRIMARY KEY,
    number            TEXT NOT NULL UNIQUE,
    territory         BLOB NOT NULL REFERENCES territory (id),
    pack              TEXT NOT NULL,
    opened_us         INTEGER NOT NULL,
    status            TEXT NOT NULL,
    level             TEXT NOT NULL,
    level_rank        INTEGER NOT NULL,
    marks             TEXT NOT NULL,
    next_wake_us      INTEGER,
    last_seq          INTEGER NOT NULL,
    chronicle_version INTEGER NOT NULL,
    opened_by_unit    BLOB NOT NULL REFERENCES unit (id)
) STRICT;
CREATE INDEX dv_case_wake ON dv_case (next_wake_us) WHERE next_wake_us IS NOT NULL;
CREATE INDEX dv_case_territory ON dv_case (territory, opened_us);

-- Who is in a case, as what, and on which plane that is known.
CREATE TABLE party (
    case_id   BLOB NOT NULL REFERENCES dv_case (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    role      TEXT NOT NULL CHECK (role IN ('victim', 'perpetrator', 'child', 'other')),
    plane     TEXT NOT NULL,
    since_us  INTEGER NOT NULL,
    until_us  INTEGER,
    PRIMARY KEY (case_id, person_id, role, plane)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_person ON party (person_id);

-- Cases that belong together: the same people, a case moved to another place.
CREATE TABLE case_link (
    case_id    BLOB NOT NULL REFERENCES dv_case (id),
    other_case BLOB NOT NULL REFERENCES dv_case (id),
    kind       TEXT NOT NULL,
    since_us   INTEGER NOT NULL,
    PRIMARY KEY (case_id, other_case, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_link_other ON case_link (other_case);

-- Which unit may enter a case at all, and on which legal basis.
CREATE TABLE case_role (
    case_id  BLOB NOT NULL REFERENCES dv_case (id),
    unit_id  BLOB NOT NULL REFERENCES unit (id),
    role     TEXT NOT NULL,
    basis    TEXT NOT NULL,
    since_us INTEGER NOT NULL,
    until_us INTEGER,
    PRIMARY KEY (case_id, unit_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_role_unit ON case_role (unit_id, until_us);

-- What one unit holds in one case on one plane; its facts are sealed with one key.
CREATE TABLE file (
    id      BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES dv_case (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    plane   TEXT NOT NULL,
    agency  BLOB NOT NULL REFERENCES agency (id),
    UNIQUE (case_id, unit_id, plane)
) STRICT;

-- Keys of files, wrapped for each agency that may open them. Taking a row away takes the access away.
CREATE TABLE file_key (
    file_id   BLOB NOT NULL REFERENCES file (id),
    agency_id BLOB NOT NULL REFERENCES agency (id),
    wrapped   BLOB NOT NULL,
    since_us  INTEGER NOT NULL,
    PRIMARY KEY (file_id, agency_id)
) STRICT, WITHOUT ROWID;

-- Keys of single facts, wrapped for agencies that may open these and not the rest of the file. Clustered by
-- case and agency, because a page opens all of them at once.
CREATE TABLE fact_key (
    case_id   BLOB NOT NULL,
    agency_id BLOB NOT NULL REFERENCES agency (id),
    fact_id   BLOB NOT NULL,
    wrapped   BLOB NOT NULL,
    since_us  INTEGER NOT NULL,
    PRIMARY KEY (case_id, agency_id, fact_id)
) STRICT, WITHOUT ROWID;

-- The chronicle: what was recorded, in order, never changed. The body is sealed. Clustered by case, so that
-- a case page reads neighbours. No foreign keys: the case row is advanced in the same transaction.
CREATE TABLE fact (
    case_id     BLOB NOT NULL,
    seq         INTEGER NOT NULL,
    id          BLOB NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    plane       TEXT NOT NULL,
    file_id     BLOB NOT NULL,
    unit_id     BLOB NOT NULL,
    agency_id   BLOB NOT NULL,
    recorded_by BLOB NOT NULL,
    occurred_us INTEGER NOT NULL,
    precision   TEXT NOT NULL,
    recorded_us INTEGER NOT NULL,
    corrects    BLOB,
    excluded    INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    body        BLOB NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- The log of sharing: what was opened to whom, for which purpose, by which rule. A projection.
CREATE TABLE grant_made (
    id              BLOB NOT NULL PRIMARY KEY,
    case_id         BLOB NOT NULL REFERENCES dv_case (id),
    fact_id         BLOB,
    file_id         BLOB,
    to_unit         BLOB NOT NULL REFERENCES unit (id),
    to_agency       BLOB NOT NULL REFERENCES agency (id),
    purpose         TEXT NOT NULL,
    basis           TEXT NOT NULL,
    rule            TEXT NOT NULL,
    by_practitioner BLOB,
    made_us         INTEGER NOT NULL,
    until_us        INTEGER,
    seen_us         INTEGER
) STRICT;
CREATE INDEX grant_made_case ON grant_made (case_id, made_us);
CREATE INDEX grant_made_unit ON grant_made (to_unit, made_us);

-- Duties, alerts and proposals that the rules raised. A projection with stable ids.
CREATE TABLE item (
    id            TEXT NOT NULL PRIMARY KEY,
    case_id       BLOB NOT NULL REFERENCES dv_case (id),
    kind          TEXT NOT NULL CHECK (kind IN ('duty', 'alert', 'proposal')),
    rule          TEXT NOT NULL,
    concern       TEXT NOT NULL,
    holder_sector TEXT NOT NULL,
    holder_unit   BLOB,
    tell          TEXT NOT NULL,
    trigger_fact  BLOB NOT NULL,
    raised_us     INTEGER NOT NULL,
    due_us        INTEGER,
    due_kind      TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('open', 'done', 'waived', 'cancelled', 'lapsed')),
    closed_us     INTEGER,
    closed_by     BLOB,
    escalated_us  INTEGER,
    rank          INTEGER NOT NULL
) STRICT;
CREATE INDEX item_work ON item (holder_unit, state, due_us, rank, id) WHERE holder_unit IS NOT NULL;
CREATE INDEX item_unheld ON item (case_id, holder_sector) WHERE holder_unit IS NULL;
CREATE INDEX item_case ON item (case_id, state);
CREATE INDEX item_escalation ON item (due_us) WHERE state = 'open' AND escalated_us IS NULL;

-- Units that are told of an item without holding it.
CREATE TABLE tell (
    item_id TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    unit_id BLOB NOT NULL REFERENCES unit (id),
    PRIMARY KEY (item_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tell_unit ON tell (unit_id);

-- Protective orders as lists and the order check need them. A projection.
CREATE TABLE order_state (
    case_id       BLOB NOT NULL REFERENCES dv_case (id),
    order_id      BLOB NOT NULL,
    kind          TEXT NOT NULL,
    state         TEXT NOT NULL,
    from_us       INTEGER NOT NULL,
    until_us      INTEGER,
    conditions    TEXT NOT NULL,
    issuer_sector TEXT NOT NULL,
    PRIMARY KEY (case_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_state_until ON order_state (state, until_us);

-- Half-written forms, sealed, until they are sent or expire.
CREATE TABLE draft (
    id           BLOB NOT NULL PRIMARY KEY,
    practitioner BLOB NOT NULL REFERENCES practitioner (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,
    sealed       BLOB NOT NULL,
    updated_us   INTEGER NOT NULL,
    expires_us   INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_practitioner ON draft (practitioner, updated_us);
CREATE INDEX draft_expiry ON draft (expires_us);

-- Who did or saw what. A leaf is written with the act and gets its place in the log right after, so that
-- writers do not wait for each other at the head of the log. No foreign keys: the log outlives its subjects.
CREATE TABLE audit_leaf (
    id            BLOB NOT NULL PRIMARY KEY,
    at_us         INTEGER NOT NULL,
    actor         BLOB,
    unit          BLOB,
    act           TEXT NOT NULL,
    case_id       BLOB,
    subject       TEXT,
    sealed_detail BLOB,
    hash          BLOB NOT NULL,
    place         INTEGER UNIQUE
) STRICT;
CREATE INDEX audit_leaf_unplaced ON audit_leaf (at_us, id) WHERE place IS NULL;
CREATE INDEX audit_leaf_case ON audit_leaf (case_id, at_us);
CREATE INDEX audit_leaf_actor ON audit_leaf (actor, at_us);

-- Inner hashes of the audit log's tree (RFC 9162): level 0 holds the leaves.
CREATE TABLE audit_node (
    level INTEGER NOT NULL,
    idx   INTEGER NOT NULL,
    hash  BLOB NOT NULL,
    PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

-- Signed heads of the audit log, as they were published.
CREATE TABLE checkpoint (
    size INTEGER NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

-- Notices to be sent. They say that there is something to see, never what: no case, no name.
CREATE TABLE outbox (
    id              BLOB NOT NULL PRIMARY KEY,
    kind            TEXT NOT NULL,
    to_unit         BLOB NOT NULL,
    to_practitioner BLOB,
    created_us      INTEGER NOT NULL,
    not_before_us   INTEGER NOT NULL,
    attempts        INTEGER NOT NULL,
    sent_us         INTEGER,
    lease_us        INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (not_before_us, id) WHERE sent_us IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_us) WHERE sent_us IS NOT NULL;

-- Monthly figures, kept as they arise: a report never scans the cases. Month is year * 100 + month.
CREATE TABLE agg_month (
    month     INTEGER NOT NULL,
    territory BLOB NOT NULL,
    kind      TEXT NOT NULL,
    level     TEXT NOT NULL,
    n         INTEGER NOT NULL,
    PRIMARY KEY (month, territory, kind, level)
) STRICT, WITHOUT ROWID;
