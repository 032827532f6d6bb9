-- description: UNION ALL keeps duplicates, widens types and lets changes of each part through
-- file: earlier.json
--   {"id":1,"v":"a"}
--   {"id":2,"v":"b"}
-- file: later.changes
--   {"data":{"id":2,"v":"b"},"op":"+I"}
--   {"data":{"id":3000000000,"v":"c"},"op":"+I"}
--   {"data":{"id":2,"v":"b"},"op":"-U"}
--   {"data":{"id":2,"v":"B"},"op":"+U"}
CREATE TABLE earlier (id INT, v STRING) WITH ('connector' = 'filesystem', 'path' = 'earlier.json', 'format' = 'json');
CREATE TABLE later (id BIGINT, v STRING) WITH ('connector' = 'filesystem', 'path' = 'later.changes', 'format' = 'changelog-json');
CREATE TABLE merged (id BIGINT, v STRING) WITH ('connector' = 'print', 'print-identifier' = 'merged');
CREATE TABLE counts (id BIGINT, n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'counts');
CREATE VIEW everything AS SELECT id, v FROM earlier UNION ALL SELECT * FROM later UNION ALL SELECT 1, 'x' UNION ALL (VALUES (7, 'y'));
INSERT INTO merged SELECT * FROM everything;
INSERT INTO counts SELECT id, COUNT(*) FROM everything GROUP BY id;
-- expect: merged
--   +I[1, a]
--   +I[2, b]
--   +I[2, B]
--   +I[3000000000, c]
--   +I[1, x]
--   +I[7, y]
-- expect: counts
--   +I[1, 2]
--   +I[2, 2]
--   +I[3000000000, 1]
--   +I[7, 1]
