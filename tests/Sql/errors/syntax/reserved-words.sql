SELECT order FROM t
SELECT value FROM t
SELECT day, count FROM t
SELECT timestamp FROM t
SELECT a AS date FROM t
SELECT t.user FROM t
SELECT a FROM t AS user
SELECT a FROM t WHERE value = 1
SELECT a FROM t ORDER BY timestamp
CREATE TABLE order (a INT)
CREATE TABLE t (order INT, user STRING)
CREATE VIEW v (value) AS SELECT 1
INSERT INTO t (`a`, offset) SELECT 1, 2
CREATE TABLE t (id value, b INT) WITH ('connector' = 'datagen')
SELECT CAST(a AS order) FROM t
CREATE TABLE t (r ROW<order INT>) WITH ('connector' = 'datagen')
