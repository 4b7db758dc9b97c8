/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every SQL statement of the house, by name. All are prepared once when the database is opened,
 * so that a misspelt one is found by the first test. Parameters are bound by name. */
#pragma once

/* clang-format off */
#define FEEDBACK_SELECT                                                                            \
  "SELECT f.id, received_at, sender, coalesce(h.code, ''), coalesce(h.head, ''), "                 \
  "coalesce(h.cluster, ''), coalesce(announcement_id, 0), kind, choice, category, urgent, text, "  \
  "f.note, understood, partial, f.state, coalesce(s.name, ''), closed_at, closed_by, "             \
  "coalesce(f.phone_id, 0), coalesce(f.household_id, 0), coalesce(staff_id, 0), "                  \
  "coalesce(about_id, 0), told, step, coalesce(due_at, 0), calls, coalesce(called_at, 0), "        \
  "coalesce((SELECT group_concat(x.code, '/') FROM holding o JOIN household x "                    \
  "ON x.id = o.household_id WHERE o.phone_id = f.phone_id AND x.id <> f.household_id), '') "       \
  "FROM feedback f LEFT JOIN household h ON h.id = f.household_id "                                \
  "LEFT JOIN staff s ON s.id = f.staff_id "
#define FEEDBACK_FILTER                                                                            \
  "AND (:announcement IS NULL OR announcement_id = :announcement) "                                \
  "AND (:kind < 0 OR kind = :kind) AND (:state < 0 OR f.state = :state) "                          \
  "AND (:category < 0 OR category = :category) AND (:urgent = 0 OR urgent = 1) "                   \
  "AND (:staff IS NULL OR staff_id = :staff) AND received_at >= :since "

/* Replies from :phone are read against it at :now. */
#define ANNOUNCEMENT_AWAITS                                                                        \
  "a.answer_until > :now AND a.state IN (0, 3) AND a.id IN (SELECT announcement_id FROM message "  \
  "WHERE phone_id IN (SELECT :phone UNION SELECT other.phone_id FROM holding mine "                \
  "JOIN holding other USING (household_id) WHERE mine.phone_id = :phone) AND carrier_id > 0) "

/* Of announcement a. */
#define ANNOUNCEMENT_COLUMNS                                                                       \
  "a.id, a.kind, a.priority, a.state, a.body, a.air, a.templated, a.flash, a.ack, "                \
  "a.help_option, a.audience, a.excepted, a.author, a.created_at, a.at, a.expires_at, "            \
  "a.answer_until, a.households, a.phones, a.parts, a.replaces, a.replaced_by, a.about_at, "       \
  "a.accents, a.correction "

/* The phone was sent it itself, not only another of the household's. */
#define ANNOUNCEMENT_HERE                                                                          \
  "EXISTS (SELECT 1 FROM message t WHERE t.phone_id = :phone AND t.announcement_id = a.id "        \
  "AND t.carrier_id > 0) "

/* Whoever has this phone says that it is not the household's (REPLY_WRONG_NUMBER): until a person
 * has settled that, and of what was announced before he said so. */
#define PHONE_IS_WRONG(phone, since)                                                               \
  "EXISTS (SELECT 1 FROM feedback w WHERE w.phone_id = " phone " AND w.kind = 6 "                  \
  "AND (w.state = 0 OR w.received_at >= " since "))"

#define STATEMENTS(X)                                                                              \
/* ---- transactions ---- */                                                                       \
X(BEGIN, "BEGIN IMMEDIATE")                                                                        \
X(COMMIT, "COMMIT")                                                                                \
X(ROLLBACK, "ROLLBACK")                                                                            \
X(TRY, "SAVEPOINT attempt")                                                                        \
X(TRY_KEEP, "RELEASE attempt")                                                                     \
X(TRY_UNDO, "ROLLBACK TO attempt")                                                                 \
X(BACKUP, "VACUUM INTO :path")                                                                     \
/* ---- journal ---- */                                                                            \
X(JOURNAL_LAST, "SELECT hash FROM journal ORDER BY id DESC LIMIT 1")                               \
X(JOURNAL_ADD, "INSERT INTO journal (at, author, what, object, detail, hash) "                     \
  "VALUES (:at, :author, :what, :object, :detail, :hash)")                                         \
X(JOURNAL_LIST, "SELECT id, at, author, what, object, detail, hash FROM journal "                  \
  "WHERE id > :after ORDER BY id LIMIT :limit")                                                    \
