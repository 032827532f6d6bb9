-- description: a sink whose key is another than the query's ends with one row per group of the query
-- file: orders.changes
--   {"data":{"id":1,"shop":"x","item":"pen"},"op":"+I"}
--   {"data":{"id":2,"shop":"x","item":"ink"},"op":"+I"}
--   {"data":{"id":3,"shop":"y","item":"pen"},"op":"+I"}
--   {"data":{"id":1,"shop":"x","item":"pen"},"op":"-U"}
--   {"data":{"id":1,"shop":"y","item":"pen"},"op":"+U"}
--   {"data":{"id":2,"shop":"x","item":"ink"},"op":"-D"}
CREATE TABLE orders (id INT, shop STRING, item STRING)
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE same_key (shop STRING, n BIGINT, PRIMARY KEY (shop) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'same');
CREATE TABLE wider_key (shop STRING, item STRING, n BIGINT, PRIMARY KEY (shop, n) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'wider');
CREATE TABLE no_key (n BIGINT, shop STRING) WITH ('connector' = 'print', 'print-identifier' = 'none');
INSERT INTO same_key SELECT shop, COUNT(*) FROM orders GROUP BY shop;
INSERT INTO wider_key SELECT shop, item, COUNT(*) FROM orders GROUP BY shop, item;
INSERT INTO no_key SELECT COUNT(*), shop FROM orders GROUP BY shop;
-- expect: same
--   +I[y, 2]
-- expect: wider
--   +I[y, pen, 2]
-- expect: none
--   +I[2, y]
