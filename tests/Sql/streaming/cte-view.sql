-- description: queries of WITH, views and views over views mean what their queries mean
-- file: orders.json
--   {"id":1,"item":"pen","amount":3}
--   {"id":2,"item":"ink","amount":9}
--   {"id":3,"item":"pen","amount":4}
CREATE TABLE orders (id INT, item STRING, amount INT)
WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');
CREATE VIEW big (number, item) AS SELECT id, item FROM orders WHERE amount > 3;
CREATE TEMPORARY VIEW big_pens COMMENT 'a view over a view' AS SELECT number FROM big WHERE item = 'pen';
CREATE TABLE results (k STRING, n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'results');
INSERT INTO results
WITH pens AS (SELECT * FROM orders WHERE item = 'pen'),
  totals (k, total) AS (SELECT item, SUM(amount) FROM pens GROUP BY item)
SELECT k, CAST(total AS BIGINT) FROM totals;
INSERT INTO results WITH orders AS (SELECT 'hides the table' AS k, CAST(1 AS BIGINT) AS n) SELECT * FROM orders;
INSERT INTO results SELECT 'big pen', number FROM big_pens;
INSERT INTO results SELECT 'self', COUNT(*) FROM big AS a JOIN big AS b ON a.number = b.number;
-- expect: results
--   +I[pen, 7]
--   +I[hides the table, 1]
--   +I[big pen, 3]
--   +I[self, 2]
