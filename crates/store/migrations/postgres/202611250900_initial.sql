-- What the installation knows about itself: its id, its pilot pack, the next place in the audit log.
CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- The next place of the audit log; its row is the lock under which leaves are put in order.
INSERT INTO setting (key, value) VALUES ('audit_next_place', '0');

-- Regions, districts and towns, as a tree. Their names are public.
CREATE TABLE territory (
    id         UUID NOT NULL PRIMARY KEY,
    parent     UUID REFERENCES territory (id),
    code       TEXT NOT NULL UNIQUE,
    names_json TEXT NOT NULL
);
CREATE INDEX territory_parent ON territory (parent);

-- Public services as a whole (police, health ...), each with a key of its own, wrapped by the root key.
CREATE TABLE agency (
    id          UUID NOT NULL PRIMARY KEY,
    sector      TEXT NOT NULL,
    name_json   TEXT NOT NULL,
    key_version BIGINT NOT NULL,
    wrapped_key BYTEA NOT NULL
);

-- The bodies that act: one station, one clinic, one shelter. Names of public bodies are no secret.
CREATE TABLE unit (
    id        UUID NOT NULL PRIMARY KEY,
    agency    UUID NOT NULL REFERENCES agency (id),
    sector    TEXT NOT NULL,
    territory UUID NOT NULL REFERENCES territory (id),
    kind      TEXT NOT NULL,
    name_json TEXT NOT NULL,
    active    BOOLEAN NOT NULL
);
CREATE INDEX unit_territory ON unit (territory, sector);
CREATE INDEX unit_agency ON unit (agency);

-- The people who answer for a unit. The log-in is a keyed hash, the name is sealed.
CREATE TABLE practitioner (
    id               UUID NOT NULL PRIMARY KEY,
    unit             UUID NOT NULL REFERENCES unit (id),
    role             TEXT NOT NULL,
    login_token      BYTEA NOT NULL UNIQUE CHECK (length(login_token) = 8),
    password_hash    TEXT NOT NULL,
    sealed_name      BYTEA NOT NULL,
    language         TEXT NOT NULL,
    trained_until_us BIGINT,
    active           BOOLEAN NOT NULL,
    demo_key         TEXT
);
CREATE INDEX practitioner_unit ON practitioner (unit);
CREATE INDEX practitioner_demo ON practitioner (demo_key) WHERE demo_key IS NOT NULL;

-- Signed-in browsers. Only the hash of the token is kept, so that a copy of the table signs nobody in.
CREATE TABLE session (
    token_hash   BYTEA NOT NULL PRIMARY KEY,
    practitioner UUID NOT NULL REFERENCES practitioner (id) ON DELETE CASCADE,
    created_us   BIGINT NOT NULL,
    last_seen_us BIGINT NOT NULL,
    expires_us   BIGINT NOT NULL,
    csrf         BYTEA NOT NULL
);
CREATE INDEX session_practitioner ON session (practitioner);
CREATE INDEX session_expiry ON session (expires_us);

-- Sign-in attempts by keyed hash, counted for all nodes together.
CREATE TABLE throttle (
    key       BYTEA NOT NULL PRIMARY KEY,
    count     BIGINT NOT NULL,
    window_us BIGINT NOT NULL
);
CREATE INDEX throttle_window ON throttle (window_us);

-- People the cases are about. Everything known of them is inside the sealed record.
CREATE TABLE person (
    id         UUID NOT NULL PRIMARY KEY,
    sealed     BYTEA NOT NULL,
    created_us BIGINT NOT NULL
);

-- Keyed hashes of search keys, by which a person is found without being readable. Clustered by token: a
-- look-up reads one stretch. No index by person and no foreign key: they would double the cost of an intake.
CREATE TABLE search_token (
    token     BYTEA NOT NULL CHECK (length(token) = 8),
    person_id UUID NOT NULL,
    PRIMARY KEY (token, person_id)
);

-- Cases, with the few figures lists need. The chronicle in table fact is the truth; this row follows it.
CREATE TABLE dv_case (
    id                UUID NOT NULL PRIMARY KEY,
    number            TEXT NOT NULL UNIQUE,
    territory         UUID NOT NULL REFERENCES territory (id),
    pack              TEXT NOT NULL,
    opened_us         BIGINT NOT NULL,
    status            TEXT NOT NULL,
    level             TEXT NOT NULL,
    level_rank        BIGINT NOT NULL,
    marks             TEXT NOT NULL,
    next_wake_us      BIGINT,
    last_seq          BIGINT NOT NULL,
    chronicle_version BIGINT NOT NULL,
    opened_by_unit    UUID NOT NULL REFERENCES unit (id)
);
CREATE INDEX dv_case_wake ON dv_case (next_wake_us) WHERE next_wake_us IS NOT NULL;
CREATE INDEX dv_case_territory ON dv_case (territory, opened_us);

