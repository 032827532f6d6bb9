CREATE TABLE orders (id INT NOT NULL, customer BIGINT, item STRING, amount DECIMAL(10, 2), PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test', 'changes' = 'retract');
CREATE TABLE customers (id BIGINT NOT NULL, name STRING, country STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test', 'changes' = 'retract');
CREATE TABLE clicks (customer INT, url STRING) WITH ('connector' = 'test');
CREATE TABLE fin (id INT, name STRING) WITH ('connector' = 'test', 'bounded' = 'true');
CREATE TABLE by_order (id INT NOT NULL, name STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test', 'takes' = 'upsert');
CREATE TABLE by_customer (id BIGINT NOT NULL, item STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test', 'takes' = 'upsert');

-- the order's key survives, since a customer is found by its key
SELECT o.id, c.name FROM orders AS o JOIN customers AS c ON o.customer = c.id;
INSERT INTO by_order SELECT o.id, c.name FROM orders AS o JOIN customers AS c ON o.customer = c.id;

-- the sink's key is not the rows'
INSERT INTO by_customer SELECT o.customer, o.item FROM orders AS o WHERE o.customer IS NOT NULL;

-- computed keys, keys of two types, a condition of one side, a condition of both
SELECT o.id FROM orders AS o JOIN clicks AS k ON o.customer + 1 = k.customer AND k.url LIKE 'http%' AND o.item > k.url;

-- USING and NATURAL show the shared columns once
SELECT * FROM orders JOIN customers USING (id);
SELECT id, name, c.name AS n2 FROM fin NATURAL JOIN customers AS c;

-- three tables with commas
SELECT o.id, c.name, k.url FROM orders AS o, customers AS c, clicks AS k
WHERE o.customer = c.id AND k.customer = o.id AND c.country = 'ch' AND o.amount > 10;

-- NULL equals NULL
SELECT o.id FROM orders AS o JOIN customers AS c ON o.item IS NOT DISTINCT FROM c.name;

-- rows of pairs
SELECT o.id FROM orders AS o JOIN customers AS c ON (o.item, o.customer) = (c.name, c.id);

-- bounded inputs need no key
SELECT a.id, b.name FROM fin AS a CROSS JOIN fin AS b WHERE a.id < b.id;

-- an aggregation on both sides; the filter goes below the grouping
SELECT a.customer, a.n, b.n FROM
  (SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer) AS a
  JOIN (SELECT customer, COUNT(*) AS n FROM clicks GROUP BY customer) AS b ON a.customer = b.customer
WHERE a.customer > 100;

-- a table that takes all changes and has another key than the query
CREATE TABLE by_count (customer BIGINT, n BIGINT, PRIMARY KEY (n) NOT ENFORCED) WITH ('connector' = 'test', 'takes' = 'retract');
INSERT INTO by_count SELECT customer, COUNT(*) FROM orders GROUP BY customer;
