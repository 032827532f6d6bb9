-- description: an inner join of two changing tables; NULL keys never meet
-- file: orders.changes
--   {"data":{"id":1,"customer":10},"op":"+I"}
--   {"data":{"id":2,"customer":20},"op":"+I"}
--   {"data":{"id":3,"customer":null},"op":"+I"}
--   {"data":{"id":2,"customer":20},"op":"-D"}
--   {"data":{"id":4,"customer":10},"op":"+I"}
-- file: customers.changes
--   {"data":{"id":10,"name":"Ann"},"op":"+I"}
--   {"data":{"id":20,"name":"Ben"},"op":"+I"}
--   {"data":{"id":null,"name":"Nobody"},"op":"+I"}
--   {"data":{"id":10,"name":"Ann"},"op":"-U"}
--   {"data":{"id":10,"name":"Anna"},"op":"+U"}
CREATE TABLE orders (id INT, customer INT)
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE customers (id INT, name STRING)
WITH ('connector' = 'filesystem', 'path' = 'customers.changes', 'format' = 'changelog-json');
CREATE TABLE named (id INT, name STRING) WITH ('connector' = 'print', 'print-identifier' = 'named');
INSERT INTO named SELECT o.id, c.name FROM orders AS o JOIN customers AS c ON o.customer = c.id;
-- expect: named
--   +I[1, Anna]
--   +I[4, Anna]
