CREATE TABLE src (id INT NOT NULL, v STRING, n BIGINT, part INT METADATA FROM 'partition' VIRTUAL, hdr STRING METADATA, up AS UPPER(v), ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'test');
CREATE TABLE fin WITH ('bounded' = 'true') LIKE src (EXCLUDING WATERMARKS EXCLUDING METADATA);
CREATE TABLE sink1 (id BIGINT, v STRING) WITH ('connector' = 'test');
CREATE TABLE sink2 (day1 STRING, v STRING, n DECIMAL(20, 2)) PARTITIONED BY (day1) WITH ('connector' = 'test');
CREATE TABLE counts (v STRING, n BIGINT) WITH ('connector' = 'test', 'takes' = 'retract');
CREATE VIEW named (number, text) AS SELECT id, v FROM src WHERE n > 10;
CREATE TEMPORARY VIEW src2 AS SELECT * FROM src;

-- computed and metadata columns
SELECT * FROM src;
SELECT up FROM src WHERE part = 3;

-- a view with a column list
SELECT text, COUNT(*) AS c FROM named WHERE number > 5 GROUP BY text;

-- several sinks share what they read
EXECUTE STATEMENT SET BEGIN
  INSERT INTO sink1 SELECT id, v FROM src WHERE n > 5;
  INSERT INTO sink2 (n, v, day1) SELECT n, up, 'monday' FROM src2;
  INSERT INTO counts SELECT v, COUNT(*) FROM src GROUP BY v;
  INSERT INTO counts SELECT v, SUM(n) FROM src GROUP BY v;
END;

-- constants of PARTITION, missing columns, implicit casts
INSERT INTO sink2 PARTITION (day1 = 'friday') SELECT v, n FROM src;
INSERT INTO sink2 (n) VALUES (1), (2.5);
INSERT INTO src (id, hdr) SELECT n1, 'x' FROM (SELECT id AS n1 FROM fin) AS q;

-- dynamic options
SELECT id FROM src /*+ OPTIONS('bounded' = 'true', 'scan.watermark.idle-timeout' = '1 min') */ ORDER BY id;
INSERT INTO sink1 /*+ OPTIONS('takes' = 'retract') */ SELECT COUNT(*), v FROM src GROUP BY v;

-- order and limit over input that ends
SELECT v, n FROM fin ORDER BY n DESC, id LIMIT 10 OFFSET 5;
SELECT v AS x, COUNT(*) FROM fin GROUP BY v ORDER BY 2 DESC, x NULLS LAST;
SELECT DISTINCT v FROM fin ORDER BY v;
SELECT v FROM fin GROUP BY v ORDER BY MAX(n);
SELECT v FROM fin LIMIT 3;
SELECT v FROM fin UNION ALL SELECT up FROM fin ORDER BY v;
VALUES (3), (1), (2) ORDER BY 1;

-- conditions that are known
SELECT id FROM src WHERE TRUE AND n > 5 AND n > 5 OR FALSE;
SELECT id FROM src WHERE n > 5 AND FALSE;
SELECT id FROM src WHERE FALSE AND n > 5;
SELECT CASE WHEN FALSE THEN 1 WHEN TRUE THEN 2 ELSE 3 END, COALESCE(NULL, id, n), IF(TRUE, v, up), NULLIF(n, 0), IFNULL(v, '') FROM src;

-- random values are not computed twice, nor once for two
SELECT r, r + 1 AS r1 FROM (SELECT RAND() AS r FROM src) AS q WHERE r > 0.5;
SELECT a.r FROM (SELECT RAND() AS r FROM src) AS a UNION ALL SELECT b.r FROM (SELECT RAND() AS r FROM src) AS b;

-- IN, BETWEEN, LIKE, IS
SELECT id IN (1, 2, 3), id NOT IN (1, 2), id IN (5), id BETWEEN 1 AND 5, id NOT BETWEEN SYMMETRIC 5 AND 1, v LIKE 'a%', v NOT LIKE 'b' ESCAPE '!',
  v IS NULL, v IS NOT NULL, (n > 1) IS TRUE, (n > 1) IS NOT FALSE, (n > 1) IS UNKNOWN, v IS DISTINCT FROM up, v IS NOT DISTINCT FROM up
FROM src;

-- nested values
SELECT ARRAY[1, 2][1], MAP['a', n]['a'], ROW(id, v), (id, v, n) FROM src;

-- metadata in another type than the connector's
CREATE TABLE meta (v STRING, place AS at1 || 'x', at1 STRING METADATA FROM 'offset') WITH ('connector' = 'test');
SELECT * FROM meta;
INSERT INTO meta SELECT v, up FROM src;

-- NULL has every type
INSERT INTO sink1 SELECT NULL, v FROM src;

-- processing time as a value
SELECT id, PROCTIME() AS p FROM src;

-- changes by key
CREATE TABLE by_key (id INT, v STRING, n INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test', 'changes' = 'upsert');
SELECT v FROM by_key WHERE n > 1;
