-- description: DISTINCT and FILTER count what is there after updates and deletes
-- file: orders.changes
--   {"data":{"id":1,"shop":"x","item":"pen","amount":5},"op":"+I"}
--   {"data":{"id":2,"shop":"x","item":"pen","amount":7},"op":"+I"}
--   {"data":{"id":3,"shop":"x","item":"ink","amount":7},"op":"+I"}
--   {"data":{"id":4,"shop":"y","item":null,"amount":1},"op":"+I"}
--   {"data":{"id":1,"shop":"x","item":"pen","amount":5},"op":"-D"}
--   {"data":{"id":3,"shop":"x","item":"ink","amount":7},"op":"-U"}
--   {"data":{"id":3,"shop":"x","item":"pad","amount":9},"op":"+U"}
--   {"data":{"id":5,"shop":"y","item":"pen","amount":1},"op":"+I"}
--   {"data":{"id":2,"shop":"x","item":"pen","amount":7},"op":"-D"}
CREATE TABLE orders (id INT, shop STRING, item STRING, amount INT)
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE counts (shop STRING, n BIGINT, items BIGINT, big BIGINT, bigItems BIGINT, sums INT, total INT, PRIMARY KEY (shop) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'counts');
INSERT INTO counts SELECT shop, COUNT(*), COUNT(DISTINCT item), COUNT(*) FILTER (WHERE amount > 5),
  COUNT(DISTINCT item) FILTER (WHERE amount > 5), SUM(DISTINCT amount), SUM(amount) FILTER (WHERE item = 'pen')
FROM orders GROUP BY shop;
-- expect: counts
--   +I[x, 1, 1, 1, 1, 9, null]
--   +I[y, 2, 1, 0, 0, 1, 1]
