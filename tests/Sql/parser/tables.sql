-- CREATE TABLE in all its parts.
CREATE TABLE plain (id INT, name STRING);
CREATE TEMPORARY TABLE IF NOT EXISTS shop.sales.orders (
  order_id BIGINT NOT NULL COMMENT 'never reused',
  amount DECIMAL(10, 2),
  net AS amount / 1.19 COMMENT 'without tax',
  written TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL COMMENT 'by the broker',
  headers MAP<STRING, BYTES> METADATA,
  order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECONDS,
  CONSTRAINT pk PRIMARY KEY (order_id) NOT ENFORCED,
  UNIQUE (order_id, order_time)
)
COMMENT 'the shop''s orders'
DISTRIBUTED BY HASH(order_id) INTO 4 BUCKETS
PARTITIONED BY (order_time)
WITH (
  'connector' = 'kafka',
  'topic' = 'orders' -- one per shop
);
CREATE TABLE by_column (id INT CONSTRAINT own PRIMARY KEY NOT ENFORCED, code STRING UNIQUE ENFORCED);
CREATE TABLE nested (event ROW<moment TIMESTAMP(3), kind STRING 'what happened'>, WATERMARK FOR event.moment AS SOURCE_WATERMARK());
CREATE TABLE `select` (`from` INT, `a ``b``` STRING, type STRING, source STRING, c INT) WITH ();
CREATE TABLE spread DISTRIBUTED INTO 8 BUCKETS AS SELECT * FROM plain;
CREATE TABLE ranged (a INT) DISTRIBUTED BY RANGE(a);
CREATE TABLE several (a INT) DISTRIBUTED BY (a) INTO 2 BUCKETS WITH ('connector' = 'blackhole');
CREATE TABLE copy WITH ('connector' = 'print') LIKE plain (EXCLUDING ALL INCLUDING GENERATED OVERWRITING OPTIONS);
CREATE TABLE copy2 (extra INT) LIKE plain (INCLUDING ALL EXCLUDING PARTITIONS EXCLUDING DISTRIBUTION OVERWRITING WATERMARKS EXCLUDING CONSTRAINTS INCLUDING METADATA);
CREATE TABLE copy3 LIKE plain;
CREATE TABLE filled (name, id) WITH ('connector' = 'print') AS SELECT id, name FROM plain;
CREATE TABLE keyed (PRIMARY KEY (id) NOT ENFORCED, WATERMARK FOR ts AS ts) AS SELECT id, ts FROM plain;
CREATE OR REPLACE TABLE again WITH ('connector' = 'print') AS SELECT 1 AS single;
REPLACE TABLE again (single INT) COMMENT 'once more' WITH ('connector' = 'print') AS SELECT 1;
CREATE TABLE linked (a INT) USING CONNECTION cat.db.conn WITH ('connector' = 'jdbc');
CREATE VIEW totals AS SELECT name, COUNT(*) FROM plain GROUP BY name;
CREATE OR REPLACE TEMPORARY VIEW IF NOT EXISTS cat.db.totals (name, n) COMMENT 'counted' AS SELECT name, COUNT(*) FROM plain GROUP BY name;
CREATE VIEW constants (a, b) AS VALUES (1, 'x'), (2, 'y');
DROP TABLE plain;
DROP TEMPORARY TABLE IF EXISTS cat.db.plain;
DROP VIEW totals;
DROP TEMPORARY VIEW IF EXISTS totals;
ALTER TABLE plain SET ('sink.parallelism' = '2', 'format' = 'json');
ALTER TABLE IF EXISTS cat.db.plain RESET ('format', 'topic');
ALTER TABLE plain RENAME TO db.fancy;
ALTER TABLE plain RENAME name TO full_name;
ALTER TABLE plain RENAME event.moment TO `when`;
ALTER TABLE plain ADD extra INT NOT NULL COMMENT 'new' FIRST;
ALTER TABLE plain ADD (a INT AFTER id, b AS a + 1, c STRING METADATA VIRTUAL, WATERMARK FOR ts AS ts, PRIMARY KEY (id) NOT ENFORCED);
ALTER TABLE plain ADD CONSTRAINT pk PRIMARY KEY (id) NOT ENFORCED;
ALTER TABLE plain ADD DISTRIBUTION BY HASH(id) INTO 3 BUCKETS;
ALTER TABLE plain ADD IF NOT EXISTS PARTITION (p = 1) WITH ('a' = 'b') PARTITION (p = 2);
ALTER TABLE plain MODIFY id BIGINT;
ALTER TABLE plain MODIFY (id BIGINT FIRST, event.kind STRING AFTER event.moment);
ALTER TABLE plain MODIFY DISTRIBUTION INTO 6 BUCKETS;
ALTER TABLE plain DROP name;
ALTER TABLE plain DROP (name, event.moment);
ALTER TABLE plain DROP PRIMARY KEY;
ALTER TABLE plain DROP CONSTRAINT pk;
ALTER TABLE plain DROP WATERMARK;
ALTER TABLE plain DROP DISTRIBUTION;
ALTER TABLE plain DROP IF EXISTS PARTITION (p = 1), PARTITION (p = 2)
