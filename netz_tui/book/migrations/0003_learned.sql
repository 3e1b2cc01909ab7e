-- What the last comparison of everybody with everybody learned, for those who come later; derived from the people, so
-- no part of the journal.

CREATE TABLE match_model (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    learned TEXT NOT NULL
);
