-- description: counts and sums per key follow inserts, updates and deletes; a key without rows goes
-- file: orders.changes
--   {"data":{"id":1,"item":"pen","amount":10},"op":"+I"}
--   {"data":{"id":2,"item":"ink","amount":5},"op":"+I"}
--   {"data":{"id":3,"item":"pen","amount":7},"op":"+I"}
--   {"data":{"id":2,"item":"ink","amount":5},"op":"-D"}
--   {"data":{"id":3,"item":"pen","amount":7},"op":"-U"}
--   {"data":{"id":3,"item":"pad","amount":8},"op":"+U"}
--   {"data":{"id":4,"item":"pen","amount":null},"op":"+I"}
CREATE TABLE orders (id INT, item STRING, amount INT)
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE totals (item STRING, n BIGINT, total INT, PRIMARY KEY (item) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'totals');
INSERT INTO totals SELECT item, COUNT(*), SUM(amount) FROM orders GROUP BY item;
-- expect: totals
--   +I[pen, 2, 10]
--   +I[pad, 1, 8]
