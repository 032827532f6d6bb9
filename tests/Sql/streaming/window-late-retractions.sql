-- description: a window that has to take back a row it was not given in time counts it as minus one, as Flink does
-- file: orders.changes
--   {"data":{"ts":"2026-01-01 00:00:01","amount":1},"op":"+I"}
--   {"data":{"ts":"2026-01-01 00:00:06","amount":3},"op":"-D"}
--   {"data":{"ts":"2026-01-01 00:00:04","amount":1},"op":"+I"}
CREATE TABLE orders (ts TIMESTAMP(3), amount INT, WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE sums (s TIMESTAMP(3), e TIMESTAMP(3), n BIGINT, total INT, amounts BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'sums');
INSERT INTO sums SELECT window_start, window_end, COUNT(*), SUM(amount), COUNT(DISTINCT amount)
FROM HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND) GROUP BY window_start, window_end;
-- expect: sums
--   +I[2025-12-31T23:59:55, 2026-01-01T00:00:05, 2, 2, 1]
--   +I[2026-01-01T00:00, 2026-01-01T00:00:10, 1, -1, 1]
--   +I[2026-01-01T00:00:05, 2026-01-01T00:00:15, -1, -3, 0]
