-- description: cumulating windows share their start and end a step apart; named arguments and an offset
-- file: bids.json
--   {"ts":"2026-01-01 00:00:01","item":"a","price":1}
--   {"ts":"2026-01-01 00:00:04","item":"a","price":2}
--   {"ts":"2026-01-01 00:00:07","item":"b","price":4}
--   {"ts":"2026-01-01 00:00:03","item":"a","price":8}
--   {"ts":"2026-01-01 00:00:14","item":"a","price":16}
CREATE TABLE bids (ts TIMESTAMP(3), item STRING, price INT, WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE sums (s TIMESTAMP(3), e TIMESTAMP(3), item STRING, total INT)
WITH ('connector' = 'print', 'print-identifier' = 'sums');
INSERT INTO sums SELECT window_start, window_end, item, SUM(price)
FROM TABLE(CUMULATE(
  DATA => TABLE bids, TIMECOL => DESCRIPTOR(ts), STEP => INTERVAL '3' SECOND, SIZE => INTERVAL '9' SECOND, `OFFSET` => INTERVAL '2' SECOND))
GROUP BY item, window_end, window_start;
-- expect: sums
--   +I[2025-12-31T23:59:53, 2026-01-01T00:00:02, a, 1]
--   +I[2026-01-01T00:00:02, 2026-01-01T00:00:05, a, 2]
--   +I[2026-01-01T00:00:02, 2026-01-01T00:00:08, a, 10]
--   +I[2026-01-01T00:00:02, 2026-01-01T00:00:08, b, 4]
--   +I[2026-01-01T00:00:02, 2026-01-01T00:00:11, a, 10]
--   +I[2026-01-01T00:00:02, 2026-01-01T00:00:11, b, 4]
--   +I[2026-01-01T00:00:11, 2026-01-01T00:00:17, a, 16]
--   +I[2026-01-01T00:00:11, 2026-01-01T00:00:20, a, 16]
