-- description: SELECT DISTINCT keeps a row as long as one of its copies is there
-- file: visits.changes
--   {"data":{"page":"/a","visitor":1},"op":"+I"}
--   {"data":{"page":"/a","visitor":1},"op":"+I"}
--   {"data":{"page":"/a","visitor":2},"op":"+I"}
--   {"data":{"page":null,"visitor":2},"op":"+I"}
--   {"data":{"page":"/a","visitor":1},"op":"-D"}
--   {"data":{"page":"/a","visitor":2},"op":"-D"}
--   {"data":{"page":null,"visitor":2},"op":"+I"}
CREATE TABLE visits (page STRING, visitor INT) WITH ('connector' = 'filesystem', 'path' = 'visits.changes', 'format' = 'changelog-json');
CREATE TABLE pairs (page STRING, visitor INT) WITH ('connector' = 'print', 'print-identifier' = 'pairs');
CREATE TABLE visitors (n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'visitors');
INSERT INTO pairs SELECT DISTINCT page, visitor FROM visits;
INSERT INTO visitors SELECT COUNT(*) FROM (SELECT DISTINCT visitor FROM visits) AS v;
-- expect: pairs
--   +I[/a, 1]
--   +I[null, 2]
-- expect: visitors
--   +I[2]
