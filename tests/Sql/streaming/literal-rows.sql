-- description: literal rows come once, with rows of a table and also where no table is read and the input is held
SET 'streamsql.end-of-input' = 'hold';
CREATE TABLE results (a INT, b STRING) WITH ('connector' = 'print', 'print-identifier' = 'results');
CREATE TABLE sums (b STRING, total INT) WITH ('connector' = 'print', 'print-identifier' = 'sums');
INSERT INTO results VALUES (1, 'x'), (2, 'y');
INSERT INTO results SELECT 3, 'z';
INSERT INTO sums SELECT b, SUM(a) FROM (VALUES (1, 'x'), (2, 'x')) AS t(a, b) GROUP BY b;
-- expect: results
--   +I[1, x]
--   +I[2, y]
--   +I[3, z]
-- expect: sums
--   +I[x, 3]
