-- description: aggregates that read rows in their order, and sinks that show a key's last row, see groups in the order of their last change
-- file: visits.changes
--   {"data":{"site":"x","page":"home","secs":3},"op":"+I"}
--   {"data":{"site":"x","page":"news","secs":9},"op":"+I"}
--   {"data":{"site":"y","page":"home","secs":4},"op":"+I"}
--   {"data":{"site":"x","page":"home","secs":2},"op":"+I"}
--   {"data":{"site":"x","page":"blog","secs":1},"op":"+I"}
--   {"data":{"site":"x","page":"news","secs":5},"op":"+I"}
--   {"data":{"site":"y","page":"blog","secs":6},"op":"+I"}
--   {"data":{"site":"x","page":"news","secs":9},"op":"-D"}
--   {"data":{"site":"x","page":"home","secs":1},"op":"+I"}
--   {"data":{"site":"y","page":"home","secs":4},"op":"-D"}
--   {"data":{"site":"y","page":"home","secs":4},"op":"+I"}
-- groups of different shards have no order among each other
SET 'parallelism.default' = '1';
CREATE TABLE visits (site STRING, page STRING, secs INT)
WITH ('connector' = 'filesystem', 'path' = 'visits.changes', 'format' = 'changelog-json');
CREATE TABLE counts (site STRING, list STRING, latest STRING, PRIMARY KEY (site) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'counts');
CREATE TABLE longest (site STRING, list STRING, pages ARRAY<STRING>, earliest STRING, PRIMARY KEY (site) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'longest');
CREATE TABLE latest (site STRING, page STRING, n STRING, PRIMARY KEY (site) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'latest');
CREATE VIEW by_page AS
SELECT site, page, CAST(COUNT(*) AS STRING) AS n FROM visits GROUP BY site, page;
INSERT INTO counts SELECT site, LISTAGG(page || '=' || n, ' '), LAST_VALUE(page) FROM by_page GROUP BY site;
INSERT INTO latest SELECT site, page, n FROM by_page;
-- a row that leaves the largest as it was does not move its group
INSERT INTO longest
SELECT site, LISTAGG(page || '=' || CAST(secs AS STRING), ' '), ARRAY_AGG(page), FIRST_VALUE(page)
FROM (SELECT site, page, MAX(secs) AS secs FROM visits GROUP BY site, page) AS largest GROUP BY site;
-- expect: counts
--   +I[x, blog=1 news=1 home=3, home]
--   +I[y, blog=1 home=1, home]
-- expect: longest
--   +I[x, home=3 blog=1 news=5, [home, blog, news], home]
--   +I[y, blog=6 home=4, [blog, home], blog]
-- expect: latest
--   +I[x, home, 3]
--   +I[y, home, 1]
