-- Everything a book holds. Moments are UTC text (2026-11-24T09:30:00Z), days are text that may be
-- partial (2019, 2019-03, 2019-03-14). Foreign keys have no cascading actions: every change passes
-- through the journal, and a side effect would not. Where rows are deleted their ids are never given again
-- (AUTOINCREMENT), so that undoing can bring them back whatever came after.

CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    given TEXT NOT NULL DEFAULT '',
    middle TEXT NOT NULL DEFAULT '',
    family TEXT NOT NULL DEFAULT '',
    prefix TEXT NOT NULL DEFAULT '',
    suffix TEXT NOT NULL DEFAULT '',
    nickname TEXT NOT NULL DEFAULT '',
    org TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    birthday TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    contact INTEGER NOT NULL DEFAULT 0 CHECK (contact IN (0, 1)),
    contact_since TEXT,
    rhythm_days INTEGER CHECK (rhythm_days >= 0),
    standing TEXT NOT NULL DEFAULT 'unproven' CHECK (standing IN ('dependable', 'unproven', 'shaky')),
    extra TEXT NOT NULL DEFAULT '[]',
    created_at TEXT NOT NULL
);
CREATE INDEX people_by_name ON people (name_key, id);
CREATE INDEX contacts_by_name ON people (name_key, id) WHERE contact = 1;
CREATE INDEX contacts_by_standing ON people (standing, name_key, id) WHERE contact = 1;
CREATE INDEX people_with_rhythm ON people (rhythm_days) WHERE rhythm_days IS NOT NULL;

CREATE TABLE handles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'url')),
    raw TEXT NOT NULL CHECK (raw <> ''),
    normal TEXT NOT NULL CHECK (normal <> ''),
    label TEXT NOT NULL DEFAULT '',
    UNIQUE (person_id, kind, normal)
);
CREATE INDEX handles_by_value ON handles (kind, normal);

-- The UIDs of people who were merged into others: an address book that is taken in again still knows them by these.
CREATE TABLE former_uids (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
    person_id INTEGER NOT NULL REFERENCES people (id)
);
CREATE INDEX former_uids_by_person ON former_uids (person_id);

-- Derived from the people, made anew where they are missing: no part of the journal.
CREATE TABLE match_keys (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (key, person_id)
);
CREATE INDEX match_keys_by_person ON match_keys (person_id);
CREATE TRIGGER match_keys_go AFTER DELETE ON people BEGIN
    DELETE FROM match_keys WHERE person_id = OLD.id;
END;
CREATE TRIGGER match_keys_renamed AFTER UPDATE OF name, given, family, org, birthday ON people BEGIN
    DELETE FROM match_keys WHERE person_id = NEW.id;
END;
CREATE TRIGGER match_keys_handle_given AFTER INSERT ON handles BEGIN
    DELETE FROM match_keys WHERE person_id = NEW.person_id;
END;
CREATE TRIGGER match_keys_handle_changed AFTER UPDATE OF person_id, raw, normal ON handles BEGIN
    DELETE FROM match_keys WHERE person_id IN (NEW.person_id, OLD.person_id);
END;
CREATE TRIGGER match_keys_handle_gone AFTER DELETE ON handles BEGIN
    DELETE FROM match_keys WHERE person_id = OLD.person_id;
END;

