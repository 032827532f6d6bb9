-- description: a tumbling window fires once the watermark has passed its end; a late row is dropped whatever the cut
-- file: clicks.json
--   {"ts":"2026-01-01 00:00:01","page":"a"}
--   {"ts":"2026-01-01 00:00:09","page":"b"}
--   {"ts":"2026-01-01 00:00:04","page":"a"}
--   {"ts":"2026-01-01 00:00:13","page":"a"}
--   {"ts":"2026-01-01 00:00:05","page":"late"}
--   {"ts":"2026-01-01 00:00:21","page":"b"}
CREATE TABLE clicks (ts TIMESTAMP(3), page STRING, WATERMARK FOR ts AS ts - INTERVAL '3' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'clicks.json', 'format' = 'json');
CREATE TABLE counts (s TIMESTAMP(3), page STRING, n BIGINT)
WITH ('connector' = 'print', 'print-identifier' = 'counts');
INSERT INTO counts SELECT window_start, page, COUNT(*)
FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end, page;
-- expect: counts
--   +I[2026-01-01T00:00, a, 2]
--   +I[2026-01-01T00:00, b, 1]
--   +I[2026-01-01T00:00:10, a, 1]
--   +I[2026-01-01T00:00:20, b, 1]
