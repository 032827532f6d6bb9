-- description: the clock is read once per micro-batch: all its readings in a row agree, and none runs ahead of the other rows
-- file: events.json
--   {"id":1}
--   {"id":2}
--   {"id":3}
--   {"id":4}
CREATE TABLE events (id INT, seen AS NOW()) WITH ('connector' = 'filesystem', 'path' = 'events.json', 'format' = 'json');
CREATE TABLE agreed (id INT, same BOOLEAN, dates BOOLEAN, after_2025 BOOLEAN) WITH ('connector' = 'print', 'print-identifier' = 'agreed');
CREATE TABLE joined (n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'joined');
INSERT INTO agreed SELECT id, seen = CURRENT_TIMESTAMP AND NOW() = CURRENT_ROW_TIMESTAMP(), CAST(LOCALTIMESTAMP AS DATE) = CURRENT_DATE,
  seen > TO_TIMESTAMP_LTZ(1735689600, 0) FROM events;
INSERT INTO joined SELECT COUNT(*) FROM events WHERE seen <= NOW() AND PROCTIME() IS NOT NULL;
-- expect: agreed
--   +I[1, true, true, true]
--   +I[2, true, true, true]
--   +I[3, true, true, true]
--   +I[4, true, true, true]
-- expect: joined
--   +I[4]
