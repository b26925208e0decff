-- What the passing of time leaves behind: work that climbs, notices that have nowhere to go, cases that cannot be
-- evaluated, and numbers that two reports never share.

-- The moment at which an item climbs, and the unit whose head heard of it. Until the rules look again, an item climbs
-- at its deadline.
ALTER TABLE item ADD COLUMN climbs_us INTEGER;
ALTER TABLE item ADD COLUMN climbed_to BLOB;
UPDATE item SET climbs_us = due_us;
DROP INDEX item_escalation;
CREATE INDEX item_escalation ON item (climbs_us) WHERE state = 'open' AND escalated_us IS NULL;
CREATE INDEX item_climbed ON item (escalated_us) WHERE state = 'open' AND escalated_us IS NOT NULL;

-- The mailbox of a public body, for notices without content.
ALTER TABLE unit ADD COLUMN mail TEXT;

-- A notice to a unit without a mailbox is put aside, not thrown away.
ALTER TABLE outbox ADD COLUMN nowhere_us INTEGER;
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (not_before_us, id) WHERE sent_us IS NULL AND nowhere_us IS NULL;
CREATE INDEX outbox_nowhere ON outbox (nowhere_us) WHERE nowhere_us IS NOT NULL;

-- Since when a case cannot be evaluated, so that it does not stand in the way of others and is not forgotten.
ALTER TABLE dv_case ADD COLUMN stuck_us INTEGER;
CREATE INDEX dv_case_stuck ON dv_case (stuck_us) WHERE stuck_us IS NOT NULL;

-- The last number of each place and year; its row is the lock under which the next one is drawn.
CREATE TABLE case_number (
    prefix      TEXT NOT NULL PRIMARY KEY,
    last_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO case_number (prefix, last_number)
SELECT substr(number, 1, length(number) - 5), MAX(CAST(substr(number, length(number) - 4) AS INTEGER))
FROM dv_case WHERE length(number) > 5 GROUP BY 1;
