-- description: a row counts in each of its hopping windows; a late one in those that are still open
-- file: bids.json
--   {"ts":"2026-01-01 00:00:01","price":10}
--   {"ts":"2026-01-01 00:00:07","price":4}
--   {"ts":"2026-01-01 00:00:12","price":6}
--   {"ts":"2026-01-01 00:00:06","price":1}
--   {"ts":"2026-01-01 00:00:02","price":100}
--   {"ts":"2026-01-01 00:00:21","price":3}
CREATE TABLE bids (ts TIMESTAMP(3), price INT, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE sums (s TIMESTAMP(3), e TIMESTAMP(3), n BIGINT, total INT)
WITH ('connector' = 'print', 'print-identifier' = 'sums');
INSERT INTO sums SELECT window_start, window_end, COUNT(*), SUM(price)
FROM TABLE(HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
-- expect: sums
--   +I[2025-12-31T23:59:55, 2026-01-01T00:00:05, 1, 10]
--   +I[2026-01-01T00:00, 2026-01-01T00:00:10, 2, 14]
--   +I[2026-01-01T00:00:05, 2026-01-01T00:00:15, 3, 11]
--   +I[2026-01-01T00:00:10, 2026-01-01T00:00:20, 1, 6]
--   +I[2026-01-01T00:00:15, 2026-01-01T00:00:25, 1, 3]
--   +I[2026-01-01T00:00:20, 2026-01-01T00:00:30, 1, 3]
