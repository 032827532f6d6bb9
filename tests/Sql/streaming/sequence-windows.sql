-- description: aggregates of rows in their order over windows, also over windows of several panes
-- file: events.json
--   {"at":"2024-01-01 00:00:01","who":"ann","n":1}
--   {"at":"2024-01-01 00:00:04","who":"ben","n":2}
--   {"at":"2024-01-01 00:00:03","who":"ann","n":3}
--   {"at":"2024-01-01 00:00:12","who":null,"n":4}
--   {"at":"2024-01-01 00:00:11","who":"cay","n":5}
--   {"at":"2024-01-01 00:00:16","who":"ann","n":null}
--   {"at":"2024-01-01 00:00:29","who":"ann","n":7}
CREATE TABLE events (`at` TIMESTAMP(3), who STRING, n INT, WATERMARK FOR `at` AS `at` - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'events.json', 'format' = 'json');
CREATE TABLE tumbled (starts TIMESTAMP(3), names STRING, numbers ARRAY<INT>, first_n INT, last_n INT)
WITH ('connector' = 'print', 'print-identifier' = 'tumbled');
CREATE TABLE hopped (starts TIMESTAMP(3), bag MULTISET<STRING>, numbers ARRAY<INT>) WITH ('connector' = 'print', 'print-identifier' = 'hopped');
INSERT INTO tumbled SELECT window_start, LISTAGG(who), ARRAY_AGG(n), FIRST_VALUE(n), LAST_VALUE(n)
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(`at`), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
INSERT INTO hopped SELECT window_start, COLLECT(who), ARRAY_AGG(DISTINCT n IGNORE NULLS)
FROM TABLE(HOP(TABLE events, DESCRIPTOR(`at`), INTERVAL '10' SECOND, INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
-- expect: tumbled
--   +I[2024-01-01T00:00, ann,ben,ann, [1, 2, 3], 1, 3]
--   +I[2024-01-01T00:00:10, cay,ann, [4, 5, null], 4, 5]
--   +I[2024-01-01T00:00:20, ann, [7], 7, 7]
-- expect: hopped
--   +I[2023-12-31T23:59:50, {ann=2, ben=1}, [1, 2, 3]]
--   +I[2024-01-01T00:00, {ann=3, ben=1, cay=1}, [1, 2, 3, 4, 5]]
--   +I[2024-01-01T00:00:10, {cay=1, ann=2}, [4, 5, 7]]
--   +I[2024-01-01T00:00:20, {ann=1}, [7]]
