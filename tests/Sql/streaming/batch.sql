-- description: in batch mode only final rows come, an aggregation without keys has a result over no rows, and sinks that only append take updates
-- file: none.json
-- file: orders.json
--   {"id":1,"item":"pen"}
--   {"id":2,"item":"pen"}
SET 'execution.runtime-mode' = 'batch';
CREATE TABLE nothing (id INT, item STRING) WITH ('connector' = 'filesystem', 'path' = 'none.json', 'format' = 'json');
CREATE TABLE orders (id INT, item STRING) WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');
CREATE TABLE results (which STRING, n BIGINT, total INT) WITH ('connector' = 'print', 'print-identifier' = 'results');
INSERT INTO results SELECT 'none', COUNT(*), SUM(id) FROM nothing;
INSERT INTO results SELECT 'no match', COUNT(DISTINCT item), MAX(id) FROM orders WHERE id > 100;
INSERT INTO results SELECT 'keys', COUNT(*), SUM(id) FROM nothing GROUP BY item;
INSERT INTO results SELECT item, COUNT(*), SUM(id) FROM orders GROUP BY item;
INSERT INTO results SELECT 'number of rows', COUNT(*), 0 FROM (SELECT COUNT(*) FROM nothing) AS c;
-- expect: results
--   +I[none, 0, null]
--   +I[no match, 0, null]
--   +I[pen, 2, 3]
--   +I[number of rows, 1, 0]