CREATE TABLE conversations (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    request_id INTEGER REFERENCES requests (id),
    kind TEXT NOT NULL CHECK (kind IN ('call', 'video', 'meeting', 'message', 'event')),
    at TEXT NOT NULL,
    duration_s INTEGER NOT NULL DEFAULT 0 CHECK (duration_s >= 0),
    outcome TEXT NOT NULL CHECK (outcome IN ('reached', 'no_answer', 'voicemail', 'wrong_number')),
    trust INTEGER CHECK (trust BETWEEN 1 AND 5),
    chemistry INTEGER CHECK (chemistry BETWEEN 1 AND 5),
    note TEXT NOT NULL DEFAULT '',
    source_key TEXT UNIQUE,
    UNIQUE (id, person_id),
    CHECK (outcome = 'reached' OR (trust IS NULL AND chemistry IS NULL))
);
CREATE INDEX conversations_by_person ON conversations (person_id, at);
CREATE INDEX conversations_by_request ON conversations (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE grounds (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL CHECK (kind IN ('a', 'b', 'c')),
    since TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    introducer_id INTEGER REFERENCES people (id),
    fallen_at TEXT,
    fallen_why TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    UNIQUE (id, person_id),
    CHECK (kind = 'c' OR (trim(since) <> '' AND trim(place) <> '' AND introducer_id IS NULL)),
    CHECK (kind <> 'c' OR (introducer_id IS NOT NULL AND introducer_id <> person_id))
);
CREATE INDEX grounds_by_person ON grounds (person_id);
CREATE INDEX grounds_by_introducer ON grounds (introducer_id) WHERE introducer_id IS NOT NULL;

CREATE TABLE ties (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    a_id INTEGER NOT NULL REFERENCES people (id),
    b_id INTEGER NOT NULL REFERENCES people (id),
    claimed_by INTEGER REFERENCES people (id),
    introduced_by INTEGER REFERENCES people (id),
    since TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    CHECK (a_id < b_id),
    UNIQUE (a_id, b_id)
);
CREATE INDEX ties_by_b ON ties (b_id);
CREATE INDEX ties_by_claimant ON ties (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX ties_by_introducer ON ties (introduced_by) WHERE introduced_by IS NOT NULL;
CREATE INDEX ties_introduced_a ON ties (a_id, b_id) WHERE introduced_by IS NOT NULL;
CREATE INDEX ties_introduced_b ON ties (b_id, a_id) WHERE introduced_by IS NOT NULL;

CREATE TABLE cross_checks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    introducer_id INTEGER NOT NULL REFERENCES people (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    asked_at TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('knows_well', 'knows', 'vaguely', 'not_at_all')),
    note TEXT NOT NULL DEFAULT '',
    CHECK (introducer_id <> person_id)
);
CREATE INDEX cross_checks_by_person ON cross_checks (person_id, introducer_id, asked_at);
CREATE INDEX cross_checks_by_introducer ON cross_checks (introducer_id);

CREATE TABLE requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id),
    direction TEXT NOT NULL DEFAULT 'incoming' CHECK (direction IN ('incoming', 'outgoing')),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    haystack TEXT NOT NULL DEFAULT '',
    platform TEXT NOT NULL DEFAULT '',
    headline TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    sent_at TEXT NOT NULL,
    introducer_id INTEGER REFERENCES people (id),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'confirmed', 'declined', 'accepted')),
    defer_until TEXT,
    asleep INTEGER NOT NULL DEFAULT 0 CHECK (asleep IN (0, 1)),
    reason TEXT NOT NULL DEFAULT '',
    decided_at TEXT,
    conversation_id INTEGER,
    ground_id INTEGER,
    score INTEGER NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 100),
    score_reasons TEXT NOT NULL DEFAULT '[]',
    source_key TEXT UNIQUE,
    created_at TEXT NOT NULL,
    FOREIGN KEY (conversation_id, person_id) REFERENCES conversations (id, person_id),
    FOREIGN KEY (ground_id, person_id) REFERENCES grounds (id, person_id),
    CHECK (state = 'pending' OR decided_at IS NOT NULL),
    CHECK (direction = 'incoming' OR state <> 'confirmed'),
    CHECK (direction = 'outgoing' OR state <> 'accepted'),
    CHECK (asleep = 0 OR defer_until IS NOT NULL)
);
CREATE INDEX requests_by_person ON requests (person_id);
CREATE INDEX requests_by_introducer ON requests (introducer_id) WHERE introducer_id IS NOT NULL;
CREATE INDEX requests_by_conversation ON requests (conversation_id, person_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX requests_by_ground ON requests (ground_id, person_id) WHERE ground_id IS NOT NULL;
CREATE INDEX inbox_by_age ON requests (asleep, sent_at, id)
    WHERE state = 'pending' AND direction = 'incoming';
CREATE INDEX inbox_by_name ON requests (asleep, name_key, id)
    WHERE state = 'pending' AND direction = 'incoming';
CREATE INDEX inbox_by_platform ON requests (asleep, platform, id)
    WHERE state = 'pending' AND direction = 'incoming';
CREATE INDEX inbox_by_score ON requests (asleep, score, id)
    WHERE state = 'pending' AND direction = 'incoming';
CREATE INDEX requests_deferred ON requests (defer_until)
    WHERE state = 'pending' AND defer_until IS NOT NULL;
CREATE INDEX requests_by_moment ON requests (sent_at, id) WHERE direction = 'incoming';

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    rhythm_days INTEGER CHECK (rhythm_days >= 0)
);
CREATE TABLE person_tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id),
    tag_id INTEGER NOT NULL REFERENCES tags (id),
    UNIQUE (person_id, tag_id)
);
CREATE INDEX person_tags_by_tag ON person_tags (tag_id);

