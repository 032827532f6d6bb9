-- description: every scalar type as a key, as a value and as the argument of an aggregate
-- file: rows.changes
--   {"data":{"b":true,"t":-1,"s":300,"i":70000,"l":5000000000,"f":1.5,"d":2.25,"m":"12345678901234567890.123","c":"ab","v":"x","y":"AQI=","da":"2026-01-31","ti":"10:11:12","ts":"2026-01-01 01:02:03.123456","tz":"2026-01-01 01:02:03.123456Z"},"op":"+I"}
--   {"data":{"b":true,"t":-1,"s":300,"i":70000,"l":5000000000,"f":1.5,"d":2.25,"m":"12345678901234567890.123","c":"ab","v":"x","y":"AQI=","da":"2026-01-31","ti":"10:11:12","ts":"2026-01-01 01:02:03.123456","tz":"2026-01-01 01:02:03.123456Z"},"op":"+I"}
--   {"data":{"b":null,"t":null,"s":null,"i":null,"l":null,"f":null,"d":null,"m":null,"c":null,"v":null,"y":null,"da":null,"ti":null,"ts":null,"tz":null},"op":"+I"}
--   {"data":{"b":false,"t":127,"s":-300,"i":-70000,"l":-5000000000,"f":-0.5,"d":-2.25,"m":"-0.001","c":"c ","v":"","y":"","da":"1969-12-31","ti":"00:00:00","ts":"1969-12-31 23:59:59.999999","tz":"1969-12-31 23:59:59.999999Z"},"op":"+I"}
--   {"data":{"b":false,"t":127,"s":-300,"i":-70000,"l":-5000000000,"f":-0.5,"d":-2.25,"m":"-0.001","c":"c ","v":"","y":"","da":"1969-12-31","ti":"00:00:00","ts":"1969-12-31 23:59:59.999999","tz":"1969-12-31 23:59:59.999999Z"},"op":"-D"}
CREATE TABLE `rows` (
  b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, m DECIMAL(38, 3), c CHAR(2), v VARCHAR(10), y BYTES, da DATE, ti TIME,
  ts TIMESTAMP(6), tz TIMESTAMP_LTZ(6))
WITH ('connector' = 'filesystem', 'path' = 'rows.changes', 'format' = 'changelog-json');
CREATE TABLE keys (
  b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, m DECIMAL(38, 3), c CHAR(2), v VARCHAR(10), y BYTES, da DATE, ti TIME,
  ts TIMESTAMP(6), tz TIMESTAMP_LTZ(6), n BIGINT)
WITH ('connector' = 'print', 'print-identifier' = 'keys');
CREATE TABLE extremes (t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, m DECIMAL(38, 3), v VARCHAR(10), da DATE, ti TIME, ts TIMESTAMP(6), tz TIMESTAMP_LTZ(6))
WITH ('connector' = 'print', 'print-identifier' = 'extremes');
CREATE TABLE sums (t TINYINT, l BIGINT, f FLOAT, d DOUBLE, m DECIMAL(38, 3), n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'sums');
CREATE TABLE joined (m DECIMAL(38, 3), ti TIME, y BYTES) WITH ('connector' = 'print', 'print-identifier' = 'joined');
INSERT INTO keys SELECT b, t, s, i, l, f, d, m, c, v, y, da, ti, ts, tz, COUNT(*) FROM `rows` GROUP BY b, t, s, i, l, f, d, m, c, v, y, da, ti, ts, tz;
INSERT INTO extremes SELECT MIN(t), MAX(s), MIN(i), MAX(l), MIN(f), MAX(d), MIN(m), MAX(v), MIN(da), MAX(ti), MIN(ts), MAX(tz) FROM `rows`;
INSERT INTO sums SELECT SUM(t), SUM(l), SUM(f), AVG(d), SUM(m), COUNT(DISTINCT ti) FROM `rows`;
INSERT INTO joined SELECT DISTINCT a.m, a.ti, b.y FROM `rows` AS a JOIN `rows` AS b ON a.ti = b.ti AND a.m = b.m AND a.ts = b.ts AND a.tz = b.tz AND a.y = b.y;
-- expect: keys
--   +I[true, -1, 300, 70000, 5000000000, 1.5, 2.25, 12345678901234567890.123, ab, x, [1, 2], 2026-01-31, 10:11:12, 2026-01-01T01:02:03.123456, 2026-01-01T01:02:03.123456Z, 2]
--   +I[null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 1]
-- expect: extremes
--   +I[-1, 300, 70000, 5000000000, 1.5, 2.25, 12345678901234567890.123, x, 2026-01-31, 10:11:12, 2026-01-01T01:02:03.123456, 2026-01-01T01:02:03.123456Z]
-- expect: sums
--   +I[-2, 10000000000, 3.0, 2.25, 24691357802469135780.246, 1]
-- expect: joined
--   +I[12345678901234567890.123, 10:11:12, [1, 2]]
