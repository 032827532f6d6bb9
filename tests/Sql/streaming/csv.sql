-- description: delimited text in, with quotes and a literal for NULL; a batch of conditions over it
-- file: people.csv
--   1,"Ann, B.",n/a,2026-01-01
--   2,Ben,1.5,2026-02-01
--   3,"say ""hi""",2.25,n/a
CREATE TABLE people (id INT, name STRING, score DOUBLE, born DATE)
WITH ('connector' = 'filesystem', 'path' = 'people.csv', 'format' = 'csv', 'csv.null-literal' = 'n/a');
CREATE TABLE results (id INT, name STRING, score DOUBLE, m INT, kind STRING) WITH ('connector' = 'print', 'print-identifier' = 'results');
INSERT INTO results SELECT id, name, COALESCE(score, 0), CAST(EXTRACT(MONTH FROM born) AS INT),
  CASE WHEN score > 2 THEN 'high' WHEN score IS NULL THEN 'none' ELSE 'low' END
FROM people WHERE name LIKE '%,%' OR id IN (2, 3) AND born IS DISTINCT FROM DATE '2026-03-01';
-- expect: results
--   +I[1, Ann, B., 0.0, 1, none]
--   +I[2, Ben, 1.5, 2, low]
--   +I[3, say "hi", 2.25, null, high]