CREATE TABLE follow_ups (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    request_id INTEGER REFERENCES requests (id),
    due TEXT NOT NULL,
    what TEXT NOT NULL DEFAULT '',
    done_at TEXT
);
CREATE INDEX follow_ups_open ON follow_ups (due) WHERE done_at IS NULL;
CREATE INDEX follow_ups_by_person ON follow_ups (person_id);
CREATE INDEX follow_ups_by_request ON follow_ups (request_id) WHERE request_id IS NOT NULL;

-- What came up for a day and was put off: a sign of life, asking an introducer, the review of somebody shaky, the
-- check of somebody unproven. `until` is the day on which it comes up again, `at` when it was put off.
CREATE TABLE snoozes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id),
    what TEXT NOT NULL CHECK (what IN ('touch', 'ask', 'shaky', 'unproven')),
    until TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (person_id, what)
);
-- What a check of somebody unproven or shaky found, as far as no ground came of it.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    found TEXT NOT NULL CHECK (found IN ('not_dependable', 'ask_first'))
);
CREATE INDEX reviews_by_person ON reviews (person_id, at);

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    at TEXT NOT NULL,
    added INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE import_rows (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    line INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('added', 'changed', 'known', 'skipped')),
    person_id INTEGER REFERENCES people (id),
    request_id INTEGER REFERENCES requests (id),
    detail TEXT NOT NULL DEFAULT '',
    fingerprint TEXT
);
CREATE INDEX import_rows_by_import ON import_rows (import_id);
CREATE INDEX import_rows_by_fingerprint ON import_rows (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX import_rows_by_person ON import_rows (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX import_rows_by_request ON import_rows (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE duplicate_pairs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    a_id INTEGER NOT NULL REFERENCES people (id),
    b_id INTEGER NOT NULL REFERENCES people (id),
    probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
    reasons TEXT NOT NULL DEFAULT '[]',
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'different', 'merged')),
    CHECK (a_id < b_id),
    UNIQUE (a_id, b_id)
);
CREATE INDEX duplicate_pairs_by_b ON duplicate_pairs (b_id);
CREATE INDEX duplicate_pairs_open ON duplicate_pairs (probability) WHERE state = 'open';

CREATE TABLE leads (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    introducer_id INTEGER REFERENCES people (id),
    at TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('hint', 'application', 'interview', 'offer', 'hired', 'lost')),
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX leads_by_person ON leads (person_id);
CREATE INDEX leads_by_introducer ON leads (introducer_id) WHERE introducer_id IS NOT NULL;
CREATE TABLE lead_stages (
    id INTEGER PRIMARY KEY,
    lead_id INTEGER NOT NULL REFERENCES leads (id),
    stage TEXT NOT NULL CHECK (stage IN ('hint', 'application', 'interview', 'offer', 'hired', 'lost')),
    at TEXT NOT NULL
);
CREATE INDEX lead_stages_by_lead ON lead_stages (lead_id);

CREATE TABLE observations (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('profile_views', 'search_position', 'profile_item', 'event')),
    platform TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    value REAL,
    days INTEGER CHECK (days > 0),
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX observations_by_kind ON observations (kind, at);

CREATE TABLE settings (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
);

