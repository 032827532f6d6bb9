-- description: changes that come several times, as from a connector that starts again, are put right by primary key if the setting says so
-- file: orders.changes
--   {"data":{"id":1,"item":"pen"},"op":"+I"}
--   {"data":{"id":2,"item":"ink"},"op":"+I"}
--   {"data":{"id":1,"item":"pen"},"op":"+I"}
--   {"data":{"id":1,"item":"pen"},"op":"-U"}
--   {"data":{"id":1,"item":"pad"},"op":"+U"}
--   {"data":{"id":3,"item":"ink"},"op":"+I"}
--   {"data":{"id":1,"item":"pen"},"op":"-U"}
--   {"data":{"id":1,"item":"pad"},"op":"+U"}
--   {"data":{"id":3,"item":"ink"},"op":"-D"}
--   {"data":{"id":3,"item":"ink"},"op":"-D"}
--   {"data":{"id":4,"item":"ink"},"op":"+U"}
CREATE TABLE orders (id INT PRIMARY KEY NOT ENFORCED, item STRING, again AS UPPER(item))
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE loaded (id INT, item STRING, again STRING) WITH ('connector' = 'print', 'print-identifier' = 'loaded');
CREATE TABLE counts (item STRING, n BIGINT, PRIMARY KEY (item) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'counts');
CREATE TABLE ids (id INT) WITH ('connector' = 'print', 'print-identifier' = 'ids');
SET 'table.exec.source.cdc-events-duplicate' = 'true';
INSERT INTO loaded SELECT * FROM orders;
INSERT INTO counts SELECT item, COUNT(*) FROM orders GROUP BY item;
INSERT INTO ids SELECT id FROM orders WHERE item = 'ink';
-- expect: loaded
--   +I[1, pad, PAD]
--   +I[2, ink, INK]
--   +I[4, ink, INK]
-- expect: counts
--   +I[pad, 1]
--   +I[ink, 2]
-- expect: ids
--   +I[2]
--   +I[4]