-- Who is in a case, as what, and on which plane that is known.
CREATE TABLE party (
    case_id   UUID NOT NULL REFERENCES dv_case (id),
    person_id UUID NOT NULL REFERENCES person (id),
    role      TEXT NOT NULL CHECK (role IN ('victim', 'perpetrator', 'child', 'other')),
    plane     TEXT NOT NULL,
    since_us  BIGINT NOT NULL,
    until_us  BIGINT,
    PRIMARY KEY (case_id, person_id, role, plane)
);
CREATE INDEX party_person ON party (person_id);

-- Cases that belong together: the same people, a case moved to another place.
CREATE TABLE case_link (
    case_id    UUID NOT NULL REFERENCES dv_case (id),
    other_case UUID NOT NULL REFERENCES dv_case (id),
    kind       TEXT NOT NULL,
    since_us   BIGINT NOT NULL,
    PRIMARY KEY (case_id, other_case, kind)
);
CREATE INDEX case_link_other ON case_link (other_case);

-- Which unit may enter a case at all, and on which legal basis.
CREATE TABLE case_role (
    case_id  UUID NOT NULL REFERENCES dv_case (id),
    unit_id  UUID NOT NULL REFERENCES unit (id),
    role     TEXT NOT NULL,
    basis    TEXT NOT NULL,
    since_us BIGINT NOT NULL,
    until_us BIGINT,
    PRIMARY KEY (case_id, unit_id, role)
);
CREATE INDEX case_role_unit ON case_role (unit_id, until_us);

-- What one unit holds in one case on one plane; its facts are sealed with one key.
CREATE TABLE file (
    id      UUID NOT NULL PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES dv_case (id),
    unit_id UUID NOT NULL REFERENCES unit (id),
    plane   TEXT NOT NULL,
    agency  UUID NOT NULL REFERENCES agency (id),
    UNIQUE (case_id, unit_id, plane)
);

-- Keys of files, wrapped for each agency that may open them. Taking a row away takes the access away.
CREATE TABLE file_key (
    file_id   UUID NOT NULL REFERENCES file (id),
    agency_id UUID NOT NULL REFERENCES agency (id),
    wrapped   BYTEA NOT NULL,
    since_us  BIGINT NOT NULL,
    PRIMARY KEY (file_id, agency_id)
);

-- Keys of single facts, wrapped for agencies that may open these and not the rest of the file. Clustered by
-- case and agency, because a page opens all of them at once.
CREATE TABLE fact_key (
    case_id   UUID NOT NULL,
    agency_id UUID NOT NULL REFERENCES agency (id),
    fact_id   UUID NOT NULL,
    wrapped   BYTEA NOT NULL,
    since_us  BIGINT NOT NULL,
    PRIMARY KEY (case_id, agency_id, fact_id)
);

-- The chronicle: what was recorded, in order, never changed. The body is sealed. Clustered by case, so that
-- a case page reads neighbours. No foreign keys: the case row is advanced in the same transaction.
CREATE TABLE fact (
    case_id     UUID NOT NULL,
    seq         BIGINT NOT NULL,
    id          UUID NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    plane       TEXT NOT NULL,
    file_id     UUID NOT NULL,
    unit_id     UUID NOT NULL,
    agency_id   UUID NOT NULL,
    recorded_by UUID NOT NULL,
    occurred_us BIGINT NOT NULL,
    precision   TEXT NOT NULL,
    recorded_us BIGINT NOT NULL,
    corrects    UUID,
    excluded    BOOLEAN NOT NULL,
    version     BIGINT NOT NULL,
    body        BYTEA NOT NULL,
    PRIMARY KEY (case_id, seq)
);

-- The log of sharing: what was opened to whom, for which purpose, by which rule. A projection.
CREATE TABLE grant_made (
    id              UUID NOT NULL PRIMARY KEY,
    case_id         UUID NOT NULL REFERENCES dv_case (id),
    fact_id         UUID,
    file_id         UUID,
    to_unit         UUID NOT NULL REFERENCES unit (id),
    to_agency       UUID NOT NULL REFERENCES agency (id),
    purpose         TEXT NOT NULL,
    basis           TEXT NOT NULL,
    rule            TEXT NOT NULL,
    by_practitioner UUID,
    made_us         BIGINT NOT NULL,
    until_us        BIGINT,
    seen_us         BIGINT
);
CREATE INDEX grant_made_case ON grant_made (case_id, made_us);
CREATE INDEX grant_made_unit ON grant_made (to_unit, made_us);

