-- Until when a one-time password may be used; none when the password is the person's own.
ALTER TABLE practitioner ADD COLUMN one_time_until_us INTEGER;

-- What the directory file calls agencies and units, so that the file can be applied again.
CREATE TABLE directory_code (
    kind TEXT NOT NULL CHECK (kind IN ('agency', 'unit')),
    code TEXT NOT NULL,
    id   BLOB NOT NULL UNIQUE,
    PRIMARY KEY (kind, code)
) STRICT, WITHOUT ROWID;
