-- description: a row is late once the watermark of the rows before it has reached the last millisecond of its window, and not before
-- file: events.json
--   {"ts":"2026-01-01 00:00:09.998","k":"first"}
--   {"ts":"2026-01-01 00:00:00","k":"in time"}
--   {"ts":"2026-01-01 00:00:09.999","k":"last"}
--   {"ts":"2026-01-01 00:00:09.999","k":"late"}
--   {"ts":"2026-01-01 00:00:10","k":"next"}
CREATE TABLE events (ts TIMESTAMP(3), k STRING, WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = 'events.json', 'format' = 'json');
CREATE TABLE counts (e TIMESTAMP(3), n BIGINT, k1 STRING, k2 STRING) WITH ('connector' = 'print', 'print-identifier' = 'counts');
INSERT INTO counts SELECT window_end, COUNT(*), MIN(k), MAX(k)
FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end;
-- expect: counts
--   +I[2026-01-01T00:00:10, 3, first, last]
--   +I[2026-01-01T00:00:20, 1, next, next]
