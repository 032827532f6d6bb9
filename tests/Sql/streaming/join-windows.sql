-- description: windows of two streams joined on both their bounds
-- file: clicks.json
--   {"ts":"2026-01-01 00:00:01","page":"a"}
--   {"ts":"2026-01-01 00:00:02","page":"a"}
--   {"ts":"2026-01-01 00:00:11","page":"b"}
--   {"ts":"2026-01-01 00:00:12","page":"c"}
-- file: seen.json
--   {"ts":"2026-01-01 00:00:03","page":"a"}
--   {"ts":"2026-01-01 00:00:13","page":"a"}
--   {"ts":"2026-01-01 00:00:14","page":"b"}
CREATE TABLE clicks (ts TIMESTAMP(3), page STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = 'clicks.json', 'format' = 'json');
CREATE TABLE seen (ts TIMESTAMP(3), page STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = 'seen.json', 'format' = 'json');
CREATE TABLE both_seen (s TIMESTAMP(3), page STRING, clicks BIGINT, seen BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'both');
INSERT INTO both_seen
WITH c AS (SELECT window_start, window_end, page, COUNT(*) AS n
  FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end, page),
v AS (SELECT window_start, window_end, page, COUNT(*) AS n
  FROM TUMBLE(TABLE seen, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end, page)
SELECT c.window_start, c.page, c.n, v.n FROM c JOIN v
ON c.window_start = v.window_start AND c.window_end = v.window_end AND c.page = v.page;
-- expect: both
--   +I[2026-01-01T00:00, a, 2, 1]
--   +I[2026-01-01T00:00:10, b, 1, 1]
