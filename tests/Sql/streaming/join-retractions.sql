-- description: updates and deletes on both sides of a join, duplicates, a further condition and NULL as a key
-- file: orders.changes
--   {"data":{"id":1,"customer":10,"amount":5},"op":"+I"}
--   {"data":{"id":1,"customer":10,"amount":5},"op":"+I"}
--   {"data":{"id":2,"customer":20,"amount":9},"op":"+I"}
--   {"data":{"id":3,"customer":null,"amount":2},"op":"+I"}
--   {"data":{"id":2,"customer":20,"amount":9},"op":"-U"}
--   {"data":{"id":2,"customer":10,"amount":8},"op":"+U"}
--   {"data":{"id":1,"customer":10,"amount":5},"op":"-D"}
-- file: customers.changes
--   {"data":{"id":10,"name":"Ann","most":6},"op":"+I"}
--   {"data":{"id":20,"name":"Ben","most":100},"op":"+I"}
--   {"data":{"id":null,"name":"Nobody","most":100},"op":"+I"}
--   {"data":{"id":10,"name":"Ann","most":6},"op":"-U"}
--   {"data":{"id":10,"name":"Anna","most":7},"op":"+U"}
--   {"data":{"id":20,"name":"Ben","most":100},"op":"-D"}
CREATE TABLE orders (id INT, customer INT, amount INT)
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE customers (id INT, name STRING, most INT)
WITH ('connector' = 'filesystem', 'path' = 'customers.changes', 'format' = 'changelog-json');
CREATE TABLE plain (id INT, name STRING) WITH ('connector' = 'print', 'print-identifier' = 'plain');
CREATE TABLE limited (id INT, name STRING) WITH ('connector' = 'print', 'print-identifier' = 'limited');
CREATE TABLE nullsafe (id INT, name STRING) WITH ('connector' = 'print', 'print-identifier' = 'nullsafe');
CREATE TABLE pairs (a INT, b INT) WITH ('connector' = 'print', 'print-identifier' = 'pairs');
CREATE TABLE sums (name STRING, total INT, PRIMARY KEY (name) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'sums');
EXECUTE STATEMENT SET BEGIN
INSERT INTO plain SELECT o.id, name FROM orders AS o INNER JOIN customers AS c ON o.customer = c.id;
INSERT INTO limited SELECT o.id, name FROM orders AS o JOIN customers AS c ON o.customer = c.id AND amount < most;
INSERT INTO nullsafe SELECT o.id, name FROM orders AS o JOIN customers AS c ON o.customer IS NOT DISTINCT FROM c.id;
INSERT INTO pairs SELECT l.id, r.id FROM orders AS l JOIN orders AS r ON l.customer = r.customer AND l.id <> r.id;
INSERT INTO sums SELECT c.name, SUM(o.amount) FROM orders AS o, customers AS c WHERE o.customer = c.id GROUP BY c.name;
END;
-- expect: plain
--   +I[1, Anna]
--   +I[2, Anna]
-- expect: limited
--   +I[1, Anna]
-- expect: nullsafe
--   +I[1, Anna]
--   +I[2, Anna]
--   +I[3, Nobody]
-- expect: pairs
--   +I[1, 2]
--   +I[2, 1]
-- expect: sums
--   +I[Anna, 13]
