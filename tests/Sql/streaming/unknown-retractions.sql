-- description: a row that is taken back from a group without rows is passed over, as when changes are read from the middle of a history
-- file: orders.changes
--   {"data":{"id":1,"item":"pen"},"op":"-U"}
--   {"data":{"id":1,"item":"pen"},"op":"+U"}
--   {"data":{"id":2,"item":"ink"},"op":"-D"}
--   {"data":{"id":3,"item":"ink"},"op":"-D"}
--   {"data":{"id":4,"item":"ink"},"op":"+I"}
--   {"data":{"id":5,"item":"pad"},"op":"-U"}
--   {"data":{"id":5,"item":"pen"},"op":"+U"}
CREATE TABLE orders (id INT, item STRING) WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE counts (item STRING, n BIGINT, ids BIGINT, least INT, PRIMARY KEY (item) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'counts');
CREATE TABLE items (item STRING) WITH ('connector' = 'print', 'print-identifier' = 'items');
INSERT INTO counts SELECT item, COUNT(*), COUNT(DISTINCT id), MIN(id) FROM orders GROUP BY item;
INSERT INTO items SELECT DISTINCT item FROM orders;
-- expect: counts
--   +I[pen, 2, 2, 1]
--   +I[ink, 1, 1, 4]
-- expect: items
--   +I[pen]
--   +I[ink]
