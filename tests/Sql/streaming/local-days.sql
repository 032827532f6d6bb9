-- description: windows over TIMESTAMP_LTZ follow the session's clock: a day of 23 hours in spring, an hour that is there twice in autumn
-- file: events.json
--   {"at":"2026-03-08 04:59:59Z","k":1}
--   {"at":"2026-03-08 05:00:00Z","k":2}
--   {"at":"2026-03-09 03:59:59Z","k":4}
--   {"at":"2026-03-09 04:00:00Z","k":8}
--   {"at":"2026-11-01 05:30:00Z","k":16}
--   {"at":"2026-11-01 06:30:00Z","k":32}
--   {"at":"2026-11-01 07:30:00Z","k":64}
SET 'table.local-time-zone' = 'America/New_York';
CREATE TABLE events (`at` TIMESTAMP_LTZ(3), k INT, WATERMARK FOR `at` AS `at`)
WITH ('connector' = 'filesystem', 'path' = 'events.json', 'format' = 'json');
CREATE TABLE days (s TIMESTAMP(3), e TIMESTAMP(3), total INT) WITH ('connector' = 'print', 'print-identifier' = 'days');
CREATE TABLE hours (s TIMESTAMP(3), t TIMESTAMP_LTZ(3), total INT) WITH ('connector' = 'print', 'print-identifier' = 'hours');
EXECUTE STATEMENT SET BEGIN
INSERT INTO days SELECT window_start, window_end, SUM(k)
FROM TUMBLE(TABLE events, DESCRIPTOR(`at`), INTERVAL '1' DAY) GROUP BY window_start, window_end;
INSERT INTO hours SELECT window_start, window_time, SUM(k)
FROM TUMBLE(TABLE events, DESCRIPTOR(`at`), INTERVAL '1' HOUR) WHERE k >= 16 GROUP BY window_start, window_end, window_time;
END;
-- expect: days
--   +I[2026-03-07T00:00, 2026-03-08T00:00, 1]
--   +I[2026-03-08T00:00, 2026-03-09T00:00, 6]
--   +I[2026-03-09T00:00, 2026-03-10T00:00, 8]
--   +I[2026-11-01T00:00, 2026-11-02T00:00, 112]
-- expect: hours
--   +I[2026-11-01T01:00, 2026-11-01T05:59:59.999Z, 48]
--   +I[2026-11-01T02:00, 2026-11-01T07:59:59.999Z, 64]
