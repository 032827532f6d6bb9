-- Orders joined with customers, both as files of changes: the totals follow every update.
CREATE TABLE customers (
  id   INT,
  name STRING,
  tier STRING,
  PRIMARY KEY (id) NOT ENFORCED
) WITH (
  'connector' = 'filesystem',
  'path'      = 'data/customers.changes',
  'format'    = 'changelog-json'
);

CREATE TABLE orders (
  order_id    INT,
  customer_id INT,
  amount      DECIMAL(10, 2)
) WITH (
  'connector' = 'filesystem',
  'path'      = 'data/orders.csv',
  'format'    = 'csv'
);

CREATE TABLE totals (
  tier   STRING,
  orders BIGINT,
  total  DECIMAL(38, 2),
  PRIMARY KEY (tier) NOT ENFORCED
) WITH (
  'connector' = 'print'
);

INSERT INTO totals
SELECT c.tier, COUNT(*), SUM(o.amount)
FROM orders AS o
JOIN customers AS c ON o.customer_id = c.id
GROUP BY c.tier;
