-- description: ORDER BY, LIMIT and OFFSET over input that ends, with NULL the smallest value; ties in order of arrival
-- file: scores.changes
--   {"data":{"name":"ann","score":3},"op":"+I"}
--   {"data":{"name":"ben","score":null},"op":"+I"}
--   {"data":{"name":"cay","score":9},"op":"+I"}
--   {"data":{"name":"dan","score":9},"op":"+I"}
--   {"data":{"name":"eve","score":5},"op":"+I"}
--   {"data":{"name":"cay","score":9},"op":"-U"}
--   {"data":{"name":"cay","score":1},"op":"+U"}
CREATE TABLE scores (name STRING, score INT) WITH ('connector' = 'filesystem', 'path' = 'scores.changes', 'format' = 'changelog-json');
CREATE TABLE best (name STRING, score INT) WITH ('connector' = 'print', 'print-identifier' = 'best');
CREATE TABLE worst (name STRING) WITH ('connector' = 'print', 'print-identifier' = 'worst');
CREATE TABLE sums (total INT) WITH ('connector' = 'print', 'print-identifier' = 'sums');
INSERT INTO best SELECT name, score FROM scores ORDER BY score DESC LIMIT 2;
INSERT INTO worst SELECT name FROM scores ORDER BY score, name OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY;
INSERT INTO sums SELECT SUM(score) FROM (SELECT score FROM scores ORDER BY score DESC NULLS FIRST LIMIT 3) AS s;
-- expect: best
--   +I[dan, 9]
--   +I[eve, 5]
-- expect: worst
--   +I[cay]
--   +I[ann]
-- expect: sums
--   +I[14]
