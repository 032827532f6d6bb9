-- description: a window over the results of shorter windows, and an aggregation of a window's groups
-- file: bids.json
--   {"ts":"2026-01-01 00:00:01","item":"a"}
--   {"ts":"2026-01-01 00:00:02","item":"b"}
--   {"ts":"2026-01-01 00:00:04","item":"a"}
--   {"ts":"2026-01-01 00:00:08","item":"a"}
--   {"ts":"2026-01-01 00:00:05","item":"late"}
--   {"ts":"2026-01-01 00:00:11","item":"b"}
CREATE TABLE bids (ts TIMESTAMP(3), item STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE long_counts (s TIMESTAMP(3), n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'long');
CREATE TABLE most (e TIMESTAMP(3), n BIGINT, items BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'most');
INSERT INTO long_counts SELECT window_start, SUM(n) FROM TUMBLE(
  (SELECT window_time AS t, COUNT(*) AS n FROM TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '2' SECOND) GROUP BY window_start, window_end, window_time),
  DESCRIPTOR(t), INTERVAL '10' SECOND) GROUP BY window_start, window_end;
INSERT INTO most SELECT window_end, MAX(n), COUNT(*) FROM (
  SELECT window_start, window_end, item, COUNT(*) AS n FROM TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND)
  GROUP BY window_start, window_end, item) AS counts
GROUP BY window_start, window_end;
-- expect: long
--   +I[2026-01-01T00:00, 4]
--   +I[2026-01-01T00:00:10, 1]
-- expect: most
--   +I[2026-01-01T00:00:10, 3, 3]
--   +I[2026-01-01T00:00:20, 1, 1]
