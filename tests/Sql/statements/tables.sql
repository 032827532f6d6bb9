CREATE TABLE orders (
  id INT NOT NULL COMMENT 'the number', item STRING, price DECIMAL(10, 2), tags ARRAY<STRING>, props MAP<STRING, INT>, who ROW<name STRING, age INT NOT NULL>,
  at1 TIMESTAMP_LTZ(3), day1 AS CAST(at1 AS DATE), place STRING NOT NULL METADATA FROM 'file.path' VIRTUAL,
  PRIMARY KEY (id) NOT ENFORCED, WATERMARK FOR at1 AS at1 - INTERVAL '5' SECOND
) COMMENT 'what was ordered' WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');
CREATE TABLE IF NOT EXISTS orders (id INT) WITH ('connector' = 'print');
CREATE TEMPORARY TABLE scratch (id INT) WITH ('connector' = 'print');
CREATE TABLE copy WITH ('path' = 'copy.json') LIKE orders (EXCLUDING METADATA);
SHOW TABLES;
SHOW TABLES LIKE 'o%';
SHOW TABLES NOT LIKE '%r%';
SHOW TABLES FROM default_catalog.default_database;
DESCRIBE orders;
DESC default_database.copy;
DESCRIBE EXTENDED scratch;
SHOW CREATE TABLE orders;
SHOW CREATE TABLE scratch;
ALTER TABLE copy SET ('path' = 'other.json', 'json.ignore-parse-errors' = 'true');
ALTER TABLE copy RESET ('json.ignore-parse-errors');
ALTER TABLE copy RENAME item TO thing;
ALTER TABLE copy RENAME TO copies;
SHOW CREATE TABLE copies;
ALTER TABLE IF EXISTS copy RENAME TO nothing;
DROP TABLE copies;
DROP TABLE IF EXISTS copies;
DROP TEMPORARY TABLE scratch;
SHOW TABLES;
