-- description: OPTIONS hints change a table for one query, at a source and at a sink
-- file: a.json
--   {"id":1}
-- file: b.json
--   {"id":2}
--   not json
CREATE TABLE src (id INT) WITH ('connector' = 'filesystem', 'path' = 'a.json', 'format' = 'json');
CREATE TABLE results (id INT) WITH ('connector' = 'print');
INSERT INTO results /*+ OPTIONS('print-identifier' = 'first') */ SELECT id FROM src;
INSERT INTO results /*+ OPTIONS('print-identifier' = 'second') */
SELECT id FROM src /*+ OPTIONS('path' = 'b.json', 'json.ignore-parse-errors' = 'true') */ AS s
UNION ALL SELECT id + 10 FROM src;
-- expect: first
--   +I[1]
-- expect: second
--   +I[2]
--   +I[11]
