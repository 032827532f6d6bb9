-- description: rows, arrays and maps are read, taken apart, joined and written; a nested value can be a key
-- file: orders.changes
--   {"data":{"id":1,"who":{"name":"Ann","home":{"city":"Bonn"}},"items":["pen","ink"],"prices":{"pen":1.5,"ink":2.0}},"op":"+I"}
--   {"data":{"id":2,"who":{"name":"Ben","home":null},"items":[],"prices":null},"op":"+I"}
--   {"data":{"id":3,"who":{"name":"Ann","home":{"city":"Bonn"}},"items":["pad",null],"prices":{"pad":9.25}},"op":"+I"}
--   {"data":{"id":2,"who":{"name":"Ben","home":null},"items":[],"prices":null},"op":"-D"}
--   {"data":{"id":4,"who":null,"items":null,"prices":{}},"op":"+I"}
CREATE TABLE orders (id INT, who ROW<name STRING, home ROW<city STRING>>, items ARRAY<STRING>, prices MAP<STRING, DECIMAL(5, 2)>)
WITH ('connector' = 'filesystem', 'path' = 'orders.changes', 'format' = 'changelog-json');
CREATE TABLE copies (id INT, who ROW<name STRING, home ROW<city STRING>>, items ARRAY<STRING>, prices MAP<STRING, DECIMAL(5, 2)>)
WITH ('connector' = 'print', 'print-identifier' = 'copies');
CREATE TABLE parts (id INT, name STRING, city STRING, item STRING, price DECIMAL(5, 2), n INT) WITH ('connector' = 'print', 'print-identifier' = 'parts');
CREATE TABLE people (who ROW<name STRING, home ROW<city STRING>>, n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'people');
CREATE TABLE pairs (a INT, items ARRAY<STRING>, prices MAP<STRING, DECIMAL(5, 2)>) WITH ('connector' = 'print', 'print-identifier' = 'pairs');
CREATE TABLE made (r ROW<a INT, b STRING>, a ARRAY<INT>, m MAP<STRING, INT>) WITH ('connector' = 'print', 'print-identifier' = 'made');
INSERT INTO copies SELECT * FROM orders;
INSERT INTO parts SELECT id, orders.who.name, who.home.city, items[1], prices['pen'], CARDINALITY(items) FROM orders;
INSERT INTO people SELECT who, COUNT(*) FROM orders GROUP BY who;
INSERT INTO pairs SELECT a.id, b.items, b.prices FROM orders AS a JOIN orders AS b ON a.who.name = b.who.name WHERE a.id < b.id;
INSERT INTO made SELECT ROW(id, who.name), ARRAY[id, 10], MAP['id', id] FROM orders WHERE id = 1;
-- expect: copies
--   +I[1, +I[Ann, +I[Bonn]], [pen, ink], {pen=1.50, ink=2.00}]
--   +I[3, +I[Ann, +I[Bonn]], [pad, null], {pad=9.25}]
--   +I[4, null, null, {}]
-- expect: parts
--   +I[1, Ann, Bonn, pen, 1.50, 2]
--   +I[3, Ann, Bonn, pad, null, 2]
--   +I[4, null, null, null, null, null]
-- expect: people
--   +I[+I[Ann, +I[Bonn]], 2]
--   +I[null, 1]
-- expect: pairs
--   +I[1, [pad, null], {pad=9.25}]
-- expect: made
--   +I[+I[1, Ann], [1, 10], {id=1}]
