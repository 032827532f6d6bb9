-- description: an aggregation without keys gives nothing before its first row, and its row goes with the last
-- file: none.changes
--   {"data":{"v":1},"op":"+I"}
--   {"data":{"v":1},"op":"-D"}
-- file: some.changes
--   {"data":{"v":1},"op":"+I"}
--   {"data":{"v":5},"op":"+I"}
--   {"data":{"v":1},"op":"-D"}
CREATE TABLE empty_table (v INT) WITH ('connector' = 'filesystem', 'path' = 'none.changes', 'format' = 'changelog-json');
CREATE TABLE some_rows (v INT) WITH ('connector' = 'filesystem', 'path' = 'some.changes', 'format' = 'changelog-json');
CREATE TABLE results (which STRING, n BIGINT, total INT) WITH ('connector' = 'print', 'print-identifier' = 'results');
INSERT INTO results SELECT 'none', COUNT(*), SUM(v) FROM empty_table;
INSERT INTO results SELECT 'some', COUNT(*), SUM(v) FROM some_rows;
INSERT INTO results SELECT 'null', COUNT(v), SUM(v) FROM some_rows WHERE v > 100;
-- expect: results
--   +I[some, 1, 5]
