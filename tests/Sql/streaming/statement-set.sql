-- description: the sinks of a statement set share one reading of the source and one sub-plan
-- file: orders.json
--   {"id":1,"item":"pen","amount":3}
--   {"id":2,"item":"ink","amount":9}
--   {"id":3,"item":"pen","amount":4}
CREATE TABLE orders (id INT, item STRING, amount INT)
WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');
CREATE TABLE totals (item STRING, total INT, PRIMARY KEY (item) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'totals');
CREATE TABLE most (total INT) WITH ('connector' = 'print', 'print-identifier' = 'most');
CREATE TABLE copies (id INT, item STRING, amount INT) WITH ('connector' = 'print', 'print-identifier' = 'copies');
CREATE VIEW sums AS SELECT item, SUM(amount) AS total FROM orders GROUP BY item;
BEGIN STATEMENT SET;
INSERT INTO totals SELECT * FROM sums;
INSERT INTO most SELECT MAX(total) FROM sums;
INSERT INTO copies SELECT * FROM orders;
INSERT INTO copies VALUES (0, 'none', NULL);
END;
-- expect: totals
--   +I[pen, 7]
--   +I[ink, 9]
-- expect: most
--   +I[9]
-- expect: copies
--   +I[1, pen, 3]
--   +I[2, ink, 9]
--   +I[3, pen, 4]
--   +I[0, none, null]
