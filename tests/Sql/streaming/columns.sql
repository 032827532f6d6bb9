-- description: computed columns are computed when read and are not written; metadata columns come from the connector
-- file: in/orders.json
--   {"id":1,"amount":"2.50","millis":1767225600000}
--   {"id":2,"amount":null,"millis":1767225661500}
CREATE TABLE orders (
  id INT, amount DECIMAL(10, 2), cost AS amount * 2, millis BIGINT, `at` AS TO_TIMESTAMP_LTZ(millis, 3),
  `file.name` STRING METADATA VIRTUAL, size BIGINT NOT NULL METADATA FROM 'file.size' VIRTUAL,
  twice AS id + id, WATERMARK FOR `at` AS `at` - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'in', 'format' = 'json');
CREATE TABLE results (id INT, cost DECIMAL(12, 2), `at` TIMESTAMP_LTZ(3), f STRING, big BOOLEAN, twice INT, four AS twice * 2)
WITH ('connector' = 'print', 'print-identifier' = 'results');
CREATE TABLE minutes (s TIMESTAMP(3), n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'minutes');
INSERT INTO results SELECT id, cost, `at`, `file.name`, size > 50, twice FROM orders;
INSERT INTO minutes SELECT window_start, COUNT(*) FROM TUMBLE(TABLE orders, DESCRIPTOR(`at`), INTERVAL '1' MINUTE) GROUP BY window_start, window_end;
-- expect: results
--   +I[1, 5.00, 2026-01-01T00:00:00Z, orders.json, true, 2]
--   +I[2, null, 2026-01-01T00:01:01.500Z, orders.json, true, 4]
-- expect: minutes
--   +I[2026-01-01T00:00, 1]
--   +I[2026-01-01T00:01, 1]
