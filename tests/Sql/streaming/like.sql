-- description: tables LIKE others take over columns, watermark and options as told
-- file: a.json
--   {"ts":"2026-01-01 00:00:01","id":1}
--   {"ts":"2026-01-01 00:00:12","id":2}
-- file: b.json
--   {"ts":"2026-01-01 00:00:02","id":10}
CREATE TABLE a (ts TIMESTAMP(3), id INT, twice AS id * 2, WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'a.json', 'format' = 'json');
CREATE TABLE b WITH ('path' = 'b.json') LIKE a;
CREATE TABLE bare (thrice AS id * 3, WATERMARK FOR ts AS ts) LIKE a (EXCLUDING GENERATED OVERWRITING WATERMARKS INCLUDING OPTIONS);
CREATE TABLE results (src STRING, s TIMESTAMP(3), v INT) WITH ('connector' = 'print', 'print-identifier' = 'results');
CREATE TABLE others (note STRING) WITH ('connector' = 'print', 'print-identifier' = 'others') LIKE results (EXCLUDING ALL);
INSERT INTO results SELECT 'a', window_start, SUM(twice) FROM TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end;
INSERT INTO results SELECT 'b', window_start, SUM(twice) FROM TUMBLE(TABLE b, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end;
INSERT INTO results SELECT 'bare', window_start, SUM(thrice) FROM TUMBLE(TABLE bare, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end;
INSERT INTO others SELECT src, s, v, 'x' FROM (VALUES ('z', TIMESTAMP '2026-01-01 00:00:00', 1)) AS t(src, s, v);
-- expect: results
--   +I[a, 2026-01-01T00:00, 2]
--   +I[a, 2026-01-01T00:00:10, 4]
--   +I[b, 2026-01-01T00:00, 20]
--   +I[bare, 2026-01-01T00:00, 3]
--   +I[bare, 2026-01-01T00:00:10, 6]
-- expect: others
--   +I[z, 2026-01-01T00:00, 1, x]
