-- description: MIN and MAX fall back to the next value when the one they had goes
-- file: prices.changes
--   {"data":{"item":"pen","price":3.50,"day":"2026-01-03"},"op":"+I"}
--   {"data":{"item":"pen","price":1.25,"day":"2026-01-01"},"op":"+I"}
--   {"data":{"item":"pen","price":9.00,"day":"2026-01-02"},"op":"+I"}
--   {"data":{"item":"ink","price":2.00,"day":"2026-01-01"},"op":"+I"}
--   {"data":{"item":"pen","price":9.00,"day":"2026-01-02"},"op":"-D"}
--   {"data":{"item":"pen","price":1.25,"day":"2026-01-01"},"op":"-U"}
--   {"data":{"item":"pen","price":2.75,"day":"2026-01-04"},"op":"+U"}
--   {"data":{"item":"ink","price":2.00,"day":"2026-01-01"},"op":"-U"}
--   {"data":{"item":"ink","price":null,"day":"2026-01-05"},"op":"+U"}
CREATE TABLE prices (item STRING, price DECIMAL(6, 2), `day` DATE)
WITH ('connector' = 'filesystem', 'path' = 'prices.changes', 'format' = 'changelog-json');
CREATE TABLE ranges (item STRING, low DECIMAL(6, 2), high DECIMAL(6, 2), first_day DATE, last_day DATE, PRIMARY KEY (item) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'ranges');
INSERT INTO ranges SELECT item, MIN(price), MAX(price), MIN(`day`), MAX(`day`) FROM prices GROUP BY item;
-- expect: ranges
--   +I[pen, 2.75, 3.50, 2026-01-03, 2026-01-04]
--   +I[ink, null, null, 2026-01-05, 2026-01-05]
