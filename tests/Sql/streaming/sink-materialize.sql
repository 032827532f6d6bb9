-- description: a sink by another key than the query's shows the last row of a key, and the one before it when that is taken back
-- file: orders.changes
--   {"data":{"id":1,"shop":"x","item":"pen"},"op":"+I"}
--   {"data":{"id":2,"shop":"x","item":"ink"},"op":"+I"}
--   {"data":{"id":3,"shop":"y","item":"pen"},"op":"+I"}
--   {"data":{"id":4,"shop":"z","item":"cap"},"op":"+I"}
--   {"data":{"id":1,"shop":"x","item":"pen"},"op":"-U"}
--   {"data":{"id":1,"shop":"x","item":"nib"},"op":"+U"}
--   {"data":{"id":5,"shop":"x","item":"pad"},"op":"+I"}
--   {"data":{"id":5,"shop":"x","item":"pad"},"op":"-D"}
--   {"data":{"id":3,"shop":"y","item":"pen"},"op":"-U"}
--   {"data":{"id":3,"shop":"z","item":"pen"},"op":"+U"}
--   {"data":{"id":4,"shop":"z","item":"cap"},"op":"-U"}
--   {"data":{"id":4,"shop":"z","item":"pen"},"op":"+U"}
--   {"data":{"id":9,"shop":"x","item":"unheard of"},"op":"-D"}
CREATE TABLE orders (id INT NOT NULL, shop STRING NOT NULL, item STRING, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE latest (item STRING, shop STRING, id INT, PRIMARY KEY (shop) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'latest');
CREATE TABLE latest_item (shop STRING, item STRING, PRIMARY KEY (shop) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'item');
CREATE TABLE same (id INT, shop STRING, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'same');
CREATE TABLE unkept (shop STRING, item STRING, PRIMARY KEY (shop) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'unkept');
INSERT INTO latest SELECT item, shop, id FROM orders ON CONFLICT DO DEDUPLICATE;
INSERT INTO latest_item SELECT shop, item FROM orders;
SET 'table.exec.sink.upsert-materialize' = 'FORCE';
INSERT INTO same SELECT id, shop FROM orders WHERE id < 9;
SET 'table.exec.sink.upsert-materialize' = 'none';
INSERT INTO unkept SELECT shop, item FROM orders WHERE id < 9;
-- expect: latest
--   +I[nib, x, 1]
--   +I[pen, z, 4]
-- expect: item
--   +I[x, nib]
--   +I[z, pen]
-- expect: same
--   +I[1, x]
--   +I[2, x]
--   +I[3, z]
--   +I[4, z]
-- expect: unkept
--   +I[x, ink]
--   +I[x, nib]
--   +I[z, pen]
--   +I[z, pen]
