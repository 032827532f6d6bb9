CREATE TABLE t (a INT NOT NULL, b BIGINT, s STRING, r ROW<x INT, y STRING>, d DECIMAL(10, 2)) WITH ('connector' = 'test');
CREATE TABLE u (a INT, t STRING, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'test', 'changes' = 'retract');
CREATE TABLE out_t (a BIGINT, s STRING) WITH ('connector' = 'test', 'takes' = 'retract');

SELECT * FROM t;
SELECT a, b + 1 AS b1, a + b, s || 'x', r.x, t.r.y FROM t WHERE a > 5 AND s IS NOT NULL;
SELECT q.z FROM (SELECT a + 1 AS z, b FROM t WHERE b < 10) AS q WHERE q.z > 3;
SELECT COUNT(*), SUM(b) FROM t;
SELECT s, COUNT(*) AS n, SUM(b + 1) FROM t WHERE a > 0 GROUP BY s HAVING COUNT(*) > 2;
SELECT DISTINCT s FROM t;
INSERT INTO out_t SELECT a, s FROM t;
INSERT INTO out_t (s) SELECT s FROM u JOIN t ON u.a = t.a AND t.b > 5;
SELECT u.a, t.s FROM u, t WHERE u.a = t.b AND u.t = t.s AND t.a > 3;
SELECT 1, 'x', NULL, 1.5, DATE '2024-01-01', TIMESTAMP '2024-01-01 00:00:00.123', INTERVAL '1' DAY;
VALUES (1, 'a'), (2, 'bc');
WITH c AS (SELECT a, COUNT(*) AS n FROM t GROUP BY a) SELECT x.a, y.n FROM c AS x JOIN c AS y ON x.a = y.a;
SELECT a FROM t UNION ALL SELECT b FROM t;
