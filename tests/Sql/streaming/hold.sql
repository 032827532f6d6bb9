-- description: with end-of-input hold, windows that the watermark has not passed stay open when the input ends
-- file: clicks.json
--   {"ts":"2026-01-01 00:00:01","page":"a"}
--   {"ts":"2026-01-01 00:00:02","page":"a"}
--   {"ts":"2026-01-01 00:00:12","page":"b"}
--   {"ts":"2026-01-01 00:00:21","page":"c"}
SET 'streamsql.end-of-input' = 'hold';
CREATE TABLE clicks (ts TIMESTAMP(3), page STRING, WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'clicks.json', 'format' = 'json');
CREATE TABLE counts (s TIMESTAMP(3), page STRING, n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'counts');
CREATE TABLE totals (page STRING, n BIGINT, PRIMARY KEY (page) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'totals');
EXECUTE STATEMENT SET BEGIN
INSERT INTO counts SELECT window_start, page, COUNT(*) FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end, page;
INSERT INTO totals SELECT page, COUNT(*) FROM clicks GROUP BY page;
END;
-- expect: counts
--   +I[2026-01-01T00:00, a, 2]
-- expect: totals
--   +I[a, 2]
--   +I[b, 1]
--   +I[c, 1]
