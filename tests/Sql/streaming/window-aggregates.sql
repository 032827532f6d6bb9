-- description: DISTINCT, FILTER, HAVING, MIN and MAX within windows, and a condition below them
-- file: bids.json
--   {"ts":"2026-01-01 00:00:01","item":"a","price":1.5}
--   {"ts":"2026-01-01 00:00:02","item":"b","price":2.5}
--   {"ts":"2026-01-01 00:00:03","item":"a","price":3.0}
--   {"ts":"2026-01-01 00:00:04","item":null,"price":-9}
--   {"ts":"2026-01-01 00:00:12","item":"c","price":null}
--   {"ts":"2026-01-01 00:00:13","item":"c","price":7}
--   {"ts":"2026-01-01 00:00:25","item":"d","price":1}
CREATE TABLE bids (ts TIMESTAMP(3), item STRING, price DECIMAL(8, 2), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE results (s TIMESTAMP(3), n BIGINT, items BIGINT, cheap BIGINT, low DECIMAL(8, 2), high DECIMAL(8, 2), mean DECIMAL(38, 6))
WITH ('connector' = 'print', 'print-identifier' = 'results');
INSERT INTO results SELECT window_start, COUNT(*), COUNT(DISTINCT item), COUNT(*) FILTER (WHERE price < 2), MIN(price), MAX(price), AVG(price)
FROM TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '10' SECOND) WHERE price > 0 OR price IS NULL
GROUP BY window_start, window_end HAVING COUNT(*) > 1;
-- expect: results
--   +I[2026-01-01T00:00, 3, 2, 1, 1.50, 3.00, 2.333333]
--   +I[2026-01-01T00:00:10, 2, 1, 0, 7.00, 7.00, 7.000000]
