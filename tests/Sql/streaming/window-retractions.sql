-- description: windows count what is there of a table of changes when they close
-- file: orders.changes
--   {"data":{"id":1,"ts":"2026-01-01 00:00:01","amount":5},"op":"+I"}
--   {"data":{"id":2,"ts":"2026-01-01 00:00:02","amount":7},"op":"+I"}
--   {"data":{"id":1,"ts":"2026-01-01 00:00:01","amount":5},"op":"-U"}
--   {"data":{"id":1,"ts":"2026-01-01 00:00:03","amount":6},"op":"+U"}
--   {"data":{"id":2,"ts":"2026-01-01 00:00:02","amount":7},"op":"-D"}
--   {"data":{"id":3,"ts":"2026-01-01 00:00:12","amount":1},"op":"+I"}
--   {"data":{"id":3,"ts":"2026-01-01 00:00:12","amount":1},"op":"-D"}
--   {"data":{"id":4,"ts":"2026-01-01 00:00:21","amount":2},"op":"+I"}
CREATE TABLE orders (id INT, ts TIMESTAMP(3), amount INT, WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE sums (s TIMESTAMP(3), n BIGINT, total INT, most INT) WITH ('connector' = 'print', 'print-identifier' = 'sums');
INSERT INTO sums SELECT window_start, COUNT(*), SUM(amount), MAX(amount)
FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end;
-- expect: sums
--   +I[2026-01-01T00:00, 1, 6, 6]
--   +I[2026-01-01T00:00:20, 1, 2, 2]
