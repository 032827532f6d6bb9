CREATE TABLE orders (id INT, item STRING, price DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'datagen');
CREATE TABLE totals (item STRING, n BIGINT, total DECIMAL(38, 2), PRIMARY KEY (item) NOT ENFORCED) WITH ('connector' = 'print');
CREATE TABLE changes (id INT, item STRING) WITH ('connector' = 'filesystem', 'path' = '.', 'format' = 'changelog-json');

-- filter and projection
EXPLAIN SELECT id + 1 AS more, UPPER(item) AS item FROM orders WHERE price > 10 AND id IS NOT NULL;

-- aggregation into a table with a key
EXPLAIN PLAN FOR INSERT INTO totals SELECT item, COUNT(*), SUM(price) FROM orders GROUP BY item HAVING COUNT(*) > 1;

-- windows: aggregated, listed
EXPLAIN CHANGELOG_MODE SELECT window_start, item, COUNT(DISTINCT id) AS n
FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY window_start, window_end, item;
EXPLAIN SELECT * FROM HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE);
EXPLAIN SELECT window_end, MAX(price) FROM CUMULATE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '1' HOUR) GROUP BY window_start, window_end;

-- a join with retractions on one side
EXPLAIN ESTIMATED_COST, CHANGELOG_MODE SELECT o.id, c.item FROM orders AS o JOIN changes AS c ON o.id = c.id AND o.item <> c.item;

-- union, distinct, a query of WITH
EXPLAIN WITH both_items AS (SELECT item FROM orders UNION ALL SELECT item FROM changes) SELECT DISTINCT item FROM both_items;

-- an aggregation whose changes must leave in their order
EXPLAIN SELECT LISTAGG(item) FROM (SELECT item FROM (SELECT item, COUNT(*) AS n FROM orders GROUP BY item) AS counted WHERE n > 1) AS often;

-- order and limit over input that ends
EXPLAIN SELECT id FROM changes ORDER BY id DESC LIMIT 3;

-- literal rows
EXPLAIN VALUES (1, 'a'), (2, 'b');

-- several sinks over one reading
EXPLAIN STATEMENT SET BEGIN
INSERT INTO totals SELECT item, COUNT(*), SUM(price) FROM orders GROUP BY item;
INSERT INTO totals SELECT item, MAX(id), CAST(0 AS DECIMAL(38, 2)) FROM orders GROUP BY item;
END;

-- a sink by another key than the query's: all rows of a key are kept, or none are, with a warning
EXPLAIN INSERT INTO totals SELECT item, CAST(id AS BIGINT), price FROM orders JOIN (SELECT id AS own FROM changes) ON id = own;
SET 'table.exec.sink.upsert-materialize' = 'NONE';
EXPLAIN INSERT INTO totals SELECT item, CAST(id AS BIGINT), price FROM orders JOIN (SELECT id AS own FROM changes) ON id = own;
