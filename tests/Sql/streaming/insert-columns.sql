-- description: INSERT with a column list fills the others with NULL; types are widened where they lose nothing; VALUES as rows
CREATE TABLE results (id BIGINT, name STRING, price DECIMAL(10, 2), ts TIMESTAMP(3)) WITH ('connector' = 'print', 'print-identifier' = 'results');
INSERT INTO results (name, id) VALUES ('a', 1), ('b', 2);
INSERT INTO results (price, id) SELECT 2, 3;
INSERT INTO results VALUES (4, 'd', 1.5, TIMESTAMP '2026-01-01 00:00:00'), (5, CAST(NULL AS STRING), NULL, NULL);
INSERT INTO results SELECT id, name, price * 10, ts FROM (VALUES (6, 'f', 0.25, NOW())) AS t(id, name, price, ts) WHERE ts IS NULL;
-- expect: results
--   +I[1, a, null, null]
--   +I[2, b, null, null]
--   +I[3, null, 2.00, null]
--   +I[4, d, 1.50, 2026-01-01T00:00]
--   +I[5, null, null, null]
