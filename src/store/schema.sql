-- SPDX-License-Identifier: GPL-2.0-or-later
-- The whole schema, version 1. Times are wall-clock milliseconds since 1970 UTC. Enumerations
-- are the integers of the C enums named beside them.

-- The phone book ---------------------------------------------------------------------------

CREATE TABLE household (
  id         INTEGER PRIMARY KEY,
  code       TEXT NOT NULL UNIQUE,           -- "T1-001", the key of the village's list
  head       TEXT NOT NULL,
  cluster    TEXT NOT NULL DEFAULT '',
  address    TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  frail      INTEGER NOT NULL DEFAULT 0 CHECK (frail IN (0, 1)),
  walk       INTEGER NOT NULL DEFAULT 0,     -- walking order within the cluster
  neighbour_id INTEGER REFERENCES household (id) ON DELETE SET NULL,  -- who agreed to tell it
  folded     TEXT NOT NULL DEFAULT '',       -- code, head, address by text_fold(), to search in
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX household_cluster ON household (cluster, walk);
CREATE INDEX household_neighbour ON household (neighbour_id) WHERE neighbour_id IS NOT NULL;

CREATE TABLE phone (
  id         INTEGER PRIMARY KEY,
  number     TEXT NOT NULL UNIQUE,           -- E.164, or a short code
  fixed      INTEGER NOT NULL DEFAULT 0 CHECK (fixed IN (0, 1)),  -- a land line takes no SMS
  stopped_at INTEGER,                        -- its owner wants no more messages
  stop_told_at  INTEGER,                     -- the box has confirmed it
  start_told_at INTEGER,                     -- the same when he wanted them again
  concat_ref INTEGER NOT NULL DEFAULT 0      -- last reference used for a long message to it
) STRICT;

CREATE TABLE holding (                       -- a household holds a phone
  household_id INTEGER NOT NULL REFERENCES household (id) ON DELETE CASCADE,
  rank         INTEGER NOT NULL,             -- 1 is rung first
  phone_id     INTEGER NOT NULL REFERENCES phone (id),
  person       TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (household_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX holding_phone ON holding (phone_id);

CREATE TABLE village_group (
  id   INTEGER PRIMARY KEY,
  key  TEXT NOT NULL UNIQUE,                 -- folded name
  name TEXT NOT NULL
) STRICT;

CREATE TABLE member (
  group_id     INTEGER NOT NULL REFERENCES village_group (id) ON DELETE CASCADE,
  household_id INTEGER NOT NULL REFERENCES household (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, household_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_household ON member (household_id);

CREATE TABLE subgroup (
  group_id INTEGER NOT NULL REFERENCES village_group (id) ON DELETE CASCADE,
  child_id INTEGER NOT NULL REFERENCES village_group (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, child_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (                        -- a list on its way into the phone book; one at a time
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  author     TEXT NOT NULL,
  name       TEXT NOT NULL,                  -- of the file
  begun_at   INTEGER NOT NULL,
  stands     INTEGER NOT NULL DEFAULT 0 CHECK (stands IN (0, 1)),  -- written down whole: is taken in
  head       BLOB NOT NULL,                  -- of village/import_piece.h
  added INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
  numbers_added INTEGER NOT NULL DEFAULT 0, numbers_removed INTEGER NOT NULL DEFAULT 0,
  groups_added INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE import_piece (                  -- what of it is still to be taken in, in this order
  id    INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE staff (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  role     INTEGER NOT NULL,                 -- enum staff_role
  phone_id INTEGER REFERENCES phone (id),
  cluster  TEXT NOT NULL DEFAULT '',         -- whose doors a leader knocks on
  wrong_codes INTEGER NOT NULL DEFAULT 0,    -- by SMS, since the last right one
  locked_at   INTEGER                        -- takes no orders by SMS since then
) STRICT;
CREATE INDEX staff_phone ON staff (phone_id);

CREATE TABLE staff_group (                   -- the groups a leader may announce to
  staff_id INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  group_id INTEGER NOT NULL REFERENCES village_group (id) ON DELETE CASCADE,
  PRIMARY KEY (staff_id, group_id)
) STRICT, WITHOUT ROWID;

-- Signing in --------------------------------------------------------------------------------
-- Of every secret that a client shows only its BLAKE2b hash is here.

CREATE TABLE account (                       -- a member of staff who may sign in
  staff_id   INTEGER PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
  password   TEXT NOT NULL,                  -- argon2id, with its salt and cost
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (                       -- one browser, signed in
  hash       BLOB PRIMARY KEY,               -- of its cookie
  staff_id   INTEGER NOT NULL REFERENCES account (staff_id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  agent      TEXT NOT NULL                   -- what the browser calls itself
) STRICT, WITHOUT ROWID;
CREATE INDEX session_staff ON session (staff_id);

CREATE TABLE link (                          -- good for choosing a password, once
  hash       BLOB PRIMARY KEY,
  staff_id   INTEGER REFERENCES staff (id) ON DELETE CASCADE,  -- NULL: for a new head
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE token (                         -- another program
  id         INTEGER PRIMARY KEY,
  hash       BLOB NOT NULL UNIQUE,
  name       TEXT NOT NULL UNIQUE,
  role       INTEGER NOT NULL,               -- enum staff_role
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER                         -- NULL: never
) STRICT;

CREATE TABLE staff_category (                -- whose work the reports of a category are
  staff_id INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  category INTEGER NOT NULL,                 -- enum reply_category
  PRIMARY KEY (staff_id, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (                         -- an announcement in the making
  id         INTEGER PRIMARY KEY,
  owner      TEXT NOT NULL,                  -- whose; '' of a template, the village's
  name       TEXT NOT NULL,                  -- of a template, else ''
  content    TEXT NOT NULL,                  -- JSON, the console's business
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX draft_name ON draft (name) WHERE owner = '';
CREATE INDEX draft_owner ON draft (owner, changed_at);

-- Announcements and what became of them ------------------------------------------------------

CREATE TABLE announcement (
  id           INTEGER PRIMARY KEY,
  kind         INTEGER NOT NULL,             -- enum announcement_kind
  priority     INTEGER NOT NULL,             -- enum priority
  state        INTEGER NOT NULL,             -- enum announcement_state
  body         TEXT NOT NULL,                -- as written
  air          TEXT NOT NULL,                -- as it goes on the air; fields still in braces
  templated    INTEGER NOT NULL,
  flash        INTEGER NOT NULL,
  ack          INTEGER NOT NULL,             -- a plain acknowledgement is asked for
  help_option  INTEGER NOT NULL,             -- 0: none
  audience     TEXT NOT NULL,                -- the groups asked for, as written
  excepted     TEXT NOT NULL,
  author       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  at           INTEGER NOT NULL,             -- not before
  expires_at   INTEGER NOT NULL,             -- nothing goes out after
  answer_until INTEGER NOT NULL,             -- replies are read against it until then
  about_at     INTEGER NOT NULL,             -- the day and hour that {date} and {time} mean
  accents      INTEGER NOT NULL,             -- enum text_accents
  households   INTEGER NOT NULL,
  phones       INTEGER NOT NULL,
  parts        INTEGER NOT NULL,
  replaces     INTEGER NOT NULL DEFAULT 0,   -- the announcement that this one takes the place of
  correction   TEXT NOT NULL,                -- for those who have that, as written; '': the house's
  replaced_by  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX announcement_expires ON announcement (expires_at);
CREATE INDEX announcement_pending ON announcement (expires_at) WHERE state = 1;
CREATE INDEX announcement_replaces ON announcement (replaces) WHERE replaces > 0;

CREATE TABLE announcement_option (
  announcement_id INTEGER NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
  number          INTEGER NOT NULL,
  spec            TEXT NOT NULL,             -- "1=Có đi|co,di"
  call            TEXT NOT NULL DEFAULT '',  -- the carrier that one rings to choose it, '' none
  PRIMARY KEY (announcement_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE schedule (                      -- what is announced again, or with reminders
  id          INTEGER PRIMARY KEY,
  author      TEXT NOT NULL,
  audience    TEXT NOT NULL,                 -- as of an announcement, and so on
  excepted    TEXT NOT NULL,
  body        TEXT NOT NULL,
  kind        INTEGER NOT NULL,
  priority    INTEGER NOT NULL,
  help_option INTEGER NOT NULL,
  accents     INTEGER NOT NULL,              -- enum text_accents, -1: as configured
  ack         INTEGER NOT NULL,
  flash       INTEGER NOT NULL,
  options     TEXT NOT NULL,                 -- a spec a line
  created_at  INTEGER NOT NULL,
  at          INTEGER NOT NULL,              -- not before, and the hour of the day
  lasts_ms    INTEGER NOT NULL,              -- what it makes goes out within this; 0: configured
  rule        TEXT NOT NULL,                 -- RFC 5545, '' none
  lunar       TEXT NOT NULL,                 -- "15", "15/8", '' none
  remind      TEXT NOT NULL,                 -- "3d,evening"
  paused      INTEGER NOT NULL DEFAULT 0,
  done_until  INTEGER NOT NULL,              -- what was due by then was made, or given up
  next_at     INTEGER NOT NULL,              -- something of it is due; 0: it has ended
  made        INTEGER NOT NULL DEFAULT 0,
  missed      INTEGER NOT NULL DEFAULT 0,
  why         TEXT NOT NULL DEFAULT ''       -- the last trouble
) STRICT;
CREATE INDEX schedule_due ON schedule (next_at) WHERE paused = 0 AND next_at > 0;

CREATE TABLE occurrence (                    -- what a schedule has made: each once
  schedule_id     INTEGER NOT NULL REFERENCES schedule (id) ON DELETE CASCADE,
  at              INTEGER NOT NULL,
  reminder        INTEGER NOT NULL,          -- 0: the occurrence itself, else its n-th reminder
  announcement_id INTEGER NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
  PRIMARY KEY (schedule_id, at, reminder)
) STRICT, WITHOUT ROWID;

CREATE TABLE reach (                         -- what is known of one household
  announcement_id INTEGER NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
  household_id    INTEGER NOT NULL REFERENCES household (id) ON DELETE CASCADE,
  reached_by      INTEGER NOT NULL DEFAULT 0,  -- enum reach_by, 0: not reached
  reached_at      INTEGER,
  rung            INTEGER NOT NULL DEFAULT 0,  -- enum rung: how far the ladder has come
  rung_at         INTEGER NOT NULL DEFAULT 0,  -- since when; 0: since it was made
  due_at          INTEGER NOT NULL DEFAULT 0,  -- the ladder looks again; 0: when something happens
  PRIMARY KEY (announcement_id, household_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reach_household ON reach (household_id);
CREATE INDEX reach_due ON reach (due_at) WHERE due_at > 0;

CREATE TABLE ring (                          -- a call that draws attention to a text
  id              INTEGER PRIMARY KEY,       -- the tag on the wire
  announcement_id INTEGER NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
  phone_id        INTEGER NOT NULL REFERENCES phone (id),
  state           INTEGER NOT NULL DEFAULT 0,  -- enum ring_state
  sturdy          INTEGER NOT NULL,          -- 0: a frail household, goes first
  carrier_id      INTEGER NOT NULL DEFAULT 0,
  tries           INTEGER NOT NULL DEFAULT 0,
  at              INTEGER NOT NULL,          -- in this state since
  UNIQUE (announcement_id, phone_id)
) STRICT;
-- enum ring_state: 0 wanted, 1 ringing
CREATE INDEX ring_wanted ON ring (sturdy, id) WHERE state = 0;
CREATE INDEX ring_ringing ON ring (carrier_id) WHERE state = 1;

CREATE TABLE errand (                        -- a neighbour is asked to tell a household
  announcement_id INTEGER NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
  household_id    INTEGER NOT NULL REFERENCES household (id) ON DELETE CASCADE,
  phone_id        INTEGER NOT NULL REFERENCES phone (id),  -- the neighbour's
  message_id      INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  by_number       INTEGER NOT NULL,          -- he was told to answer with 1, else with the word
  asked_at        INTEGER NOT NULL,
  done_at         INTEGER,                   -- he said that it is done
  PRIMARY KEY (announcement_id, household_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX errand_phone ON errand (phone_id);
CREATE INDEX errand_message ON errand (message_id);

CREATE TABLE door_list (                     -- of one cluster; sent when the ladder has ended there
  announcement_id INTEGER NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
  cluster         TEXT NOT NULL,
  sent_at         INTEGER,                   -- NULL: not yet
  reminders       INTEGER NOT NULL DEFAULT 0,
  due_at          INTEGER NOT NULL DEFAULT 0,  -- when to look again, 0: never
  PRIMARY KEY (announcement_id, cluster)
) STRICT, WITHOUT ROWID;
CREATE INDEX door_list_due ON door_list (due_at) WHERE due_at > 0;

CREATE TABLE door_knocker (                  -- whom a door list was sent to
  announcement_id INTEGER NOT NULL,
  cluster         TEXT NOT NULL,
  phone_id        INTEGER NOT NULL REFERENCES phone (id),
  staff           TEXT NOT NULL,             -- his name, for the journal
  over_told       INTEGER NOT NULL DEFAULT 0,  -- 1: he was told that nobody is to be told any more
  PRIMARY KEY (announcement_id, cluster, phone_id),
  FOREIGN KEY (announcement_id, cluster) REFERENCES door_list ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX door_knocker_phone ON door_knocker (phone_id, announcement_id);

CREATE TABLE message (
  id              INTEGER PRIMARY KEY,
  announcement_id INTEGER REFERENCES announcement (id) ON DELETE CASCADE,
  phone_id        INTEGER NOT NULL REFERENCES phone (id),
  state           INTEGER NOT NULL,          -- enum message_state
  lane            INTEGER NOT NULL,          -- 0 emergency, 1 important, 2 routine
  contact         INTEGER NOT NULL DEFAULT 1,  -- 0 a correction, 1 first, 2 second
  sturdy          INTEGER NOT NULL DEFAULT 1,  -- 0: a frail household, goes first
  turn            INTEGER NOT NULL,          -- fair share among announcements
  hint            INTEGER NOT NULL DEFAULT 0,  -- the carrier on the recipient's network, 0: any;
                                             -- negative: that carrier and no other
  carrier_id      INTEGER NOT NULL DEFAULT 0,  -- the one that has sent a part of it
  parts           INTEGER NOT NULL,
  concat_ref      INTEGER NOT NULL DEFAULT 0,
  attempts        INTEGER NOT NULL DEFAULT 0,
  resends         INTEGER NOT NULL DEFAULT 0,  -- after an unknown outcome
  flash           INTEGER NOT NULL DEFAULT 0,
  text            TEXT,                      -- NULL: the announcement's own
  about_id        INTEGER NOT NULL DEFAULT 0,  -- of a text of the box: the announcement that it is
                                             -- about, and is worth nothing without; 0: none
  joined_to       INTEGER,                   -- the message inside which its text goes out
  created_at      INTEGER NOT NULL,
  due_at          INTEGER NOT NULL,          -- held, unknown and sent: when to look again
  expires_at      INTEGER NOT NULL,
  settled_at      INTEGER,
  why             INTEGER NOT NULL DEFAULT 0,  -- enum message_why
  code            INTEGER NOT NULL DEFAULT -1  -- the network's error or report status
) STRICT;
-- enum message_state: 0 held, 1 queued, 2 submitting, 3 unknown, 4 sent
CREATE INDEX message_queue ON message (hint, lane, contact, sturdy, turn, id) WHERE state = 1;
CREATE INDEX message_started ON message (carrier_id, lane) WHERE state = 1 AND carrier_id > 0;
-- Written with OR here and in the queries: an IN would build a table at each insert.
CREATE INDEX message_due ON message (due_at) WHERE (state = 0 OR state = 3 OR state = 4);
CREATE INDEX message_announcement ON message (announcement_id, state);
CREATE INDEX message_phone ON message (phone_id, announcement_id);

CREATE INDEX message_joined ON message (joined_to) WHERE joined_to IS NOT NULL;
CREATE INDEX message_about ON message (about_id) WHERE about_id > 0;
CREATE INDEX message_alone ON message (expires_at) WHERE state = 1 AND announcement_id IS NULL;

CREATE TABLE routine (                       -- routine announcements that a household had on a day
  household_id    INTEGER NOT NULL REFERENCES household (id) ON DELETE CASCADE,
  day             INTEGER NOT NULL,          -- yyyymmdd
  announcement_id INTEGER NOT NULL,
  PRIMARY KEY (household_id, day, announcement_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE part (                          -- one attempt to put one part on the air
  id           INTEGER PRIMARY KEY,          -- the tag on the wire
  message_id   INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  seq          INTEGER NOT NULL,             -- 1..message.parts
  phone_id     INTEGER NOT NULL,
  carrier_id   INTEGER NOT NULL,
  state        INTEGER NOT NULL,             -- enum part_state
  reference    INTEGER NOT NULL DEFAULT -1,  -- TP-MR
  submitted_at INTEGER NOT NULL,
  settled_at   INTEGER,
  origin       INTEGER NOT NULL DEFAULT 0,   -- enum wire_origin of a failure
  code         INTEGER NOT NULL DEFAULT -1,
  cost         INTEGER NOT NULL DEFAULT 0,   -- counted when it was handed over
  prepaid      INTEGER NOT NULL DEFAULT 0    -- 1: it came out of the SIM's package
) STRICT;
CREATE INDEX part_message ON part (message_id, seq);
-- enum part_state: 0 submitting, 1 unknown, 2 sent, 5 lost; those a report may settle
CREATE INDEX part_unsettled ON part (phone_id, carrier_id) WHERE (state < 3 OR state = 5);
CREATE INDEX part_submitting ON part (id) WHERE state = 0;

-- What came in -------------------------------------------------------------------------------

CREATE TABLE inbound (                       -- one part as it came off the air
  id           INTEGER PRIMARY KEY,
  carrier_id   INTEGER NOT NULL,
  sender       TEXT NOT NULL,                -- E.164 where it is a number, else as received
  text         TEXT NOT NULL,
  binary       INTEGER NOT NULL,
  sent_at      INTEGER NOT NULL,             -- the centre's time stamp, 0 unknown
  received_at  INTEGER NOT NULL,
  concat_bits  INTEGER NOT NULL,
  concat_ref   INTEGER NOT NULL,
  concat_total INTEGER NOT NULL,
  concat_seq   INTEGER NOT NULL,
  feedback_id  INTEGER REFERENCES feedback (id)  -- NULL: waits for its other parts
) STRICT;
CREATE UNIQUE INDEX inbound_once ON inbound
  (sender, sent_at, carrier_id, concat_ref, concat_seq, concat_total, text) WHERE sent_at > 0;
CREATE INDEX inbound_set ON inbound (carrier_id, sender, concat_ref, concat_total)
  WHERE concat_total > 1;
CREATE INDEX inbound_waiting ON inbound (received_at) WHERE feedback_id IS NULL;

CREATE TABLE feedback (                      -- the record made of one reply
  id              INTEGER PRIMARY KEY,
  received_at     INTEGER NOT NULL,
  carrier_id      INTEGER NOT NULL,
  sender          TEXT NOT NULL,
  phone_id        INTEGER REFERENCES phone (id),
  household_id    INTEGER REFERENCES household (id) ON DELETE SET NULL,
  announcement_id INTEGER REFERENCES announcement (id) ON DELETE SET NULL,
  kind            INTEGER NOT NULL,          -- enum reply_kind
  choice          INTEGER NOT NULL DEFAULT 0,
  category        INTEGER NOT NULL DEFAULT 0,  -- enum reply_category
  urgent          INTEGER NOT NULL DEFAULT 0,
  text            TEXT NOT NULL,             -- raw, as received
  note            TEXT NOT NULL DEFAULT '',
  understood      TEXT NOT NULL DEFAULT '',  -- why it was understood so
  partial         INTEGER NOT NULL DEFAULT 0,  -- parts of it are still missing
  calls           INTEGER NOT NULL DEFAULT 0,  -- of its sender, who sent no text; 0: he did
  called_at       INTEGER,                   -- the last of several calls
  state           INTEGER NOT NULL,          -- enum feedback_state
  staff_id        INTEGER REFERENCES staff (id) ON DELETE SET NULL,
  about_id        INTEGER REFERENCES feedback (id),  -- the earlier record that this one asks about
  told            INTEGER NOT NULL DEFAULT 0,  -- enum feedback_told
  told_at         INTEGER,                   -- since when it is so
  step            INTEGER NOT NULL DEFAULT 0,  -- how often it was brought up again, being open
  due_at          INTEGER,                   -- when it is brought up next; NULL: no more
  closed_at       INTEGER,
  closed_by       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX feedback_announcement ON feedback (announcement_id, household_id, id);
CREATE INDEX feedback_open ON feedback (urgent, id) WHERE state = 0;
CREATE INDEX feedback_household ON feedback (household_id);
CREATE INDEX feedback_phone ON feedback (phone_id);
CREATE INDEX feedback_called ON feedback (sender) WHERE calls > 0;
CREATE INDEX feedback_received ON feedback (received_at);
CREATE INDEX feedback_staff ON feedback (staff_id) WHERE state = 0;
CREATE INDEX feedback_told ON feedback (told, told_at) WHERE told > 0;
CREATE INDEX feedback_due ON feedback (urgent, due_at) WHERE state = 0 AND due_at IS NOT NULL;

CREATE TABLE feedback_event (                -- what was done and said about a record
  id          INTEGER PRIMARY KEY,
  feedback_id INTEGER NOT NULL REFERENCES feedback (id) ON DELETE CASCADE,
  at          INTEGER NOT NULL,
  author      TEXT NOT NULL,
  what        TEXT NOT NULL,                 -- "assigned", "answered", "corrected"
  text        TEXT NOT NULL,
  message_id  INTEGER REFERENCES message (id) ON DELETE SET NULL  -- that said it
) STRICT;
CREATE INDEX feedback_event_of ON feedback_event (feedback_id, id);
CREATE INDEX feedback_event_message ON feedback_event (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE lesson (                        -- a clerk's correction, from which the box learns
  feedback_id INTEGER PRIMARY KEY REFERENCES feedback (id) ON DELETE CASCADE,
  at          INTEGER NOT NULL,
  kind        INTEGER NOT NULL,              -- enum reply_kind
  category    INTEGER NOT NULL,              -- enum reply_category
  text        TEXT NOT NULL
) STRICT;

CREATE TABLE staff_order (                   -- what a member of staff ordered by SMS
  id              INTEGER PRIMARY KEY,
  staff_id        INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  phone_id        INTEGER NOT NULL REFERENCES phone (id),
  act             INTEGER NOT NULL,          -- enum order_act
  state           INTEGER NOT NULL,          -- enum order_state
  audience        TEXT NOT NULL,
  text            TEXT NOT NULL,
  announcement_id INTEGER REFERENCES announcement (id) ON DELETE SET NULL,
  code            TEXT NOT NULL,             -- salted hash of its code, '' when it needs none
  created_at      INTEGER NOT NULL,
  expires_at      INTEGER NOT NULL           -- of the code
) STRICT;
CREATE INDEX staff_order_phone ON staff_order (phone_id, created_at);

-- The machine --------------------------------------------------------------------------------

CREATE TABLE carrier (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  balance      INTEGER,                      -- last credit heard, in the SIM's currency
  balance_at   INTEGER,
  spent        INTEGER NOT NULL DEFAULT 0,   -- what the parts since then cost
  told         INTEGER NOT NULL DEFAULT 0,   -- enum carrier_told, bits: what the heads know of it
  paused       INTEGER NOT NULL DEFAULT 0,   -- enum carrier_pause: no credit, wrong PIN
  pin_refused  TEXT NOT NULL DEFAULT ''      -- hash of the PIN that the SIM refused
) STRICT;

CREATE TABLE carrier_aside (                 -- stored messages that two processes died of
  carrier_id INTEGER NOT NULL,
  place      TEXT NOT NULL,                  -- "SM:3"
  at         INTEGER NOT NULL,
  PRIMARY KEY (carrier_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE carrier_day (                   -- what a SIM has moved on one local day
  carrier_id INTEGER NOT NULL,
  day        INTEGER NOT NULL,               -- yyyymmdd
  parts      INTEGER NOT NULL,               -- handed over; those it refused are taken off again
  cost       INTEGER NOT NULL,
  prepaid    INTEGER NOT NULL DEFAULT 0,     -- parts of the package among them
  PRIMARY KEY (carrier_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE balance (
  carrier_id INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  amount     INTEGER NOT NULL,
  PRIMARY KEY (carrier_id, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE proof (                         -- a SIM sent itself a text: did it come back?
  id         INTEGER PRIMARY KEY,
  carrier_id INTEGER NOT NULL,
  day        INTEGER NOT NULL,               -- yyyymmdd of the daily one, 0: a person asked for it
  token      TEXT NOT NULL UNIQUE,           -- what nobody else knows
  message_id INTEGER NOT NULL,               -- that carries it, 0: none was sent
  asked_at   INTEGER NOT NULL,
  until      INTEGER NOT NULL,
  ended_at   INTEGER,                        -- NULL: awaited
  ok         INTEGER NOT NULL DEFAULT 0,
  why        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX proof_carrier ON proof (carrier_id, id);

CREATE TABLE journal (                       -- append-only: who changed what
  id     INTEGER PRIMARY KEY AUTOINCREMENT,  -- how many there were is known when the last are gone
  at     INTEGER NOT NULL,
  author TEXT NOT NULL,
  what   TEXT NOT NULL,                      -- "announce", "import", "visited"
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash   BLOB NOT NULL                       -- of the row before and this row
) STRICT;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

CREATE TABLE clock (                         -- one row
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  mark INTEGER NOT NULL                      -- it is later than this
) STRICT;

CREATE TABLE idempotency (
  key    TEXT PRIMARY KEY,
  what   TEXT NOT NULL,                      -- method, path and a hash of the body
  at     INTEGER NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (at);
