-- description: hopping windows further apart than they are long leave gaps, whose rows count nowhere
-- file: bids.json
--   {"ts":"2026-01-01 00:00:01","price":10}
--   {"ts":"2026-01-01 00:00:07","price":4}
--   {"ts":"2026-01-01 00:00:12","price":6}
--   {"ts":"2026-01-01 00:00:16","price":8}
CREATE TABLE bids (ts TIMESTAMP(3), price INT, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE listed (price INT, s TIMESTAMP(3), e TIMESTAMP(3), t TIMESTAMP(3))
WITH ('connector' = 'print', 'print-identifier' = 'listed');
INSERT INTO listed SELECT price, window_start, window_end, window_time
FROM HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '5' SECOND);
-- expect: listed
--   +I[10, 2026-01-01T00:00, 2026-01-01T00:00:05, 2026-01-01T00:00:04.999]
--   +I[6, 2026-01-01T00:00:10, 2026-01-01T00:00:15, 2026-01-01T00:00:14.999]