-- `undone` is 2 while the entry is being undone or redone.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    verb TEXT NOT NULL,
    label TEXT NOT NULL,
    params TEXT NOT NULL DEFAULT '{}',
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1, 2))
);
CREATE INDEX journal_undone ON journal (undone, id);
CREATE TABLE journal_changes (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES journal (id),
    noun TEXT NOT NULL,
    op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    image TEXT
);
CREATE INDEX journal_changes_by_entry ON journal_changes (entry_id, id);
CREATE INDEX journal_changes_by_row ON journal_changes (noun, first_id, last_id, entry_id);

-- What is searched as one types, folded; made by `search.refresh`, no part of the journal. People above `indexed`
-- wait to be taken in, so bulk intake pays nothing for it; whoever changes later is noted as stale.

CREATE VIRTUAL TABLE search USING fts5 (
    name, org, city, tags, handles, texts,
    tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3', columnsize = 0
);
CREATE TABLE search_words (
    word TEXT NOT NULL,
    named INTEGER NOT NULL CHECK (named IN (0, 1)),
    PRIMARY KEY (word, named)
) WITHOUT ROWID;
CREATE TABLE search_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    indexed INTEGER NOT NULL
);
INSERT INTO search_state (id, indexed) VALUES (1, 0);
CREATE TABLE search_stale (
    person_id INTEGER PRIMARY KEY
);
CREATE TRIGGER search_person_back AFTER INSERT ON people
WHEN NEW.id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.id);
END;
CREATE TRIGGER search_person_changed AFTER UPDATE OF name, nickname, org, title, city, country, note ON people
WHEN NEW.id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.id);
END;
CREATE TRIGGER search_person_gone AFTER DELETE ON people
WHEN OLD.id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (OLD.id);
END;
CREATE TRIGGER search_handle_given AFTER INSERT ON handles
WHEN NEW.person_id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.person_id);
END;
CREATE TRIGGER search_handle_changed AFTER UPDATE OF person_id, raw, normal ON handles
WHEN min(NEW.person_id, OLD.person_id) <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.person_id);
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (OLD.person_id);
END;
CREATE TRIGGER search_handle_gone AFTER DELETE ON handles
WHEN OLD.person_id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (OLD.person_id);
END;
CREATE TRIGGER search_talk_given AFTER INSERT ON conversations
WHEN NEW.person_id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.person_id);
END;
CREATE TRIGGER search_talk_changed AFTER UPDATE OF person_id, note ON conversations
WHEN min(NEW.person_id, OLD.person_id) <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.person_id);
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (OLD.person_id);
END;
CREATE TRIGGER search_talk_gone AFTER DELETE ON conversations
WHEN OLD.person_id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (OLD.person_id);
END;
CREATE TRIGGER search_request_given AFTER INSERT ON requests
WHEN NEW.person_id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.person_id);
END;
CREATE TRIGGER search_request_changed AFTER UPDATE OF person_id, name, headline, message ON requests
WHEN min(NEW.person_id, OLD.person_id) <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.person_id);
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (OLD.person_id);
END;
CREATE TRIGGER search_request_gone AFTER DELETE ON requests
WHEN OLD.person_id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (OLD.person_id);
END;
CREATE TRIGGER search_tag_given AFTER INSERT ON person_tags
WHEN NEW.person_id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.person_id);
END;
CREATE TRIGGER search_tag_changed AFTER UPDATE OF person_id, tag_id ON person_tags
WHEN min(NEW.person_id, OLD.person_id) <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (NEW.person_id);
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (OLD.person_id);
END;
CREATE TRIGGER search_tag_gone AFTER DELETE ON person_tags
WHEN OLD.person_id <= (SELECT indexed FROM search_state) BEGIN
    INSERT OR IGNORE INTO search_stale (person_id) VALUES (OLD.person_id);
END;
CREATE TRIGGER search_tag_renamed AFTER UPDATE OF name ON tags BEGIN
    INSERT OR IGNORE INTO search_stale SELECT person_id FROM person_tags WHERE tag_id = NEW.id;
END;

-- By what nearly the same message is found again (MinHash keys of incoming requests), derived like the index above:
-- a message that comes or changes is noted as stale and gets its keys before they are asked for.

