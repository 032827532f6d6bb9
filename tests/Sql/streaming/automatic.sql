-- description: in automatic mode input that ends gives only final rows, which every sink takes
-- file: none.json
-- file: orders.json
--   {"id":1,"item":"pen"}
--   {"id":2,"item":"pen"}
SET 'execution.runtime-mode' = 'AUTOMATIC';
CREATE TABLE nothing (id INT) WITH ('connector' = 'filesystem', 'path' = 'none.json', 'format' = 'json');
CREATE TABLE orders (id INT, item STRING) WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');
CREATE TABLE results (item STRING, n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'results');
INSERT INTO results SELECT 'none', COUNT(*) FROM nothing;
INSERT INTO results SELECT item, COUNT(*) FROM orders GROUP BY item;
-- expect: results
--   +I[none, 0]
--   +I[pen, 2]
