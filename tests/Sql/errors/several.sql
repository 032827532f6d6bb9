CREATE TABLE t (a INT, b BIGINT, s STRING) WITH ('connector' = 'test');
CREATE TABLE out1 (a INT, b BIGINT) WITH ('connector' = 'test', 'takes' = 'retract');
CREATE TABLE broken (a INT) WITH ('connector' = 'nosuch');
-- errors
SELECT aa, b, UPER(s) FROM t WHERE bb > 1 GROUP BY cc, dd HAVING ee > 2 ORDER BY ff;
SELECT a, b, COUNT(*), LOWER(s) FROM t GROUP BY b;
SELECT * FROM t GROUP BY a;
SELECT a FROM t ORDER BY aa, bb;
SELECT x FROM t UNION ALL SELECT y FROM t;
SELECT a FROM nosuch JOIN neither ON x = y;
SELECT l.a FROM broken AS l JOIN broken AS r ON l.a = r.a;
INSERT INTO out1 SELECT s, s FROM t;
EXECUTE STATEMENT SET BEGIN
  INSERT INTO out1 SELECT a, bb FROM t;
  INSERT INTO out2 SELECT a, b FROM t;
  INSERT INTO out1 SELECT a, b FROM t WHERE s;
END;
CREATE TABLE u (a INTT, b BIGGINT, c STRING) WITH ('connector' = 'test');
CREATE TABLE u (a INT, b AS aa + 1, c AS LOWR('x')) WITH ('connector' = 'test');
SELECT a FROM t WHERE aa > 1 AND (bb < 2 OR s = 3) AND b = UPPER(x || LOWR(y));
SELECT aa + bb, CONCAT(s, ss, LOWR('x')), COALESCE(v, w) FROM t;