CREATE TABLE search_messages (
    key INTEGER NOT NULL,
    request_id INTEGER NOT NULL,
    PRIMARY KEY (key, request_id)
) WITHOUT ROWID;
CREATE INDEX search_messages_by_request ON search_messages (request_id);
CREATE TABLE search_messages_stale (
    request_id INTEGER PRIMARY KEY
);
CREATE TRIGGER search_message_given AFTER INSERT ON requests
WHEN NEW.message <> '' AND NEW.direction = 'incoming' BEGIN
    INSERT OR IGNORE INTO search_messages_stale (request_id) VALUES (NEW.id);
END;
CREATE TRIGGER search_message_changed AFTER UPDATE OF message ON requests BEGIN
    DELETE FROM search_messages WHERE request_id = NEW.id;
    INSERT OR IGNORE INTO search_messages_stale (request_id) VALUES (NEW.id);
END;
CREATE TRIGGER search_message_gone AFTER DELETE ON requests BEGIN
    DELETE FROM search_messages WHERE request_id = OLD.id;
    DELETE FROM search_messages_stale WHERE request_id = OLD.id;
END;

-- Who was erased for good and must not come back by an import: salted hashes, from which nothing can be read. No part
-- of the journal; the salt is the book's own.

CREATE TABLE erased (
    id INTEGER PRIMARY KEY,
    mark TEXT NOT NULL UNIQUE
);

-- The standing of a person follows from the grounds and nothing else.

CREATE VIEW standing_grounds AS
    SELECT g.id, g.person_id, g.kind, g.introducer_id
    FROM grounds g
    WHERE g.fallen_at IS NULL
      AND (g.kind IN ('a', 'b')
           OR (EXISTS (SELECT 1 FROM grounds i
                       WHERE i.person_id = g.introducer_id AND i.kind IN ('a', 'b') AND i.fallen_at IS NULL)
               AND 'not_at_all' IS NOT (SELECT x.answer FROM cross_checks x
                                        WHERE x.introducer_id = g.introducer_id AND x.person_id = g.person_id
                                        ORDER BY x.asked_at DESC, x.id DESC LIMIT 1)));

CREATE VIEW standings AS
    SELECT p.id AS person_id,
           CASE WHEN EXISTS (SELECT 1 FROM standing_grounds s WHERE s.person_id = p.id) THEN 'dependable'
                WHEN EXISTS (SELECT 1 FROM grounds g WHERE g.person_id = p.id) THEN 'shaky'
                ELSE 'unproven' END AS standing
    FROM people p;

CREATE TRIGGER ground_given AFTER INSERT ON grounds BEGIN
    UPDATE people SET standing = (SELECT s.standing FROM standings s WHERE s.person_id = people.id)
    WHERE id = NEW.person_id
       OR id IN (SELECT person_id FROM grounds WHERE introducer_id = NEW.person_id);
END;
CREATE TRIGGER ground_changed AFTER UPDATE ON grounds BEGIN
    UPDATE people SET standing = (SELECT s.standing FROM standings s WHERE s.person_id = people.id)
    WHERE id IN (NEW.person_id, OLD.person_id)
       OR id IN (SELECT person_id FROM grounds WHERE introducer_id IN (NEW.person_id, OLD.person_id));
END;
CREATE TRIGGER ground_removed AFTER DELETE ON grounds BEGIN
    UPDATE people SET standing = (SELECT s.standing FROM standings s WHERE s.person_id = people.id)
    WHERE id = OLD.person_id
       OR id IN (SELECT person_id FROM grounds WHERE introducer_id = OLD.person_id);
END;
CREATE TRIGGER cross_check_answered AFTER INSERT ON cross_checks BEGIN
    UPDATE people SET standing = (SELECT s.standing FROM standings s WHERE s.person_id = people.id)
    WHERE id = NEW.person_id;
END;
CREATE TRIGGER cross_check_changed AFTER UPDATE ON cross_checks BEGIN
    UPDATE people SET standing = (SELECT s.standing FROM standings s WHERE s.person_id = people.id)
    WHERE id IN (NEW.person_id, OLD.person_id);
