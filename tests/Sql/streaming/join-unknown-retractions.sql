-- description: a row that is taken back from a side of a join without having been there is passed over, whether or not it has partners
-- file: orders.changes
--   {"data":{"id":1,"customer":"ann"},"op":"-U"}
--   {"data":{"id":1,"customer":"ben"},"op":"+U"}
--   {"data":{"id":2,"customer":"ann"},"op":"-D"}
--   {"data":{"id":3,"customer":"ann"},"op":"+I"}
-- file: customers.changes
--   {"data":{"name":"ann","city":"Ulm"},"op":"+I"}
--   {"data":{"name":"ben","city":"Bonn"},"op":"+I"}
--   {"data":{"name":"cy","city":"Jena"},"op":"-D"}
--   {"data":{"name":"ann","city":"Ulm"},"op":"-U"}
--   {"data":{"name":"ann","city":"Kiel"},"op":"+U"}
CREATE TABLE orders (id INT, customer STRING) WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE customers (name STRING, city STRING) WITH ('connector' = 'filesystem', 'path' = 'customers.changes', 'format' = 'changelog-json');
CREATE TABLE placed (id INT, city STRING) WITH ('connector' = 'print', 'print-identifier' = 'placed');
CREATE TABLE counts (city STRING, n BIGINT, PRIMARY KEY (city) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'counts');
CREATE VIEW joined AS SELECT id, city FROM orders JOIN customers ON customer = name;
INSERT INTO placed SELECT id, city FROM joined;
INSERT INTO counts SELECT city, COUNT(*) FROM joined GROUP BY city;
-- expect: placed
--   +I[1, Bonn]
--   +I[3, Kiel]
-- expect: counts
--   +I[Bonn, 1]
--   +I[Kiel, 1]