-- Duties, alerts and proposals that the rules raised. A projection with stable ids.
CREATE TABLE item (
    id            TEXT NOT NULL PRIMARY KEY,
    case_id       UUID NOT NULL REFERENCES dv_case (id),
    kind          TEXT NOT NULL CHECK (kind IN ('duty', 'alert', 'proposal')),
    rule          TEXT NOT NULL,
    concern       TEXT NOT NULL,
    holder_sector TEXT NOT NULL,
    holder_unit   UUID,
    tell          TEXT NOT NULL,
    trigger_fact  UUID NOT NULL,
    raised_us     BIGINT NOT NULL,
    due_us        BIGINT,
    due_kind      TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('open', 'done', 'waived', 'cancelled', 'lapsed')),
    closed_us     BIGINT,
    closed_by     UUID,
    escalated_us  BIGINT,
    rank          BIGINT NOT NULL
);
CREATE INDEX item_work ON item (holder_unit, state, due_us, rank, id) WHERE holder_unit IS NOT NULL;
CREATE INDEX item_unheld ON item (case_id, holder_sector) WHERE holder_unit IS NULL;
CREATE INDEX item_case ON item (case_id, state);
CREATE INDEX item_escalation ON item (due_us) WHERE state = 'open' AND escalated_us IS NULL;

-- Units that are told of an item without holding it.
CREATE TABLE tell (
    item_id TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    unit_id UUID NOT NULL REFERENCES unit (id),
    PRIMARY KEY (item_id, unit_id)
);
CREATE INDEX tell_unit ON tell (unit_id);

-- Protective orders as lists and the order check need them. A projection.
CREATE TABLE order_state (
    case_id       UUID NOT NULL REFERENCES dv_case (id),
    order_id      UUID NOT NULL,
    kind          TEXT NOT NULL,
    state         TEXT NOT NULL,
    from_us       BIGINT NOT NULL,
    until_us      BIGINT,
    conditions    TEXT NOT NULL,
    issuer_sector TEXT NOT NULL,
    PRIMARY KEY (case_id, order_id)
);
CREATE INDEX order_state_until ON order_state (state, until_us);

-- Half-written forms, sealed, until they are sent or expire.
CREATE TABLE draft (
    id           UUID NOT NULL PRIMARY KEY,
    practitioner UUID NOT NULL REFERENCES practitioner (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,
    sealed       BYTEA NOT NULL,
    updated_us   BIGINT NOT NULL,
    expires_us   BIGINT NOT NULL
);
CREATE INDEX draft_practitioner ON draft (practitioner, updated_us);
CREATE INDEX draft_expiry ON draft (expires_us);

-- Who did or saw what. A leaf is written with the act and gets its place in the log right after, so that
-- writers do not wait for each other at the head of the log. No foreign keys: the log outlives its subjects.
CREATE TABLE audit_leaf (
    id            UUID NOT NULL PRIMARY KEY,
    at_us         BIGINT NOT NULL,
    actor         UUID,
    unit          UUID,
    act           TEXT NOT NULL,
    case_id       UUID,
    subject       TEXT,
    sealed_detail BYTEA,
    hash          BYTEA NOT NULL,
    place         BIGINT UNIQUE
);
CREATE INDEX audit_leaf_unplaced ON audit_leaf (at_us, id) WHERE place IS NULL;
CREATE INDEX audit_leaf_case ON audit_leaf (case_id, at_us);
CREATE INDEX audit_leaf_actor ON audit_leaf (actor, at_us);

-- Inner hashes of the audit log's tree (RFC 9162): level 0 holds the leaves.
CREATE TABLE audit_node (
    level BIGINT NOT NULL,
    idx   BIGINT NOT NULL,
    hash  BYTEA NOT NULL,
    PRIMARY KEY (level, idx)
);

-- Signed heads of the audit log, as they were published.
CREATE TABLE checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
);

-- Notices to be sent. They say that there is something to see, never what: no case, no name.
CREATE TABLE outbox (
    id              UUID NOT NULL PRIMARY KEY,
    kind            TEXT NOT NULL,
    to_unit         UUID NOT NULL,
    to_practitioner UUID,
    created_us      BIGINT NOT NULL,
    not_before_us   BIGINT NOT NULL,
    attempts        BIGINT NOT NULL,
    sent_us         BIGINT,
    lease_us        BIGINT
);
CREATE INDEX outbox_waiting ON outbox (not_before_us, id) WHERE sent_us IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_us) WHERE sent_us IS NOT NULL;

-- Monthly figures, kept as they arise: a report never scans the cases. Month is year * 100 + month.
CREATE TABLE agg_month (
    month     BIGINT NOT NULL,
    territory UUID NOT NULL,
    kind      TEXT NOT NULL,
    level     TEXT NOT NULL,
    n         BIGINT NOT NULL,
    PRIMARY KEY (month, territory, kind, level)
);