END;
CREATE TRIGGER cross_check_removed AFTER DELETE ON cross_checks BEGIN
    UPDATE people SET standing = (SELECT s.standing FROM standings s WHERE s.person_id = people.id)
    WHERE id = OLD.person_id;
END;
CREATE TRIGGER standing_is_derived BEFORE UPDATE OF id, standing ON people
WHEN NEW.standing IS NOT (SELECT s.standing FROM standings s WHERE s.person_id = NEW.id) BEGIN
    SELECT raise(ABORT, 'rule: the standing follows from the grounds');
END;
CREATE TRIGGER standing_is_derived_at_first AFTER INSERT ON people
WHEN NEW.standing IS NOT (SELECT s.standing FROM standings s WHERE s.person_id = NEW.id) BEGIN
    SELECT raise(ABORT, 'rule: the standing follows from the grounds');
END;

-- REPLACE deletes without a trigger, so what a standing follows from keeps its id.

CREATE TRIGGER ground_not_replaced BEFORE INSERT ON grounds
WHEN EXISTS (SELECT 1 FROM grounds g WHERE g.id = NEW.id) BEGIN
    SELECT raise(ABORT, 'rule: a ground falls, it is never replaced');
END;
CREATE TRIGGER ground_keeps_id BEFORE UPDATE OF id ON grounds WHEN NEW.id <> OLD.id BEGIN
    SELECT raise(ABORT, 'rule: a ground falls, it is never replaced');
END;
CREATE TRIGGER cross_check_not_replaced BEFORE INSERT ON cross_checks
WHEN EXISTS (SELECT 1 FROM cross_checks x WHERE x.id = NEW.id) BEGIN
    SELECT raise(ABORT, 'rule: an answer is never replaced by another');
END;
CREATE TRIGGER cross_check_keeps_id BEFORE UPDATE OF id ON cross_checks WHEN NEW.id <> OLD.id BEGIN
    SELECT raise(ABORT, 'rule: an answer is never replaced by another');
END;

-- Ground c rests on an introducer who stands on a or b himself, never on c. Whether it stands is always told
-- by the view above; these triggers refuse to give one that never could. A merge may carry one along whose
-- introducer has fallen, and undoing must bring back what there was.

CREATE TRIGGER ground_c_given BEFORE INSERT ON grounds
WHEN NEW.kind = 'c'
    AND NOT EXISTS (
        SELECT 1 FROM grounds i
        WHERE i.person_id = NEW.introducer_id AND i.kind IN ('a', 'b') AND i.fallen_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM journal WHERE undone = 2) BEGIN
    SELECT raise(ABORT, 'rule: ground c needs an introducer who stands on ground a or b');
END;
CREATE TRIGGER ground_c_changed BEFORE UPDATE OF kind, introducer_id ON grounds
WHEN NEW.kind = 'c'
    AND NOT EXISTS (
        SELECT 1 FROM grounds i WHERE i.person_id = NEW.introducer_id AND i.kind IN ('a', 'b') AND i.id <> NEW.id)
    AND NOT EXISTS (SELECT 1 FROM journal WHERE undone = 2) BEGIN
    SELECT raise(ABORT, 'rule: ground c needs an introducer who stands on ground a or b');
END;

-- No request is confirmed without a personal contact before it: the latest one that was judged decides. That
-- the conversation and the ground belong to the request's person is held by the foreign keys of requests,
-- also when people are merged.

CREATE TRIGGER request_arrives BEFORE INSERT ON requests WHEN NEW.state = 'confirmed' BEGIN
    SELECT raise(ABORT, 'rule: a request arrives unconfirmed');
