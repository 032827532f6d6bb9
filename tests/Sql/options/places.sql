CREATE TABLE keyed (id INT) WITH ('connector' = 'datagen', 'number-of-row' = '1');
SELECT id FROM keyed;

CREATE TABLE valued (id INT) WITH (
  'connector' = 'datagen',
  'number-of-rows' = 'many');

SELECT id FROM valued;

INSERT INTO valued SELECT v.id FROM valued AS v;

CREATE VIEW over_valued AS SELECT 1 AS id
UNION ALL
SELECT id FROM valued;

CREATE TABLE good (id INT) WITH ('connector' = 'datagen', 'number-of-rows' = '1');
SELECT id FROM good /*+ OPTIONS('number-of-rows' = '1', 'rows-per-second' = 'fast') */;

SELECT id FROM good /*+ OPTIONS('row-per-second' = '5') */;

CREATE VIEW hinted AS SELECT id FROM good /*+ OPTIONS('number-of-rows' = '-1') */;

ALTER TABLE good SET (
  'rows-per-second' = '0');
SELECT id
FROM good;

ALTER TABLE good RESET ('rows-per-second');
ALTER TABLE good RENAME TO better;
SELECT id FROM better;

ALTER TABLE better SET ('fields.nosuch.min' = '1');
ALTER TABLE better RENAME id TO ident;
SELECT ident FROM better;

CREATE TABLE copy WITH ('number-of-rows' = '1') LIKE better;
SELECT ident FROM copy;

ALTER TABLE copy RESET ('fields.nosuch.min');
SELECT ident FROM copy;

CREATE TABLE pathless (id INT) WITH ('connector' = 'filesystem', 'format' = 'jsn');
SELECT id FROM pathless;

CREATE TABLE connectorless (id INT);
SELECT id FROM connectorless;

CREATE TABLE several (id INT) WITH ('connector' = 'nosuch', 'a' = 'b');
SELECT id FROM several;

CREATE TABLE nowhere (id INT) WITH ('connector' = 'filesystem', 'path' = 'no/such/directory', 'format' = 'json');
SELECT id FROM nowhere;

SELECT id FROM nowhere /*+ OPTIONS('path' = 'none/there/either') */;

CREATE VIEW over_nowhere AS
  SELECT id + 1 AS following_id FROM nowhere;

SELECT following_id FROM over_nowhere;

CREATE TABLE nested (id INT, parts MAP<STRING, INT>) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'csv');
INSERT INTO nested SELECT 1, MAP['a', 1];

CREATE TABLE metadata (id INT, `file.nam` STRING METADATA, s BIGINT METADATA FROM 'size') WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'csv');
SELECT * FROM metadata;

CREATE TABLE sized (id INT, size BIGINT METADATA FROM 'file.siz' VIRTUAL)
  WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'csv');
SELECT * FROM sized;

CREATE TABLE writing (id INT, size BIGINT METADATA FROM 'file.size')
  WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'csv');
INSERT INTO writing SELECT 1, 2;

CREATE TABLE quoted (id INT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'csv',
  'csv.disable-quote-character' = 'true', 'csv.quote-character' = '"');
SELECT id FROM quoted;

CREATE TABLE topicless (id INT) WITH ('connector' = 'kafka', 'properties.bootstrap.servers' = 'localhost:1', 'format' = 'json',
  'scan.startup.mode' = 'timestamp', 'properties.plugin.library.paths' = '/tmp/any.so', 'key.fields' = 'idd', 'key.format' = 'json');
SELECT id FROM topicless;

SHOW CREATE TABLE copy;

CREATE VIEW over_better AS SELECT ident FROM copy;
ALTER TABLE copy SET ('number-of-rows' = 'none');
SELECT * FROM over_better;

CREATE TABLE plain (id INT) WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE VIEW inner_view AS SELECT id FROM plain;
CREATE VIEW outer_view AS
  SELECT id FROM inner_view;
ALTER TABLE plain RENAME id TO other;
SELECT * FROM outer_view;

CREATE TABLE printed (id INT, place STRING METADATA) WITH ('connector' = 'print');
INSERT INTO printed SELECT 1, 'a';