X(JOURNAL_COUNT, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0)")   \
X(JOURNAL_NEWEST, "SELECT id, at, author, what, object, detail, hash FROM journal "                \
  "WHERE id < :before ORDER BY id DESC LIMIT :limit")                                              \
/* ---- households ---- */                                                                         \
X(HOUSEHOLD_ADD, "INSERT INTO household (code, head, cluster, address, note, frail, walk, "        \
  "neighbour_id, folded, changed_at) VALUES (:code, :head, :cluster, :address, :note, :frail, "    \
  ":walk, nullif(:neighbour, 0), :folded, :now)")                                                  \
X(HOUSEHOLD_SET, "UPDATE household SET head = :head, cluster = :cluster, address = :address, "     \
  "note = :note, frail = :frail, walk = :walk, neighbour_id = nullif(:neighbour, 0), "             \
  "folded = :folded, changed_at = :now WHERE id = :id")                                            \
X(HOUSEHOLD_REMOVE, "DELETE FROM household WHERE id = :id")                                        \
X(HOUSEHOLD_BY_CODE, "SELECT id, code, head, cluster, address, note, frail, walk, "                \
  "coalesce(neighbour_id, 0), coalesce((SELECT n.code FROM household n WHERE n.id = "              \
  "household.neighbour_id), '') FROM household WHERE code = :code")                                \
X(HOUSEHOLD_LIST, "SELECT id, code, head, cluster, address, note, frail, walk, "                   \
  "coalesce(neighbour_id, 0), coalesce((SELECT n.code FROM household n WHERE n.id = "              \
  "household.neighbour_id), '') FROM household WHERE (:cluster IS NULL OR cluster = "              \
  ":cluster) AND id > :after "                                                                     \
  "AND (:words IS NULL OR text_find(folded, :words) OR id IN (SELECT household_id FROM holding "   \
  "JOIN phone p ON p.id = phone_id WHERE :digits <> '' AND instr(p.number, :digits))) "            \
  "ORDER BY id LIMIT :limit")                                                                      \
X(HOUSEHOLD_LIST_OF_GROUP, "WITH RECURSIVE inside(id) AS (SELECT :group UNION SELECT "             \
  "child_id FROM subgroup JOIN inside ON group_id = inside.id) SELECT id, code, head, "            \
  "cluster, address, note, frail, walk, coalesce(neighbour_id, 0), coalesce((SELECT n.code "       \
  "FROM household n WHERE n.id = household.neighbour_id), '') FROM household WHERE "               \
  "(:cluster IS NULL OR cluster = :cluster) AND id > :after AND id IN (SELECT household_id "       \
  "FROM member WHERE group_id IN inside) "                                                         \
  "AND (:words IS NULL OR text_find(folded, :words) OR id IN (SELECT household_id FROM holding "   \
  "JOIN phone p ON p.id = phone_id WHERE :digits <> '' AND instr(p.number, :digits))) "            \
  "ORDER BY id LIMIT :limit")                                                                      \
X(HOUSEHOLD_CLUSTERS, "SELECT cluster, count(*) FROM household GROUP BY cluster ORDER BY cluster") \
X(HOUSEHOLD_OF_CLUSTER, "SELECT id FROM household WHERE cluster = :cluster LIMIT 1")               \
X(HOLDING_MOST, "SELECT coalesce(max(rank), 0) FROM holding")                                      \
X(HOUSEHOLD_COUNT, "SELECT count(*), "                                                             \
  "(SELECT count(*) FROM phone WHERE fixed = 0 AND id IN (SELECT phone_id FROM holding)), "        \
  "(SELECT count(*) FROM phone WHERE fixed = 1 AND id IN (SELECT phone_id FROM holding)), "        \
  "(SELECT count(*) FROM phone WHERE stopped_at IS NOT NULL) FROM household")                      \
X(HOUSEHOLD_PHONES, "SELECT number, fixed, rank, person, stopped_at, phone.id FROM holding "       \
  "JOIN phone ON phone.id = phone_id WHERE household_id = :id ORDER BY rank")                      \
X(HOUSEHOLD_GROUPS, "SELECT name, key FROM member JOIN village_group g ON g.id = group_id "        \
  "WHERE household_id = :id ORDER BY name")                                                        \
X(HOUSEHOLD_OF_PHONE, "SELECT household_id, code, head, cluster FROM holding "                     \
  "JOIN household ON household.id = household_id WHERE phone_id = :phone ORDER BY rank, code")     \
X(HOLDING_ADD, "INSERT INTO holding (household_id, rank, phone_id, person) "                       \
  "VALUES (:household, :rank, :phone, :person)")                                                   \
X(HOLDING_CLEAR, "DELETE FROM holding WHERE household_id = :household")                            \
/* ---- phones ---- */                                                                             \
X(PHONE_BY_NUMBER, "SELECT id, fixed, stopped_at FROM phone WHERE number = :number")               \
X(PHONE_ADD, "INSERT INTO phone (number, fixed) VALUES (:number, :fixed)")                         \
X(PHONE_STOP, "UPDATE phone SET stopped_at = :now WHERE id = :id")                                 \
X(PHONE_STOP_TOLD, "UPDATE phone SET stop_told_at = :now WHERE id = :id "                          \
  "AND coalesce(stop_told_at, 0) <= :before")                                                      \
X(PHONE_START_TOLD, "UPDATE phone SET start_told_at = :now WHERE id = :id "                        \
  "AND coalesce(start_told_at, 0) <= :before")                                                     \
X(PHONE_CONCAT_REF, "UPDATE phone SET concat_ref = (concat_ref + 1) % 256 WHERE id = :id "         \
  "RETURNING concat_ref")                                                                          \
/* ---- groups ---- */                                                                             \
X(GROUP_ADD, "INSERT INTO village_group (key, name) VALUES (:key, :name)")                         \
X(GROUP_BY_KEY, "SELECT id, name FROM village_group WHERE key = :key")                             \
X(GROUP_REMOVE, "DELETE FROM village_group WHERE id = :id")                                        \
X(GROUP_LIST, "SELECT g.id, g.name, g.key, "                                                       \
  "(WITH RECURSIVE inside(id) AS (SELECT g.id UNION SELECT child_id FROM subgroup "                \
  "JOIN inside ON group_id = inside.id) "                                                          \
  "SELECT count(DISTINCT household_id) FROM member WHERE group_id IN inside), "                    \
  "(WITH RECURSIVE inside(id) AS (SELECT g.id UNION SELECT child_id FROM subgroup "                \
  "JOIN inside ON group_id = inside.id) SELECT count(DISTINCT phone_id) FROM member "              \
  "JOIN holding USING (household_id) JOIN phone p ON p.id = phone_id AND p.fixed = 0 "             \
  "WHERE group_id IN inside) FROM village_group g ORDER BY g.name")                                \
X(MEMBER_ADD, "INSERT OR IGNORE INTO member (group_id, household_id) VALUES (:group, :household)") \
X(MEMBER_REMOVE, "DELETE FROM member WHERE group_id = :group AND household_id = :household")       \
X(MEMBER_CLEAR, "DELETE FROM member WHERE household_id = :household")                              \
X(SUBGROUP_ADD, "INSERT OR IGNORE INTO subgroup (group_id, child_id) VALUES (:group, :child)")     \
X(SUBGROUP_REMOVE, "DELETE FROM subgroup WHERE group_id = :group AND child_id = :child")           \
X(SUBGROUP_LIST, "SELECT group_id, child_id FROM subgroup ORDER BY group_id, child_id")            \
X(SUBGROUP_REACHES, "WITH RECURSIVE inside(id) AS (SELECT :from UNION "                            \
  "SELECT child_id FROM subgroup JOIN inside ON group_id = inside.id) "                            \
  "SELECT 1 FROM inside WHERE id = :to")                                                           \
/* ---- staff ---- */                                                                              \
X(STAFF_ADD, "INSERT INTO staff (name, role, phone_id, cluster) "                                  \
  "VALUES (:name, :role, :phone, :cluster)")                                                       \
X(STAFF_SET, "UPDATE staff SET role = :role, phone_id = :phone, cluster = :cluster "               \
  "WHERE id = :id")                                                                                \
X(STAFF_COUNT, "SELECT count(*) FROM staff WHERE role = :role")                                    \
X(STAFF_GROUPS_CLEAR, "DELETE FROM staff_group WHERE staff_id = :staff")                           \
X(STAFF_CATEGORIES_CLEAR, "DELETE FROM staff_category WHERE staff_id = :staff")                    \
X(STAFF_REMOVE, "DELETE FROM staff WHERE id = :id")                                                \
X(STAFF_LIST, "SELECT s.id, name, role, phone_id, number, cluster, wrong_codes, locked_at "        \
  "FROM staff s LEFT JOIN phone ON phone.id = phone_id ORDER BY role, name")                       \
X(STAFF_BY_NAME, "SELECT s.id, name, role, phone_id, number, cluster, wrong_codes, locked_at "     \
  "FROM staff s LEFT JOIN phone ON phone.id = phone_id WHERE name = :name")                        \
X(STAFF_BY_ID, "SELECT s.id, name, role, phone_id, number, cluster, wrong_codes, locked_at "       \
  "FROM staff s LEFT JOIN phone ON phone.id = phone_id WHERE s.id = :id")                          \
X(STAFF_BY_PHONE, "SELECT s.id, name, role, phone_id, number, cluster, wrong_codes, locked_at "    \
  "FROM staff s JOIN phone ON phone.id = phone_id WHERE phone_id = :phone "                        \
  "ORDER BY role, s.id LIMIT 1")                                                                   \
X(STAFF_CODES, "UPDATE staff SET wrong_codes = :wrong, locked_at = :locked_at WHERE id = :id")     \
X(STAFF_HAS_GROUP, "WITH RECURSIVE inside(id) AS (SELECT group_id FROM staff_group "               \
  "WHERE staff_id = :staff UNION SELECT child_id FROM subgroup JOIN inside ON group_id = inside.id) "\
  "SELECT 1 FROM inside WHERE id = :group")                                                        \
X(STAFF_HEADS, "SELECT phone_id FROM staff WHERE role = 0 AND phone_id IS NOT NULL")               \
X(STAFF_ALERTED, "SELECT DISTINCT phone_id FROM staff WHERE phone_id IS NOT NULL "                 \
  "AND ((:heads AND role = 0) OR id = :staff)")                                                    \
X(STAFF_CATEGORY_ADD, "INSERT OR IGNORE INTO staff_category (staff_id, category) "                 \
  "VALUES (:staff, :category)")                                                                    \
X(STAFF_CATEGORIES, "SELECT category FROM staff_category WHERE staff_id = :id ORDER BY category")  \
X(STAFF_OF_CATEGORY, "SELECT staff_id FROM staff_category c WHERE category = :category "           \
  "ORDER BY (SELECT count(*) FROM feedback f WHERE f.staff_id = c.staff_id AND f.state = 0), "     \
  "staff_id LIMIT 1")                                                                              \
X(STAFF_GROUP_ADD, "INSERT OR IGNORE INTO staff_group (staff_id, group_id) "                       \
  "VALUES (:staff, :group)")                                                                       \
X(STAFF_GROUPS, "SELECT g.name FROM staff_group JOIN village_group g ON g.id = group_id "          \
  "WHERE staff_id = :id ORDER BY g.name")                                                          \
/* ---- signing in ---- */                                                                         \
X(ACCOUNT_COUNT, "SELECT count(*) FROM account")                                                   \
X(ACCOUNT_GET, "SELECT s.id, s.name, s.role, a.password FROM staff s JOIN account a ON "           \
  "a.staff_id = s.id WHERE s.name = :name")                                                        \
X(ACCOUNT_SET, "INSERT INTO account (staff_id, password, changed_at) VALUES (:staff, "             \
  ":password, :now) ON CONFLICT (staff_id) DO UPDATE SET password = excluded.password, "           \
  "changed_at = excluded.changed_at")                                                              \
X(SESSION_ADD, "INSERT INTO session (hash, staff_id, created_at, seen_at, agent) VALUES "          \
  "(:hash, :staff, :now, :now, :agent)")                                                           \
X(SESSION_GET, "SELECT s.id, s.name, s.role, s.cluster, e.created_at, e.seen_at FROM session e "   \
  "JOIN staff s ON s.id = e.staff_id WHERE e.hash = :hash")                                        \
X(SESSION_SEEN, "UPDATE session SET seen_at = :now WHERE hash = :hash")                            \
X(SESSION_REMOVE, "DELETE FROM session WHERE hash = :hash")                                        \
X(SESSION_REMOVE_OF, "DELETE FROM session WHERE staff_id = :staff AND hash IS NOT :except")        \
X(SESSION_FORGET, "DELETE FROM session WHERE seen_at < :idle OR created_at < :oldest")             \
X(LINK_ADD, "INSERT INTO link (hash, staff_id, expires_at) VALUES (:hash, :staff, :expires_at)")   \
X(LINK_GET, "SELECT coalesce(l.staff_id, 0), coalesce(s.name, ''), coalesce(s.role, 0), "          \
  "l.expires_at FROM link l LEFT JOIN staff s ON s.id = l.staff_id WHERE l.hash = :hash AND "      \
  "l.expires_at > :now")                                                                           \
X(LINK_REMOVE, "DELETE FROM link WHERE hash = :hash")                                              \
X(LINK_REMOVE_OF, "DELETE FROM link WHERE staff_id IS :staff OR expires_at <= :now")               \
X(TOKEN_ADD, "INSERT INTO token (hash, name, role, created_at, created_by, expires_at) VALUES "    \
  "(:hash, :name, :role, :now, :author, :expires_at)")                                             \
X(TOKEN_GET, "SELECT id, name, role, created_at, created_by, expires_at, used_at FROM token "      \
  "WHERE hash = :hash")                                                                            \
X(TOKEN_LIST, "SELECT id, name, role, created_at, created_by, expires_at, used_at FROM token "     \
  "ORDER BY name")                                                                                 \
X(TOKEN_USED, "UPDATE token SET used_at = :now WHERE id = :id")                                    \
X(TOKEN_REMOVE, "DELETE FROM token WHERE name = :name")                                            \
/* ---- orders by SMS ---- */                                                                      \
X(ORDER_ADD, "INSERT INTO staff_order (staff_id, phone_id, act, state, audience, text, "           \
  "announcement_id, code, created_at, expires_at) VALUES (:staff, :phone, :act, :state, "          \
  ":audience, :text, :announcement, :code, :now, :expires_at)")                                    \
X(ORDER_END, "UPDATE staff_order SET state = :state, "                                             \
  "announcement_id = coalesce(:announcement, announcement_id) WHERE id = :id AND state = 0")       \
X(ORDER_END_ALL, "UPDATE staff_order SET state = :state WHERE phone_id = :phone AND state = 0")    \
X(ORDER_RECENT, "SELECT id, act, state, audience, text, announcement_id, code, created_at, "       \
  "expires_at FROM staff_order WHERE phone_id = :phone AND created_at > :since "                   \
  "AND staff_id = :staff AND code <> '' ORDER BY id DESC LIMIT :limit")                            \
X(ORDER_COUNT, "SELECT count(*) FROM staff_order WHERE phone_id = :phone "                         \
  "AND created_at > :since AND (act = 1) = :emergency")                                            \
/* ---- drafts and templates ---- */                                                               \
X(DRAFT_LIST, "SELECT id, owner, name, content, changed_by, changed_at FROM draft WHERE owner "    \
  "= :owner ORDER BY name, changed_at DESC")                                                       \
X(DRAFT_ADD, "INSERT INTO draft (owner, name, content, changed_by, changed_at) VALUES (:owner, "   \
  ":name, :content, :author, :now)")                                                               \
X(DRAFT_SET, "UPDATE draft SET name = :name, content = :content, changed_by = :author, "           \
  "changed_at = :now WHERE id = :id AND owner = :owner")                                           \
X(DRAFT_REMOVE, "DELETE FROM draft WHERE id = :id AND owner = :owner")                             \
X(DRAFT_COUNT, "SELECT count(*) FROM draft WHERE owner = :owner")                                  \
/* ---- the past of one household ---- */                                                          \
X(PAST_LIST, "SELECT * FROM (SELECT 0, coalesce(m.settled_at, m.created_at) AS at, m.id, "         \
  "coalesce(m.announcement_id, 0), p.number, coalesce(m.text, a.air, ''), m.state, m.why FROM "    \
  "holding o CROSS JOIN message m INDEXED BY message_phone ON m.phone_id = o.phone_id JOIN "       \
  "phone p ON p.id = m.phone_id LEFT JOIN announcement a ON a.id = m.announcement_id WHERE "       \
  "o.household_id = :household UNION ALL SELECT 1, f.received_at, f.id, "                          \
  "coalesce(f.announcement_id, 0), f.sender, f.text, f.state, f.kind FROM feedback f WHERE "       \
  "f.household_id = :household UNION ALL SELECT 2, r.reached_at, 0, r.announcement_id, '', "       \
  "a.air, r.reached_by, 0 FROM reach r JOIN announcement a ON a.id = r.announcement_id WHERE "     \
  "r.household_id = :household AND r.reached_by > 2) ORDER BY at DESC, 1 LIMIT :limit")            \
/* ---- one household of two ---- */                                                               \
X(MERGE_HOLDING, "INSERT INTO holding (household_id, rank, phone_id, person) SELECT :into, "       \
  "(SELECT coalesce(max(rank), 0) FROM holding WHERE household_id = :into) + row_number() OVER "   \
  "(ORDER BY rank), phone_id, person FROM holding WHERE household_id = :from AND phone_id NOT "    \
  "IN (SELECT phone_id FROM holding WHERE household_id = :into)")                                  \
X(MERGE_MEMBER, "UPDATE OR IGNORE member SET household_id = :into WHERE household_id = :from")     \
X(MERGE_FEEDBACK, "UPDATE feedback SET household_id = :into WHERE household_id = :from")           \
X(MERGE_REACHED, "UPDATE reach SET reached_by = o.reached_by, reached_at = o.reached_at FROM "     \
  "reach o WHERE reach.household_id = :into AND o.household_id = :from AND o.announcement_id = "   \
  "reach.announcement_id AND reach.reached_by = 0 AND o.reached_by > 0")                           \
X(MERGE_REACH, "UPDATE OR IGNORE reach SET household_id = :into WHERE household_id = :from")       \
X(MERGE_ERRAND, "UPDATE OR IGNORE errand SET household_id = :into WHERE household_id = :from")     \
X(MERGE_ROUTINE, "UPDATE OR IGNORE routine SET household_id = :into WHERE household_id = :from")   \
X(MERGE_NEIGHBOUR, "UPDATE household SET neighbour_id = nullif(:into, id) WHERE neighbour_id = "   \
  ":from")                                                                                         \
/* ---- audience of an announcement in the making ---- */                                          \
X(AUDIENCE_CLEAR, "DELETE FROM temp.audience")                                                     \
X(AUDIENCE_ALL, "INSERT OR IGNORE INTO temp.audience SELECT id FROM household")                    \
X(AUDIENCE_GROUP, "WITH RECURSIVE inside(id) AS (SELECT :group UNION "                             \
  "SELECT child_id FROM subgroup JOIN inside ON group_id = inside.id) "                            \
  "INSERT OR IGNORE INTO temp.audience "                                                           \
  "SELECT household_id FROM member WHERE group_id IN inside")                                      \
X(AUDIENCE_EXCEPT, "WITH RECURSIVE inside(id) AS (SELECT :group UNION "                            \
  "SELECT child_id FROM subgroup JOIN inside ON group_id = inside.id) "                            \
  "DELETE FROM temp.audience WHERE household_id IN "                                               \
  "(SELECT household_id FROM member WHERE group_id IN inside)")                                    \
X(AUDIENCE_OF_ANNOUNCEMENT, "INSERT OR IGNORE INTO temp.audience SELECT household_id FROM reach "  \
  "WHERE announcement_id = :announcement")                                                         \
X(AUDIENCE_COUNT, "SELECT count(*) FROM temp.audience")                                            \
/* the first phone of each household that can take SMS; a small audience is not sought in a large  \
   phone book, hence CROSS JOIN, which keeps the order */                                          \
X(AUDIENCE_PHONES, "SELECT p.id, p.number, h.id, h.code, h.head, h.cluster, h.address "            \
  "FROM temp.audience a CROSS JOIN household h ON h.id = a.household_id "                          \
  "JOIN phone p ON p.id = (SELECT phone_id FROM holding o JOIN phone q ON q.id = o.phone_id "      \
  "WHERE o.household_id = h.id AND q.fixed = 0 AND (q.stopped_at IS NULL OR :stopped) "            \
  "ORDER BY rank LIMIT 1) WHERE h.frail = :frail AND (:told = 0 OR NOT EXISTS (SELECT 1 "          \
  "FROM holding t JOIN temp.told USING (phone_id) WHERE t.household_id = h.id)) "                  \
  "ORDER BY a.household_id")                                                                       \
/* phones that have, or may have, an announcement or one of those that it replaced */              \
X(TOLD_CLEAR, "DELETE FROM temp.told")                                                             \
X(TOLD_GATHER, "WITH RECURSIVE older(id) AS (SELECT :id UNION SELECT replaces FROM announcement a " \
  "JOIN older ON a.id = older.id WHERE replaces > 0) INSERT OR IGNORE INTO temp.told "             \
  "SELECT phone_id FROM message m WHERE announcement_id IN older AND (state IN (2, 3, 4, 5) "      \
  "OR EXISTS (SELECT 1 FROM part p WHERE p.message_id = m.id AND p.state <> 4)) "                  \
  "AND phone_id IN (SELECT phone_id FROM holding)")                                                \
X(TOLD_OUTSIDE, "SELECT count(DISTINCT household_id) FROM holding JOIN temp.told USING (phone_id) " \
  "WHERE household_id NOT IN (SELECT household_id FROM temp.audience)")                            \
X(TOLD_JOIN, "INSERT OR IGNORE INTO temp.audience SELECT household_id FROM holding "               \
  "JOIN temp.told USING (phone_id)")                                                               \
X(TOLD_PHONES, "SELECT p.id, p.number, h.id, h.code, h.head, h.cluster, h.address FROM temp.told " \
  "CROSS JOIN phone p ON p.id = phone_id CROSS JOIN holding USING (phone_id) "                     \
  "CROSS JOIN household h ON h.id = household_id WHERE h.frail = :frail "                          \
  "AND (p.stopped_at IS NULL OR :stopped) ORDER BY h.id, rank")                                    \
/* ---- announcements ---- */                                                                      \
X(ANNOUNCEMENT_ADD, "INSERT INTO announcement (kind, priority, state, body, air, templated, "      \
  "flash, ack, help_option, audience, excepted, author, created_at, at, expires_at, "              \
  "answer_until, about_at, accents, households, phones, parts, replaces, correction) VALUES "      \
  "(:kind, :priority, :state, :body, "                                                             \
  ":air, :templated, :flash, :ack, :help_option, :audience, :excepted, :author, :now, :at, "       \
  ":expires_at, :answer_until, :about_at, :accents, 0, 0, 0, :replaces, :correction)")             \
X(ANNOUNCEMENT_COUNTS, "UPDATE announcement SET households = :households, phones = :phones, "      \
  "parts = :parts WHERE id = :id")                                                                 \
X(ANNOUNCEMENT_STATE, "UPDATE announcement SET state = :state WHERE id = :id")                     \
X(ANNOUNCEMENT_REPLACED, "UPDATE announcement SET state = 2, replaced_by = :by WHERE id = :id")    \
X(ANNOUNCEMENT_STATE_OF, "SELECT state FROM announcement WHERE id = :id")                          \
X(ANNOUNCEMENT_OPTION_ADD, "INSERT INTO announcement_option (announcement_id, number, spec, call) "\
  "VALUES (:id, :number, :spec, :call)")                                                           \
X(ANNOUNCEMENT_OPTIONS, "SELECT spec, call, number FROM announcement_option "                      \
  "WHERE announcement_id = :id ORDER BY number")                                                   \
X(ANNOUNCEMENT_GET, "SELECT " ANNOUNCEMENT_COLUMNS                                                 \
  "FROM announcement a WHERE id = :id")                                                            \
X(ANNOUNCEMENT_LIST, "SELECT " ANNOUNCEMENT_COLUMNS                                                \
  "FROM announcement a WHERE id < :before ORDER BY id DESC LIMIT :limit")                          \
X(ANNOUNCEMENT_AWAITING, "SELECT " ANNOUNCEMENT_COLUMNS                                            \
  "FROM announcement a WHERE " ANNOUNCEMENT_AWAITS                                                 \
  "ORDER BY ack OR EXISTS (SELECT 1 FROM announcement_option o WHERE o.announcement_id = a.id) "   \
  "DESC, " ANNOUNCEMENT_HERE "DESC, a.id DESC LIMIT 1")                                            \
/* what it was asked that it may answer instead of :primary, which it :has, or has not */          \
X(ANNOUNCEMENT_CROSSED, "SELECT " ANNOUNCEMENT_COLUMNS                                             \
  "FROM announcement a WHERE a.id <> :primary AND a.state <> 1 AND a.created_at >= :since "        \
  "AND EXISTS (SELECT 1 FROM announcement_option o WHERE o.announcement_id = a.id) "               \
  "AND a.id IN (SELECT announcement_id FROM message WHERE phone_id = :phone AND CASE "             \
  "WHEN :primary = 0 THEN carrier_id > 0 AND state <> 6 "                                          \
  "ELSE announcement_id < :primary AND NOT :has AND state = 5 END "                                \
  "UNION SELECT announcement_id FROM holding mine JOIN holding other USING (household_id) "        \
  "JOIN message m ON m.phone_id = other.phone_id WHERE mine.phone_id = :phone "                    \
  "AND other.phone_id <> :phone AND :primary > 0 AND announcement_id > :primary AND m.state = 5) " \
  "ORDER BY a.id DESC LIMIT 1")                                                                    \
X(ANNOUNCEMENT_HAD, "SELECT max(state = 5), max(state <> 6 AND NOT (state = 7 AND why = 7)) "      \
  "FROM message WHERE phone_id = :phone AND announcement_id = :announcement AND carrier_id > 0")   \
X(ANNOUNCEMENT_CALLED, "SELECT a.id, coalesce(o.number, 0), "                                      \
  "(SELECT count(*) FROM feedback f WHERE f.phone_id = :phone AND f.announcement_id = a.id "       \
  "AND ((1 << f.kind) & :answers)), "                                                              \
  "(SELECT coalesce(max(coalesce(called_at, received_at)), 0) FROM feedback f "                    \
  "WHERE f.phone_id = :phone AND f.announcement_id = a.id AND calls > 0 "                          \
  "AND ((1 << f.kind) & :answers)) "                                                               \
  "FROM announcement a LEFT JOIN announcement_option o ON o.announcement_id = a.id "               \
  "AND o.call = (SELECT name FROM carrier WHERE id = :carrier) "                                   \
  "WHERE " ANNOUNCEMENT_AWAITS "AND (o.number > 0 OR ((ack OR EXISTS (SELECT 1 FROM ring r "       \
  "WHERE r.announcement_id = a.id AND r.phone_id = :phone AND r.state IN (1, 2))) "                \
  "AND NOT EXISTS (SELECT 1 FROM announcement_option p WHERE p.announcement_id = a.id))) "         \
  "ORDER BY " ANNOUNCEMENT_HERE "DESC, a.id DESC LIMIT 1")                                         \
X(ANNOUNCEMENT_EXPIRING, "SELECT DISTINCT a.id FROM announcement a WHERE a.expires_at <= :now "    \
  "AND a.expires_at > :now - 604800000 AND EXISTS (SELECT 1 FROM message m "                       \
  "WHERE m.announcement_id = a.id AND m.state IN (0, 1, 3))")                                      \
/* ---- the clock: messages wait for a date (1, 2, 3, 16: enum message_why), or for a while ---- */ \
X(CLOCK_MARK, "SELECT mark FROM clock")                                                            \
X(CLOCK_MARK_SET, "INSERT OR REPLACE INTO clock (id, mark) VALUES (1, :now)")                      \
X(CLOCK_SHIFT_WAITS, "UPDATE message SET due_at = due_at + :delta "                                \
  "WHERE (state = 0 OR state = 3 OR state = 4) AND why NOT IN (1, 2, 3, 16)")                      \
X(CLOCK_SHIFT_LADDER, "UPDATE reach SET due_at = due_at + :delta, rung_at = rung_at + :delta "     \
  "WHERE due_at > 1 AND rung > 0")                                                                 \
X(CLOCK_SHIFT_DOORS, "UPDATE door_list SET due_at = due_at + :delta WHERE due_at > 1")             \
X(CLOCK_SHIFT_PROOFS, "UPDATE proof SET until = until + :delta WHERE ended_at IS NULL")            \
X(CLOCK_SHIFT_ORDERS, "UPDATE staff_order SET expires_at = expires_at + :delta WHERE state = 0")   \
X(CLOCK_SHIFT_CARE, "UPDATE feedback SET due_at = due_at + :delta "                                \
  "WHERE state = 0 AND due_at IS NOT NULL")                                                        \
X(CLOCK_SHIFT_MESSAGES, "UPDATE message SET expires_at = expires_at + :delta "                     \
  "WHERE state < 5 AND created_at >= :since AND expires_at > :now AND NOT (state = 0 AND why = 1)") \
X(CLOCK_SHIFT_ANNOUNCEMENTS, "UPDATE announcement SET expires_at = expires_at + :delta, "          \
  "answer_until = answer_until + :delta WHERE created_at >= :since AND at <= :now "                \
  "AND expires_at > :now")                                                                         \
X(CLOCK_SHIFT_SCHEDULES, "UPDATE schedule SET done_until = :now, next_at = :now "                  \
  "WHERE done_until > :now")                                                                       \
X(CLOCK_HOLD, "UPDATE message SET state = 0, why = :why, due_at = :due_at "                        \
  "WHERE state = 1 AND lane = 2 AND carrier_id = 0")                                               \
X(ANNOUNCEMENT_UNAPPROVED, "SELECT id FROM announcement WHERE state = 1 AND expires_at <= :now "   \
  "ORDER BY expires_at LIMIT 1")                                                                   \
/* ---- schedules ---- */                                                                          \
X(SCHEDULE_ADD, "INSERT INTO schedule (author, audience, excepted, body, kind, priority, "         \
  "help_option, accents, ack, flash, options, created_at, at, lasts_ms, rule, lunar, remind, "     \
  "done_until, next_at) VALUES (:author, :audience, :excepted, :body, :kind, :priority, "          \
  ":help_option, :accents, :ack, :flash, :options, :now, :at, :lasts, :rule, :lunar, :remind, "    \
  ":done_until, :next_at)")                                                                        \
X(SCHEDULE_GET, "SELECT id, author, audience, excepted, body, kind, priority, help_option, "       \
  "accents, ack, flash, options, created_at, at, lasts_ms, rule, lunar, remind, paused, "          \
  "done_until, next_at, made, missed, why, "                                                       \
  "(SELECT max(announcement_id) FROM occurrence WHERE schedule_id = schedule.id) "                 \
  "FROM schedule WHERE id = :id")                                                                  \
X(SCHEDULE_LIST, "SELECT id, author, audience, excepted, body, kind, priority, help_option, "      \
  "accents, ack, flash, options, created_at, at, lasts_ms, rule, lunar, remind, paused, "          \
  "done_until, next_at, made, missed, why, "                                                       \
  "(SELECT max(announcement_id) FROM occurrence WHERE schedule_id = schedule.id) "                 \
  "FROM schedule WHERE id > :after ORDER BY id LIMIT :limit")                                      \
X(SCHEDULE_DUE, "SELECT id, next_at FROM schedule WHERE paused = 0 AND next_at > 0 "               \
  "ORDER BY next_at LIMIT 1")                                                                      \
X(SCHEDULE_SET, "UPDATE schedule SET paused = :paused, done_until = :done_until, "                 \
  "next_at = :next_at, made = :made, missed = :missed, why = :why WHERE id = :id")                 \
X(SCHEDULE_REMOVE, "DELETE FROM schedule WHERE id = :id")                                          \
X(OCCURRENCE_ADD, "INSERT OR IGNORE INTO occurrence (schedule_id, at, reminder, announcement_id) " \
  "VALUES (:schedule, :at, :reminder, :announcement)")                                             \
X(OCCURRENCE_GET, "SELECT 1 FROM occurrence WHERE schedule_id = :schedule AND at = :at "           \
  "AND reminder = :reminder")                                                                      \
/* ---- reach ---- */                                                                              \
/* due at once where there is no phone to be told by */                                            \
X(REACH_ADD, "INSERT OR IGNORE INTO reach (announcement_id, household_id, due_at) "                \
  "SELECT :announcement, household_id, CASE WHEN EXISTS (SELECT 1 FROM holding o "                 \
  "JOIN phone p ON p.id = o.phone_id WHERE o.household_id = a.household_id AND p.fixed = 0 "       \
  "AND (p.stopped_at IS NULL OR :stopped)) THEN 0 ELSE :at END FROM temp.audience a")              \
X(REACH_BY_PHONE, "UPDATE reach SET reached_by = :by, reached_at = :now, due_at = 0 "              \
  "WHERE announcement_id = :announcement AND reached_by = 0 AND household_id IN "                  \
  "(SELECT household_id FROM holding WHERE phone_id = :phone) AND (:by <> 1 OR NOT "               \
  PHONE_IS_WRONG(":phone", "(SELECT created_at FROM announcement WHERE id = :announcement)") ")")  \
X(REACH_JUDGE_AGAIN, "UPDATE reach SET reached_by = 0, reached_at = NULL, due_at = :now "          \
  "WHERE reached_by <= 1 AND household_id IN "                                                     \
  "(SELECT household_id FROM holding WHERE phone_id = :phone) AND announcement_id IN "             \
  "(SELECT a.id FROM message m JOIN announcement a ON a.id = m.announcement_id "                   \
  "WHERE m.phone_id = :phone AND a.state <> 2 AND a.answer_until > :now)")                         \
X(REACH_WANTED, "SELECT 1 FROM holding h CROSS JOIN reach r ON r.household_id = h.household_id "   \
  "AND r.announcement_id = :announcement WHERE h.phone_id = :phone AND r.reached_by = 0 LIMIT 1")  \
X(PHONE_NUMBER, "SELECT number FROM phone WHERE id = :id")                                         \
X(REACH_BY_PERSON, "UPDATE reach SET reached_by = :by, reached_at = :now, due_at = 0 "             \
  "WHERE announcement_id = :announcement AND reached_by = 0 AND household_id = :household")        \
X(REACH_GET, "SELECT reached_by, reached_at FROM reach "                                           \
  "WHERE announcement_id = :announcement AND household_id = :household")                           \
X(REACH_COUNTS, "SELECT reached_by, count(*) FROM reach WHERE announcement_id = :announcement "    \
  "GROUP BY reached_by")                                                                           \
X(ANSWERED_COUNT, "SELECT CASE WHEN a.ack OR EXISTS (SELECT 1 FROM announcement_option "           \
  "WHERE announcement_id = a.id) THEN (SELECT count(DISTINCT coalesce(household_id, -id)) FROM "   \
  "feedback WHERE announcement_id = a.id AND (choice > 0 OR kind = :confirmed)) ELSE -1 END "      \
  "FROM announcement a WHERE a.id = :announcement")                                                \
X(REACH_CLUSTERS, "SELECT h.cluster, count(*), sum(r.reached_by > 0) FROM reach r "                \
  "JOIN household h ON h.id = r.household_id WHERE r.announcement_id = :announcement "             \
  "GROUP BY h.cluster ORDER BY h.cluster")                                                         \
X(REACH_LIST, "SELECT h.id, h.code, h.head, h.cluster, h.address, h.note, h.frail, h.walk, "       \
  "r.reached_by, r.reached_at, coalesce(p.number, ''), m.state, coalesce(m.why, 0), "              \
  "coalesce(m.code, -1), "                                                                         \
  "(SELECT count(*) FROM holding o WHERE o.household_id = h.id), "                                 \
  "(SELECT count(*) FROM holding o JOIN phone q ON q.id = o.phone_id AND q.fixed = 0 "             \
  "WHERE o.household_id = h.id), r.rung, r.rung_at, "                                              \
  "(SELECT max(k.state) FROM holding o JOIN ring k ON k.phone_id = o.phone_id "                    \
  "AND k.announcement_id = :announcement WHERE o.household_id = h.id), "                           \
  "coalesce((SELECT n.code FROM household n WHERE n.id = h.neighbour_id), ''), "                   \
  "e.asked_at, em.state "                                                                          \
  "FROM reach r JOIN household h ON h.id = r.household_id "                                        \
  "LEFT JOIN message m ON m.id = (SELECT x.id FROM holding o "                                     \
  "CROSS JOIN message x INDEXED BY message_phone "                                                 \
  "ON x.phone_id = o.phone_id AND x.announcement_id = :announcement "                              \
  "WHERE o.household_id = h.id ORDER BY x.state = 5 DESC, x.id DESC LIMIT 1) "                     \
  "LEFT JOIN phone p ON p.id = m.phone_id "                                                        \
  "LEFT JOIN errand e ON e.announcement_id = :announcement AND e.household_id = h.id "             \
  "LEFT JOIN message em ON em.id = e.message_id "                                                  \
  "WHERE r.announcement_id = :announcement AND (:unreached = 0 OR r.reached_by = 0) "              \
  "AND (:cluster IS NULL OR h.cluster = :cluster) "                                                \
  "ORDER BY h.cluster, h.frail DESC, h.walk, h.code")                                              \
/* ---- the ladder ---- */                                                                         \
X(LADDER_TOUCH_PHONE, "UPDATE reach SET due_at = :now WHERE announcement_id = :announcement "      \
  "AND reached_by = 0 AND household_id IN "                                                        \
  "(SELECT household_id FROM holding WHERE phone_id = :phone UNION "                               \
  "SELECT n.id FROM holding h JOIN household n ON n.neighbour_id = h.household_id "                \
  "WHERE h.phone_id = :phone)")                                                                    \
X(LADDER_TOUCH_ALL, "UPDATE reach SET due_at = :now WHERE announcement_id = :announcement "        \
  "AND reached_by = 0 AND rung < 4")                                                               \
X(LADDER_TOUCH_HOUSEHOLD, "UPDATE reach SET due_at = 1 WHERE household_id = :household "           \
  "AND reached_by = 0 AND announcement_id IN "                                                     \
  "(SELECT id FROM announcement WHERE state IN (0, 1, 3))")                                        \
X(LADDER_DUE, "SELECT announcement_id, household_id, rung, rung_at FROM reach "                    \
  "WHERE due_at > 0 AND due_at <= :now ORDER BY due_at LIMIT :limit")                              \
X(LADDER_NEXT_DUE, "SELECT due_at FROM reach WHERE due_at > 0 ORDER BY due_at LIMIT 1")            \
X(LADDER_SET, "UPDATE reach SET rung = :rung, rung_at = :since, due_at = :due "                    \
  "WHERE announcement_id = :announcement AND household_id = :household")                           \
X(LADDER_COUNTS, "SELECT rung, count(*) FROM reach WHERE announcement_id = :announcement "         \
  "AND reached_by = 0 GROUP BY rung")                                                              \
X(LADDER_PHONES, "SELECT p.id, p.number, p.fixed, p.stopped_at, m.id, m.state, m.why, k.state, "   \
  "m.contact = 0, " PHONE_IS_WRONG("p.id", "a.created_at") " "                                     \
  "FROM holding o JOIN phone p ON p.id = o.phone_id "                                              \
  "LEFT JOIN message m ON m.id = (SELECT max(x.id) FROM message x INDEXED BY message_phone "       \
  "WHERE x.phone_id = p.id AND x.announcement_id = :announcement) "                                \
  "LEFT JOIN ring k ON k.announcement_id = :announcement AND k.phone_id = p.id "                   \
  "JOIN announcement a ON a.id = :announcement "                                                   \
  "WHERE o.household_id = :household ORDER BY o.rank")                                             \
X(LADDER_HOUSEHOLD, "SELECT code, head, cluster, address, frail, coalesce(neighbour_id, 0) "       \
  "FROM household WHERE id = :id")                                                                 \
X(RING_ADD, "INSERT OR IGNORE INTO ring (announcement_id, phone_id, sturdy, at) "                  \
  "VALUES (:announcement, :phone, :sturdy, :now)")                                                 \
X(RING_PICK, "SELECT k.id, announcement_id, phone_id, k.state, carrier_id, tries, number, "        \
  "stopped_at "                                                                                    \
  "FROM ring k "                                                                                   \
  "JOIN phone p ON p.id = phone_id WHERE k.id = (SELECT w.id FROM ring w "                         \
  "JOIN announcement a ON a.id = w.announcement_id AND a.state = 0 AND a.expires_at > :now "       \
  "WHERE w.state = 0 ORDER BY w.sturdy, w.id LIMIT 1)")                                            \
X(RING_GET, "SELECT k.id, announcement_id, phone_id, k.state, carrier_id, tries, number, "         \
  "stopped_at "                                                                                    \
  "FROM ring k "                                                                                   \
  "JOIN phone p ON p.id = phone_id WHERE k.id = :id")                                              \
X(RING_SET, "UPDATE ring SET state = :state, carrier_id = :carrier, tries = :tries, "              \
  "at = :now WHERE id = :id")                                                                      \
X(RING_CRASHED, "UPDATE ring SET state = 0 WHERE state = 1 "                                       \
  "AND (:carrier = 0 OR carrier_id = :carrier)")                                                   \
X(ERRAND_SET, "INSERT OR REPLACE INTO errand (announcement_id, household_id, phone_id, "           \
  "message_id, by_number, asked_at, done_at) VALUES (:announcement, :household, :phone, "          \
  ":message, :by_number, :asked_at, nullif(:done_at, 0))")                                         \
X(ERRAND_GET, "SELECT e.announcement_id, e.household_id, e.phone_id, message_id, by_number, "      \
  "asked_at, done_at, m.state, m.due_at FROM errand e JOIN message m ON m.id = message_id "        \
  "WHERE e.announcement_id = :announcement AND e.household_id = :household")                       \
X(ERRAND_LIST, "SELECT e.announcement_id, e.household_id, e.phone_id, message_id, by_number, "     \
  "asked_at, done_at, m.state, m.due_at, h.code, h.head, h.cluster, "                              \
  "done_at IS NULL AND r.reached_by = 0 AND a.state IN (0, 3), r.reached_by <> 0 "                 \
  "FROM errand e JOIN message m ON m.id = message_id "                                             \
  "JOIN household h ON h.id = e.household_id JOIN announcement a ON a.id = e.announcement_id "     \
  "JOIN reach r ON r.announcement_id = e.announcement_id AND r.household_id = e.household_id "     \
  "WHERE e.phone_id = :phone AND m.carrier_id > 0 AND a.answer_until > :now "                      \
  "ORDER BY message_id DESC")                                                                      \
X(ERRAND_OF_MESSAGE, "SELECT a.state = 2 OR r.reached_by <> 0 "                                    \
  "FROM errand e JOIN announcement a ON a.id = e.announcement_id "                                 \
  "JOIN reach r ON r.announcement_id = e.announcement_id AND r.household_id = e.household_id "     \
  "WHERE message_id = :message")                                                                   \
X(ERRAND_TOUCH, "UPDATE reach SET due_at = :now WHERE reached_by = 0 "                             \
  "AND (announcement_id, household_id) IN (SELECT announcement_id, household_id FROM errand "      \
  "WHERE message_id = :message)")                                                                  \
X(DOOR_LIST_TOUCH, "INSERT INTO door_list (announcement_id, cluster, due_at) "                     \
  "VALUES (:announcement, :cluster, :now) ON CONFLICT DO UPDATE SET due_at = :now "                \
  "WHERE sent_at IS NULL OR (:anew AND due_at = 0)")                                               \
X(DOOR_LIST_DUE, "SELECT announcement_id, cluster, sent_at, reminders, due_at FROM door_list "     \
  "WHERE due_at > 0 AND due_at <= :now ORDER BY due_at LIMIT 1")                                   \
X(DOOR_LIST_NEXT_DUE, "SELECT due_at FROM door_list WHERE due_at > 0 ORDER BY due_at LIMIT 1")     \
X(DOOR_LIST_GET, "SELECT announcement_id, cluster, sent_at, reminders, due_at FROM door_list "     \
  "WHERE announcement_id = :announcement AND cluster = :cluster")                                  \
X(DOOR_LIST_SET, "INSERT INTO door_list (announcement_id, cluster, sent_at, reminders, due_at) "   \
  "VALUES (:announcement, :cluster, nullif(:sent_at, 0), :reminders, :due) "                       \
  "ON CONFLICT DO UPDATE SET sent_at = nullif(:sent_at, 0), reminders = :reminders, "              \
  "due_at = :due")                                                                                 \
X(DOOR_LIST_GROWS, "SELECT 1 FROM household h JOIN reach r ON r.household_id = h.id "              \
  "AND r.announcement_id = :announcement AND r.reached_by = 0 AND r.rung < 4 "                     \
  "WHERE h.cluster = :cluster LIMIT 1")                                                            \
X(DOOR_KNOCKERS, "SELECT phone_id, name FROM staff WHERE phone_id IS NOT NULL "                    \
  "AND CASE WHEN :cluster <> '' AND EXISTS (SELECT 1 FROM staff WHERE role = 1 "                   \
  "AND cluster = :cluster AND phone_id IS NOT NULL) THEN (role = 1 AND cluster = :cluster) "       \
  "OR (:heads AND role = 0) ELSE role = 0 END ORDER BY id")                                        \
X(DOOR_KNOCKER_ADD, "INSERT OR REPLACE INTO door_knocker (announcement_id, cluster, phone_id, "    \
  "staff) VALUES (:announcement, :cluster, :phone, :staff)")                                       \
X(DOOR_LISTS_OF, "SELECT k.announcement_id, k.cluster, k.staff FROM door_knocker k "               \
  "JOIN announcement a ON a.id = k.announcement_id AND a.state IN (0, 3) "                         \
  "AND a.answer_until > :now "                                                                     \
  "WHERE k.phone_id = :phone ORDER BY k.announcement_id DESC, k.cluster")                          \
X(DOOR_LISTS_EARLY, "SELECT a.id, c.cluster, s.name "                                              \
  "FROM (SELECT DISTINCT cluster FROM household) c JOIN staff s ON s.phone_id = :phone "           \
  "AND CASE WHEN c.cluster <> '' AND EXISTS (SELECT 1 FROM staff l WHERE l.role = 1 "              \
  "AND l.cluster = c.cluster AND l.phone_id IS NOT NULL) THEN s.role = 1 "                         \
  "AND s.cluster = c.cluster ELSE s.role = 0 END "                                                 \
  "JOIN announcement a ON a.state IN (0, 3) AND a.at <= :now AND a.answer_until > :now "           \
  "WHERE EXISTS (SELECT 1 FROM household h JOIN reach r ON r.announcement_id = a.id "              \
  "AND r.household_id = h.id AND r.reached_by = 0 WHERE h.cluster = c.cluster) "                   \
  "AND NOT EXISTS (SELECT 1 FROM door_knocker k WHERE k.announcement_id = a.id "                   \
  "AND k.cluster = c.cluster AND k.phone_id = :phone) "                                            \
  "GROUP BY a.id, c.cluster ORDER BY a.id DESC, c.cluster")                                        \
X(DOOR_LISTS_OVER, "SELECT k.announcement_id, k.cluster, over_told FROM door_knocker k "           \
  "JOIN announcement a ON a.id = k.announcement_id JOIN door_list l "                              \
  "ON l.announcement_id = k.announcement_id AND l.cluster = k.cluster "                            \
  "WHERE k.phone_id = :phone AND l.sent_at > :since "                                              \
  "AND NOT (a.state IN (0, 3) AND a.answer_until > :now) ORDER BY k.announcement_id DESC, k.cluster") \
X(DOOR_LIST_OVER_TOLD, "UPDATE door_knocker SET over_told = 1 "                                    \
  "WHERE announcement_id = :announcement AND phone_id = :phone")                                   \
/* ---- messages ---- */                                                                           \
X(MESSAGE_ADD, "INSERT INTO message (announcement_id, phone_id, state, lane, contact, sturdy, "    \
  "turn, hint, parts, flash, text, about_id, created_at, due_at, expires_at, why) VALUES "         \
  "(:announcement, "                                                                               \
  ":phone, :state, :lane, :contact, :sturdy, :turn, :hint, :parts, :flash, :text, :about, :now, "  \
  ":due_at, :expires_at, :why)")                                                                   \
X(MESSAGE_TURN, "SELECT min(t) FROM (SELECT (SELECT turn FROM message WHERE state = 1 "            \
  "AND hint = h.hint AND lane = :lane AND contact = 1 AND sturdy = :sturdy "                       \
  "ORDER BY turn LIMIT 1) AS t FROM (SELECT 0 AS hint UNION SELECT id FROM carrier) h)")           \
X(MESSAGE_PICK, "SELECT m.id, m.announcement_id, m.phone_id, m.state, m.lane, m.contact, "         \
  "m.sturdy, m.turn, m.hint, m.carrier_id, m.parts, m.concat_ref, m.attempts, m.resends, "         \
  "m.flash, coalesce(m.text, a.air), m.due_at, m.expires_at, p.number, p.stopped_at, m.why "       \
  "FROM message m JOIN phone p ON p.id = m.phone_id "                                              \
  "LEFT JOIN announcement a ON a.id = m.announcement_id WHERE m.id = "                             \
  "(SELECT id FROM message WHERE state = 1 AND hint = :hint AND lane <= :lane "                    \
  "AND carrier_id = 0 ORDER BY hint, lane, contact, sturdy, turn, id LIMIT 1)")                    \
X(MESSAGE_PICK_STARTED, "SELECT m.id, m.announcement_id, m.phone_id, m.state, m.lane, m.contact, " \
  "m.sturdy, m.turn, m.hint, m.carrier_id, m.parts, m.concat_ref, m.attempts, m.resends, "         \
  "m.flash, coalesce(m.text, a.air), m.due_at, m.expires_at, p.number, p.stopped_at, m.why "       \
  "FROM message m JOIN phone p ON p.id = m.phone_id "                                              \
  "LEFT JOIN announcement a ON a.id = m.announcement_id WHERE m.id = "                             \
  "(SELECT id FROM message WHERE state = 1 AND carrier_id = :carrier AND carrier_id > 0 "          \
  "AND lane <= :lane ORDER BY lane LIMIT 1)")                                                      \
X(MESSAGE_GET, "SELECT m.id, m.announcement_id, m.phone_id, m.state, m.lane, m.contact, "          \
  "m.sturdy, m.turn, m.hint, m.carrier_id, m.parts, m.concat_ref, m.attempts, m.resends, "         \
  "m.flash, coalesce(m.text, a.air), m.due_at, m.expires_at, p.number, p.stopped_at, m.why "       \
  "FROM message m JOIN phone p ON p.id = m.phone_id "                                              \
  "LEFT JOIN announcement a ON a.id = m.announcement_id WHERE m.id = :id")                         \
X(MESSAGE_DUE, "SELECT m.id, m.announcement_id, m.phone_id, m.state, m.lane, m.contact, "          \
  "m.sturdy, m.turn, m.hint, m.carrier_id, m.parts, m.concat_ref, m.attempts, m.resends, "         \
  "m.flash, NULL, m.due_at, m.expires_at, NULL, NULL, m.why FROM message m "                       \
  "WHERE (state = 0 OR state = 3 OR state = 4) AND due_at <= :now "                                \
  "AND (:dated OR (lane = 0 AND why <> 1)) ORDER BY due_at LIMIT :limit")                          \
X(MESSAGE_NEXT_DUE, "SELECT due_at FROM message "                                                  \
  "WHERE (state = 0 OR state = 3 OR state = 4) ORDER BY due_at LIMIT 1")                           \
X(MESSAGE_SET, "UPDATE message SET state = :state, carrier_id = :carrier, attempts = :attempts, "  \
  "resends = :resends, concat_ref = :concat_ref, due_at = :due_at, settled_at = :settled_at, "     \
  "why = :why, code = :code WHERE id = :id")                                                       \
X(MESSAGE_FORGET_ALL, "DELETE FROM message WHERE announcement_id = :announcement "                 \
  "AND carrier_id = 0")                                                                            \
X(MESSAGE_CANCEL, "UPDATE message SET state = 8, why = :why, settled_at = :now "                   \
  "WHERE announcement_id = :announcement AND state IN (0, 1, 3)")                                  \
X(MESSAGE_CANCEL_ABOUT, "UPDATE message SET state = 8, why = :why, settled_at = :now "             \
  "WHERE about_id = :announcement AND about_id > 0 AND state IN (0, 1) AND carrier_id = 0")        \
X(MESSAGE_ALONE_EXPIRED, "SELECT id FROM message INDEXED BY message_alone WHERE state = 1 "        \
  "AND announcement_id IS NULL AND expires_at <= :now ORDER BY expires_at LIMIT 1")                \
X(MESSAGE_EXPIRE, "UPDATE message SET state = 7, why = :why, settled_at = :now "                   \
  "WHERE announcement_id = :announcement AND state IN (0, 1, 3)")                                  \
X(MESSAGE_HOLD_ALL, "UPDATE message SET state = 0, why = :why, due_at = :due_at "                  \
  "WHERE state = 1 AND lane > 0 AND carrier_id = 0 AND attempts = 0")                              \
X(MESSAGE_APPROVE, "UPDATE message SET state = 0, why = :why, due_at = :due_at "                   \
  "WHERE announcement_id = :announcement AND state = 0")                                           \
X(MESSAGE_PAUSE, "UPDATE message SET state = 0, why = :why, due_at = expires_at "                  \
  "WHERE announcement_id = :announcement AND (state = 0 OR (state = 1 AND carrier_id = 0))")       \
X(MESSAGE_RESUME, "UPDATE message SET why = :why, due_at = :due_at "                               \
  "WHERE announcement_id = :announcement AND state = 0 AND why = :paused")                         \
X(RESTORE_ANNOUNCEMENTS, "UPDATE announcement SET state = 3 WHERE state = 0 AND id IN "            \
  "(SELECT announcement_id FROM message WHERE state IN (0, 1, 2, 3))")                             \
X(RESTORE_PARTS, "UPDATE part SET state = 5 WHERE state IN (0, 1) AND message_id IN "              \
  "(SELECT id FROM message WHERE state IN (2, 3) AND joined_to IS NULL AND announcement_id IN "    \
  "(SELECT id FROM announcement WHERE state = 3))")                                                \
X(RESTORE_MESSAGES, "UPDATE message SET resends = resends + (state IN (2, 3)), state = 0, "        \
  "why = :why, due_at = expires_at "                                                               \
  "WHERE state IN (0, 1, 2, 3) AND joined_to IS NULL AND announcement_id IN "                      \
  "(SELECT id FROM announcement WHERE state = 3)")                                                 \
X(RESTORE_SCHEDULES, "UPDATE schedule SET paused = 1 "                                             \
  "WHERE paused = 0 AND next_at > 0 AND next_at <= :now")                                          \
X(MESSAGE_COUNTS, "SELECT state, count(*), sum(parts) FROM message "                               \
  "WHERE announcement_id = :announcement GROUP BY state")                                          \
X(MESSAGE_QUEUE_COUNTS, "SELECT lane, hint, count(*), sum(parts) FROM message WHERE state = 1 "    \
  "GROUP BY hint, lane")                                                                           \
X(MESSAGE_WAITING, "SELECT id FROM message WHERE state = 1 AND hint = :hint AND lane <= :lane "    \
  "AND carrier_id = 0 LIMIT 1 OFFSET :offset")                                                     \
X(MESSAGE_LIST, "SELECT m.id, coalesce(m.announcement_id, 0), p.number, m.state, m.lane, "         \
  "m.parts, m.attempts, m.why, m.code, m.created_at, m.due_at, m.settled_at, "                     \
  "coalesce((SELECT name FROM carrier WHERE carrier.id = m.carrier_id), '') "                      \
  "FROM message m JOIN phone p ON p.id = m.phone_id "                                              \
  "WHERE (:announcement IS NULL OR m.announcement_id = :announcement) AND m.id > :after "          \
  "AND (:state < 0 OR m.state = :state) ORDER BY m.id LIMIT :limit")                               \
X(MESSAGE_SECOND, "INSERT INTO message (announcement_id, phone_id, state, lane, contact, sturdy, " \
  "turn, hint, parts, flash, text, created_at, due_at, expires_at, why) SELECT announcement_id, "  \
  ":phone, 0, lane, 2, sturdy, turn, :hint, parts, flash, text, :now, :now, expires_at, 0 "        \
  "FROM message WHERE id = :id")                                                                   \
X(MESSAGE_UNHINT_QUEUED, "UPDATE message SET hint = 0 WHERE state = 1 "                            \
  "AND hint IN (:carrier, -:carrier)")                                                             \
X(MESSAGE_UNHINT_WAITING, "UPDATE message SET hint = 0 "                                           \
  "WHERE (state = 0 OR state = 3 OR state = 4) "                                                   \
  "AND hint IN (:carrier, -:carrier)")                                                             \
X(MESSAGE_STARTED_ELSEWHERE, "SELECT id FROM message WHERE state = 1 AND carrier_id = :carrier "   \
  "AND carrier_id > 0 AND lane <= :lane")                                                          \
/* ---- manners ---- */                                                                            \
X(ROUTINE_COUNT, "SELECT max(had) FROM (SELECT count(*) AS had FROM holding h "                    \
  "JOIN routine r ON r.household_id = h.household_id AND r.day = :day "                            \
  "AND r.announcement_id <> :announcement WHERE h.phone_id = :phone GROUP BY h.household_id)")     \
X(ROUTINE_ADD, "INSERT OR IGNORE INTO routine (household_id, day, announcement_id) "               \
  "SELECT household_id, :day, :announcement FROM holding WHERE phone_id = :phone")                 \
X(ROUTINE_REMOVE, "DELETE FROM routine WHERE announcement_id = :announcement AND household_id IN " \
  "(SELECT household_id FROM holding WHERE phone_id = :phone)")                                    \
X(ROUTINE_FULL, "SELECT count(*) FROM (SELECT household_id AS id FROM routine WHERE day = :day "   \
  "GROUP BY household_id HAVING count(*) >= :limit) WHERE id IN temp.audience")                    \
X(ROUTINE_FORGET, "DELETE FROM routine WHERE day < :day")                                          \
X(ROUTINE_WAITING, "SELECT m.id, m.parts, m.expires_at, m.flash, a.ack OR a.help_option OR "       \
  "a.kind = 2 OR EXISTS (SELECT 1 FROM announcement_option o WHERE o.announcement_id = a.id), "    \
  "coalesce(m.text, a.air) FROM message m INDEXED BY message_phone "                               \
  "JOIN announcement a ON a.id = m.announcement_id AND a.state = 0 "                               \
  "WHERE m.phone_id = :phone AND m.lane = 2 AND m.carrier_id = 0 AND m.attempts = 0 "              \
  "AND m.resends = 0 AND m.contact > 0 AND m.expires_at > :now "                                   \
  "AND (m.state = 1 OR (m.state = 0 AND m.due_at <= :now)) "                                       \
  "AND EXISTS (SELECT 1 FROM holding h CROSS JOIN reach r ON r.household_id = h.household_id "     \
  "AND r.announcement_id = a.id WHERE h.phone_id = m.phone_id AND r.reached_by = 0) "              \
  "ORDER BY m.id")                                                                                 \
X(MESSAGE_JOIN, "UPDATE message SET state = 2, why = 0, joined_to = :joint WHERE id = :id")        \
X(MESSAGE_JOINED, "SELECT id FROM message WHERE joined_to = :joint ORDER BY id")                   \
/* ---- parts ---- */                                                                              \
X(PART_ADD, "INSERT INTO part (message_id, seq, phone_id, carrier_id, state, submitted_at, cost, " \
  "prepaid) VALUES (:message, :seq, :phone, :carrier, 0, :now, :cost, :prepaid)")                  \
X(PART_GET, "SELECT message_id, seq, carrier_id, state, submitted_at, cost, prepaid FROM part "    \
  "WHERE id = :id")                                                                                \
X(PART_SETTLE, "UPDATE part SET state = :state, reference = :reference, origin = :origin, "        \
  "code = :code, settled_at = :now WHERE id = :id")                                                \
X(PART_REPORTED, "UPDATE part SET state = :state, code = :code, settled_at = :now "                \
  "WHERE id = :id")                                                                                \
X(PART_OF_MESSAGE, "SELECT seq, state FROM part WHERE message_id = :message ORDER BY id")          \
X(PART_LOSE, "UPDATE part SET state = 5 WHERE message_id = :message AND state = 1")                \
X(PART_GIVE_UP, "UPDATE part SET state = 4 WHERE message_id = :message AND state IN (1, 2, 3, 5)") \
X(PART_MATCH, "SELECT id, message_id, seq, state FROM part WHERE phone_id = :phone "               \
  "AND carrier_id = :carrier AND (state < 3 OR state = 5) "                                        \
  "AND (reference = :reference OR (reference < 0 AND state > 0 AND NOT EXISTS "                    \
  "(SELECT 1 FROM message o JOIN part q ON q.message_id = o.id WHERE o.phone_id = :phone "         \
  "AND q.carrier_id = :carrier AND q.reference = :reference AND q.state IN (3, 4) "                \
  "AND q.submitted_at >= :since))) "                                                               \
  "AND submitted_at >= :since AND submitted_at <= :until "                                         \
  "ORDER BY reference = :reference DESC, submitted_at > :by, state = 5, id DESC LIMIT 1")          \
X(PART_CRASHED, "UPDATE part SET state = 1 WHERE state = 0 "                                       \
  "AND (:carrier = 0 OR carrier_id = :carrier) RETURNING message_id")                              \
/* ---- inbound ---- */                                                                            \
X(INBOUND_ADD, "INSERT OR IGNORE INTO inbound (carrier_id, sender, text, binary, sent_at, "        \
  "received_at, concat_bits, concat_ref, concat_total, concat_seq) VALUES (:carrier, :sender, "    \
  ":text, :binary, :sent_at, :now, :bits, :ref, :total, :seq)")                                    \
X(INBOUND_SET, "SELECT id, concat_seq, text, received_at, coalesce(feedback_id, 0) FROM inbound "  \
  "WHERE carrier_id = :carrier AND sender = :sender AND concat_ref = :ref "                        \
  "AND concat_total = :total AND concat_total > 1 AND concat_bits = :bits "                        \
  "AND received_at >= :since AND (feedback_id IS NULL OR "                                         \
  "(SELECT partial FROM feedback WHERE feedback.id = feedback_id)) ORDER BY id DESC")              \
X(INBOUND_JOIN, "UPDATE inbound SET feedback_id = :feedback WHERE id = :id")                       \
X(INBOUND_WAITING, "SELECT id, carrier_id, sender, concat_bits, concat_ref, concat_total, "        \
  "received_at FROM inbound "                                                                      \
  "WHERE feedback_id IS NULL AND received_at <= :until "                                           \
  "AND (received_at, id) > (:since, :after) ORDER BY received_at, id LIMIT 1")                     \
X(INBOUND_NEXT_WAITING, "SELECT received_at FROM inbound WHERE feedback_id IS NULL "               \
  "ORDER BY received_at LIMIT 1")                                                                  \
/* ---- feedback ---- */                                                                           \
X(FEEDBACK_ADD, "INSERT INTO feedback (received_at, carrier_id, sender, phone_id, household_id, "  \
  "announcement_id, kind, choice, category, urgent, text, note, understood, partial, state, "      \
  "about_id, calls) VALUES (:received_at, :carrier, :sender, :phone, :household, :announcement, "  \
  ":kind, :choice, :category, :urgent, :text, :note, :understood, :partial, :state, :about, :calls)") \
X(FEEDBACK_OF_CALLER, "SELECT id FROM feedback WHERE sender = :sender AND calls > 0 "              \
  "AND kind = :kind AND choice = :choice AND (choice = 0 OR announcement_id = :announcement) "     \
  "AND (state = 0 OR received_at >= :since) ORDER BY id DESC LIMIT 1")                             \
X(FEEDBACK_CALLED_AGAIN, "UPDATE feedback SET calls = calls + 1, called_at = :now WHERE id = :id") \
X(FEEDBACK_SET, "UPDATE feedback SET announcement_id = :announcement, kind = :kind, "              \
  "choice = :choice, category = :category, urgent = :urgent, text = :text, note = :note, "         \
  "understood = :understood, partial = :partial, state = :state WHERE id = :id")                   \
X(FEEDBACK_LIST, FEEDBACK_SELECT "WHERE f.id > :after " FEEDBACK_FILTER                            \
  "ORDER BY f.id LIMIT :limit")                                                                    \
X(FEEDBACK_LIST_NEWEST, FEEDBACK_SELECT "WHERE f.id < :before " FEEDBACK_FILTER                    \
  "ORDER BY f.id DESC LIMIT :limit")                                                               \
/* urgent ones first: the others lie a great way behind them */                                    \
X(FEEDBACK_LIST_URGENT, FEEDBACK_SELECT                                                            \
  "WHERE (1 - urgent) * 4503599627370496 + f.id > :after " FEEDBACK_FILTER                         \
  "ORDER BY 1 - urgent, f.id LIMIT :limit")                                                        \
X(FEEDBACK_GET, FEEDBACK_SELECT "WHERE f.id = :id")                                                \
X(FEEDBACK_OF_SENDER, FEEDBACK_SELECT "WHERE f.id = (SELECT max(id) FROM feedback "                \
  "WHERE (phone_id = :phone OR household_id = :household) AND about_id IS NULL "                   \
  "AND id < :before AND received_at >= :since AND (category > 0 OR (closed_by <> '' OR state = 0)))") \
X(FEEDBACK_ASKED, "SELECT count(*) FROM feedback WHERE phone_id = :phone "                         \
  "AND about_id IS NOT NULL AND received_at >= :since")                                            \
X(FEEDBACK_CORRECT, "UPDATE feedback SET kind = :kind, choice = :choice, category = :category, "   \
  "urgent = :urgent, understood = :understood WHERE id = :id")                                     \
X(FEEDBACK_OPEN_AGAIN, "UPDATE feedback SET state = 0, closed_at = NULL, closed_by = '' "          \
  "WHERE id = :id")                                                                                \
X(FEEDBACK_SET_TOLD, "UPDATE feedback SET told = :told, told_at = :now WHERE id = :id")            \
X(FEEDBACK_TOLD_COUNT, "SELECT count(*) FROM feedback WHERE told = 2 "                             \
  "AND told_at > :since AND told_at <= :now")                                                      \
X(FEEDBACK_UNTOLD, FEEDBACK_SELECT "WHERE told = 1 ORDER BY told_at, f.id LIMIT :limit")           \
X(FEEDBACK_UNTOLD_SINCE, "SELECT count(*), min(told_at) FROM feedback WHERE told = 1")             \
X(FEEDBACK_SET_DUE, "UPDATE feedback SET step = :step, due_at = :due WHERE id = :id")              \
X(FEEDBACK_DUE, FEEDBACK_SELECT "WHERE f.state = 0 AND due_at IS NOT NULL AND urgent = :urgent "   \
  "AND due_at <= :until ORDER BY due_at, f.id LIMIT :limit")                                       \
X(FEEDBACK_NEXT_DUE, "SELECT due_at FROM feedback WHERE state = 0 AND due_at IS NOT NULL "         \
  "AND urgent = :urgent ORDER BY due_at LIMIT 1")                                                  \
X(FEEDBACK_DAYS, "SELECT strftime(:format, received_at / 1000, 'unixepoch', 'localtime') AS day, " \
  "category, count(*), sum(state = 0) FROM feedback WHERE received_at >= :since AND category > 0 " \
  "AND about_id IS NULL "                                                                          \
  "GROUP BY day, category ORDER BY day, category")                                                 \
X(FEEDBACK_EVENT_ADD, "INSERT INTO feedback_event (feedback_id, at, author, what, text, message_id) " \
  "VALUES (:feedback, :now, :author, :what, :text, :message)")                                     \
X(FEEDBACK_EVENTS, "SELECT e.at, e.author, e.what, e.text, coalesce(e.message_id, 0), "            \
  "coalesce(m.state, -1) FROM feedback_event e LEFT JOIN message m ON m.id = e.message_id "        \
  "WHERE e.feedback_id = :feedback ORDER BY e.id")                                                 \
X(FEEDBACK_ANSWER, "SELECT text FROM feedback_event WHERE feedback_id = :feedback "                \
  "AND what = 'answered' ORDER BY id DESC LIMIT 1")                                                \
X(LESSON_PUT, "INSERT INTO lesson (feedback_id, at, kind, category, text) "                        \
  "SELECT id, :now, kind, category, text FROM feedback WHERE id = :feedback "                      \
  "ON CONFLICT (feedback_id) DO UPDATE SET at = excluded.at, kind = excluded.kind, "               \
  "category = excluded.category")                                                                  \
X(LESSON_LIST, "SELECT feedback_id, kind, category, text FROM lesson ORDER BY at DESC, "           \
  "feedback_id DESC LIMIT :limit")                                                                 \
X(FEEDBACK_CLOSE, "UPDATE feedback SET state = 1, closed_at = :now, closed_by = :by "              \
  "WHERE id = :id")                                                                                \
X(FEEDBACK_ASSIGN, "UPDATE feedback SET staff_id = :staff WHERE id = :id")                         \
X(FEEDBACK_KINDS, "SELECT kind, count(*), sum(state = 0) FROM feedback "                           \
  "WHERE :announcement IS NULL OR announcement_id = :announcement GROUP BY kind")                  \
/* the newest counts; but an open call for help from a phone of several households stands: the next  \
   answer may be another's */                                                                      \
X(FEEDBACK_CHOICES, "SELECT choice, count(*) FROM (SELECT iif(f.choice = 0, a.help_option, "       \
  "f.choice) AS choice, max(f.id + iif(f.kind = :help AND f.state = 0 AND (SELECT count(*) "       \
  "FROM holding h WHERE h.phone_id = f.phone_id) > 1, 4503599627370496, 0)) "                      \
  "FROM feedback f JOIN announcement a ON a.id = f.announcement_id "                               \
  "WHERE f.announcement_id = :announcement AND (f.choice > 0 OR f.kind = :help) "                  \
  "GROUP BY coalesce(f.household_id, -f.id)) WHERE choice > 0 GROUP BY choice")                    \
/* ---- carriers ---- */                                                                           \
X(CARRIER_ADD, "INSERT OR IGNORE INTO carrier (name) VALUES (:name)")                              \
X(CARRIER_IDS, "SELECT id FROM carrier")                                                           \
X(CARRIER_GET, "SELECT id, balance, balance_at, paused, pin_refused, spent, told "                 \
  "FROM carrier WHERE name = :name")                                                               \
X(CARRIER_SPENT, "UPDATE carrier SET spent = :spent WHERE id = :id")                               \
X(CARRIER_TOLD, "UPDATE carrier SET told = :told WHERE id = :id")                                  \
X(CARRIER_PAUSE, "UPDATE carrier SET paused = :paused WHERE id = :id")                             \
X(CARRIER_PIN, "UPDATE carrier SET pin_refused = :hash WHERE id = :id")                            \
X(ASIDE_ADD, "INSERT OR REPLACE INTO carrier_aside (carrier_id, place, at) "                       \
  "VALUES (:id, :place, :at)")                                                                     \
X(ASIDE_FORGET, "DELETE FROM carrier_aside WHERE carrier_id = :id AND place = :place")             \
X(ASIDE_LIST, "SELECT place, at FROM carrier_aside WHERE carrier_id = :id ORDER BY at")            \
X(CARRIER_BALANCE, "UPDATE carrier SET balance = :amount, balance_at = :now WHERE id = :id")       \
X(BALANCE_ADD, "INSERT OR REPLACE INTO balance (carrier_id, at, amount) "                          \
  "VALUES (:id, :now, :amount)")                                                                   \
X(BALANCE_LIST, "SELECT at, amount FROM balance WHERE carrier_id = :id AND at >= :since "          \
  "ORDER BY at")                                                                                   \
X(CARRIER_DAY_ADD, "INSERT INTO carrier_day (carrier_id, day, parts, cost, prepaid) "              \
  "VALUES (:id, :day, :parts, :cost, :prepaid) ON CONFLICT DO UPDATE SET "                         \
  "parts = parts + excluded.parts, cost = cost + excluded.cost, "                                  \
  "prepaid = prepaid + excluded.prepaid")                                                          \
X(CARRIER_USE, "SELECT sum(parts), sum(cost), sum(prepaid) FROM carrier_day "                      \
  "WHERE carrier_id = :id AND day BETWEEN :from AND :until")                                       \
X(CARRIER_DAYS, "SELECT day, parts, cost, prepaid FROM carrier_day WHERE carrier_id = :id "        \
  "AND day >= :from ORDER BY day")                                                                 \
/* ---- proofs ---- */                                                                             \
X(PROOF_ADD, "INSERT INTO proof (carrier_id, day, token, message_id, asked_at, until) "            \
  "VALUES (:carrier, :day, :token, :message, :asked_at, :until)")                                  \
X(PROOF_END, "UPDATE proof SET ended_at = :ended_at, ok = :ok, why = :why WHERE id = :id")         \
X(PROOF_LAST, "SELECT id, carrier_id, day, token, message_id, asked_at, until, ended_at, ok, why " \
  "FROM proof WHERE carrier_id = :carrier AND (:daily = 0 OR day > 0) ORDER BY id DESC LIMIT 1")   \
X(PROOF_BY_TOKEN, "SELECT id, carrier_id, day, token, message_id, asked_at, until, ended_at, ok, " \
  "why FROM proof WHERE token = :token")                                                           \
X(PROOF_LAST_OK, "SELECT ended_at FROM proof WHERE carrier_id = :carrier AND ok "                  \
  "ORDER BY id DESC LIMIT 1")                                                                      \
/* ---- a list on its way into the phone book ---- */                                              \
X(IMPORT_BEGIN, "INSERT INTO import (id, author, name, begun_at, head) "                           \
  "VALUES (1, :author, :name, :now, :head)")                                                       \
X(IMPORT_STAND, "UPDATE import SET stands = 1")                                                    \
X(IMPORT_GET, "SELECT author, name, begun_at, stands, head, added, changed, unchanged, failed, "   \
  "numbers_added, numbers_removed, groups_added FROM import")                                      \
X(IMPORT_COUNT, "UPDATE import SET added = :added, changed = :changed, unchanged = :unchanged, "   \
  "failed = :failed, numbers_added = :numbers_added, numbers_removed = :numbers_removed, "         \
  "groups_added = :groups_added")                                                                  \
X(IMPORT_FORGET, "DELETE FROM import")                                                             \
X(IMPORT_BOOK, "SELECT count(*) FROM household")                                                   \
X(IMPORT_PIECE_ADD, "INSERT INTO import_piece (bytes) VALUES (:bytes)")                            \
X(IMPORT_PIECE_NEXT, "SELECT id, bytes FROM import_piece ORDER BY id LIMIT 1")                     \
X(IMPORT_PIECE_TAKEN, "DELETE FROM import_piece WHERE id = :id")                                   \
X(IMPORT_PIECE_FORGET, "DELETE FROM import_piece")                                                 \
/* ---- the same answer to the same request ---- */                                                \
X(IDEMPOTENCY_GET, "SELECT what, status, answer FROM idempotency WHERE key = :key")                \
X(IDEMPOTENCY_ADD, "INSERT INTO idempotency (key, what, at, status, answer) "                      \
  "VALUES (:key, :what, :now, :status, :answer)")                                                  \
X(IDEMPOTENCY_FORGET, "DELETE FROM idempotency WHERE at < :before")                                \
/* ---- figures ---- */                                                                            \
X(FIGURES_PARTS, "SELECT state, submitted_at FROM part ORDER BY id DESC")                          \
X(FIGURES_MESSAGES, "SELECT state, created_at FROM message ORDER BY id DESC")                      \
X(FIGURES_TOTALS, "SELECT state, count(*) FROM message INDEXED BY message_announcement "           \
  "GROUP BY state")
/* clang-format on */

#define STATEMENT_ENUM(name, sql) STATEMENT_##name,
enum statement { STATEMENTS(STATEMENT_ENUM) STATEMENT_COUNT };

extern const char *const statement_sql[STATEMENT_COUNT];