END;
CREATE TRIGGER request_confirmed
BEFORE UPDATE OF state, conversation_id, ground_id, decided_at ON requests
WHEN NEW.state = 'confirmed' AND NOT (
    EXISTS (SELECT 1 FROM conversations c
            WHERE c.id = NEW.conversation_id AND c.person_id = NEW.person_id
              AND c.kind IN ('call', 'video', 'meeting') AND c.outcome = 'reached'
              AND c.trust >= 3 AND c.chemistry >= 3 AND c.at <= NEW.decided_at
              AND NOT EXISTS (SELECT 1 FROM conversations later
                              WHERE later.person_id = NEW.person_id AND later.outcome = 'reached'
                                AND later.kind IN ('call', 'video', 'meeting')
                                AND (later.trust IS NOT NULL OR later.chemistry IS NOT NULL)
                                AND (later.trust >= 3 AND later.chemistry >= 3) IS NOT TRUE
                                AND (later.at, later.id) > (c.at, c.id) AND later.at <= NEW.decided_at))
    AND EXISTS (SELECT 1 FROM standing_grounds g WHERE g.id = NEW.ground_id AND g.person_id = NEW.person_id)
) BEGIN
    SELECT raise(ABORT, 'rule: no request is confirmed without a personal contact before it');
END;
CREATE TRIGGER conversation_bears BEFORE UPDATE ON conversations
WHEN EXISTS (SELECT 1 FROM requests r
             WHERE r.conversation_id = NEW.id AND r.state = 'confirmed'
               AND (NEW.kind IN ('call', 'video', 'meeting') AND NEW.outcome = 'reached'
                    AND NEW.trust >= 3 AND NEW.chemistry >= 3 AND NEW.at <= r.decided_at) IS NOT TRUE) BEGIN
    SELECT raise(ABORT, 'rule: a confirmed request rests on this conversation');
END;
CREATE TRIGGER conversation_replaced BEFORE INSERT ON conversations
WHEN EXISTS (SELECT 1 FROM requests r
             WHERE r.conversation_id = NEW.id AND r.state = 'confirmed'
               AND (NEW.kind IN ('call', 'video', 'meeting') AND NEW.outcome = 'reached'
                    AND NEW.trust >= 3 AND NEW.chemistry >= 3 AND NEW.at <= r.decided_at) IS NOT TRUE) BEGIN
    SELECT raise(ABORT, 'rule: a confirmed request rests on this conversation');
END;

-- How many there are, kept as they come and go: counting a million rows takes longer than a key may.

CREATE TABLE tallies (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    n INTEGER NOT NULL DEFAULT 0
);
INSERT INTO tallies (name) VALUES ('waiting'), ('deferred'), ('contacts'), ('dependable');

CREATE TRIGGER tally_request_comes AFTER INSERT ON requests
WHEN NEW.state = 'pending' AND NEW.direction = 'incoming' BEGIN
    UPDATE tallies SET n = n + 1 WHERE name = iif(NEW.asleep, 'deferred', 'waiting');
END;
CREATE TRIGGER tally_request_goes AFTER DELETE ON requests
WHEN OLD.state = 'pending' AND OLD.direction = 'incoming' BEGIN
    UPDATE tallies SET n = n - 1 WHERE name = iif(OLD.asleep, 'deferred', 'waiting');
END;
CREATE TRIGGER tally_request_changes AFTER UPDATE OF state, direction, asleep ON requests BEGIN
    UPDATE tallies SET n = n - 1
    WHERE OLD.state = 'pending' AND OLD.direction = 'incoming' AND name = iif(OLD.asleep, 'deferred', 'waiting');
    UPDATE tallies SET n = n + 1
    WHERE NEW.state = 'pending' AND NEW.direction = 'incoming' AND name = iif(NEW.asleep, 'deferred', 'waiting');
END;
CREATE TRIGGER tally_person_comes AFTER INSERT ON people WHEN NEW.contact = 1 BEGIN
    UPDATE tallies SET n = n + 1 WHERE name = 'contacts';
END;
CREATE TRIGGER tally_person_goes AFTER DELETE ON people WHEN OLD.contact = 1 BEGIN
    UPDATE tallies SET n = n - 1 WHERE name = 'contacts' OR (name = 'dependable' AND OLD.standing = 'dependable');
END;
CREATE TRIGGER tally_person_changes AFTER UPDATE OF contact, standing ON people BEGIN
    UPDATE tallies SET n = n + NEW.contact - OLD.contact WHERE name = 'contacts';
    UPDATE tallies SET n = n + (NEW.contact AND NEW.standing = 'dependable') - (OLD.contact AND OLD.standing = 'dependable')
    WHERE name = 'dependable';
END;
