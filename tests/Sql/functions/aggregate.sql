-- Aggregate functions over small tables.

COUNT(*) FROM (VALUES (1), (NULL)) AS v(x) -> 2
COUNT(x) FROM (VALUES (1), (NULL)) AS v(x) -> 1
COUNT(DISTINCT x) FROM (VALUES ('ö'), ('ö'), ('')) AS v(x) -> 2
COUNT(DISTINCT x) FILTER (WHERE x > 1) FROM (VALUES (1), (2), (2)) AS v(x) -> 1
SUM(x) FROM (VALUES (1), (2), (NULL)) AS v(x) -> 3
SUM(x) FROM (VALUES (CAST(NULL AS INT))) AS v(x) -> NULL
SUM(x) FROM (VALUES (1.25), (2.5)) AS v(x) -> 3.75
SUM(x) FROM (VALUES ('a')) AS v(x) -> error SS2005
AVG(x) FROM (VALUES (1), (2), (NULL)) AS v(x) -> 1
AVG(x) FROM (VALUES (1e0), (2e0)) AS v(x) -> 1.5
AVG(x) FROM (VALUES (1.0), (2.0)) AS v(x) -> 1.500000
MIN(x) FROM (VALUES ('ö'), ('z'), (NULL)) AS v(x) -> z
MAX(x) FROM (VALUES ('ö'), ('z'), ('')) AS v(x) -> ö
MAX(x) FROM (VALUES (CAST(NULL AS DATE))) AS v(x) -> NULL
STDDEV_POP(x) FROM (VALUES (1e0), (3e0)) AS v(x) -> 1.0
STDDEV_SAMP(x) FROM (VALUES (1e0)) AS v(x) -> NULL
STDDEV(x) FROM (VALUES (1), (3), (NULL)) AS v(x) -> 1
VAR_POP(x) FROM (VALUES (1e0), (3e0)) AS v(x) -> 1.0
VAR_SAMP(x) FROM (VALUES (1e0), (3e0)) AS v(x) -> 2.0
VARIANCE(x) FROM (VALUES (1e0), (3e0)) AS v(x) -> 2.0
LISTAGG(x) FROM (VALUES ('b'), (NULL), ('ö'), ('')) AS v(x) -> b,ö,
LISTAGG(x, '; ') FROM (VALUES ('b'), ('ö')) AS v(x) -> b; ö
LISTAGG(DISTINCT x) FROM (VALUES ('b'), ('a'), ('b')) AS v(x) -> b,a
LISTAGG(x) FROM (VALUES (CAST(NULL AS STRING))) AS v(x) -> NULL
FIRST_VALUE(x) FROM (VALUES (CAST(NULL AS INT)), (2), (1)) AS v(x) -> 2
FIRST_VALUE(x) FROM (VALUES (ARRAY['ö']), (ARRAY['b'])) AS v(x) -> [ö]
LAST_VALUE(x) FROM (VALUES ('b'), ('a text that is longer than twelve bytes'), (NULL)) AS v(x) -> a text that is longer than twelve bytes
LAST_VALUE(x) FROM (VALUES (CAST(NULL AS INT))) AS v(x) -> NULL
COLLECT(x) FROM (VALUES ('b'), ('ö'), ('b'), (NULL)) AS v(x) -> {b=2, ö=1}
COLLECT(DISTINCT x) FROM (VALUES (1), (1)) AS v(x) -> {1=1}
CARDINALITY(COLLECT(x)) FROM (VALUES (1), (1), (2)) AS v(x) -> 3
ARRAY_AGG(x) FROM (VALUES (1), (NULL), (1)) AS v(x) -> [1, NULL, 1]
ARRAY_AGG(x IGNORE NULLS) FROM (VALUES (1), (NULL)) AS v(x) -> [1]
ARRAY_AGG(x RESPECT NULLS) FROM (VALUES (NULL), (ROW(1, 'ö'))) AS v(x) -> [NULL, (1, ö)]
ARRAY_AGG(DISTINCT x IGNORE NULLS) FROM (VALUES (CAST(NULL AS INT))) AS v(x) -> NULL
JSON_OBJECTAGG(KEY k VALUE x) FROM (VALUES ('a', 1), ('ö', NULL)) AS v(k, x) -> {"a":1,"ö":null}
JSON_OBJECTAGG(k VALUE x ABSENT ON NULL) FROM (VALUES ('a', 1), ('ö', NULL)) AS v(k, x) -> {"a":1}
JSON_OBJECTAGG(k VALUE x) FROM (VALUES ('a', 1), ('a', 2)) AS v(k, x) -> {"a":2}
JSON_ARRAYAGG(x) FROM (VALUES ('a"'), (NULL)) AS v(x) -> ["a\""]
JSON_ARRAYAGG(x NULL ON NULL) FROM (VALUES (1.5), (NULL)) AS v(x) -> [1.5,null]
PERCENTILE(x, 0.5) FROM (VALUES (3), (1), (2), (NULL)) AS v(x) -> 2.0
PERCENTILE(x, 0.25) FROM (VALUES (1), (2)) AS v(x) -> 1.25
PERCENTILE(x, 0.5, n) FROM (VALUES (1, 1), (10, 3), (99, 0)) AS v(x, n) -> 10.0
PERCENTILE(x, ARRAY[0, 0.5, 1]) FROM (VALUES (1e0), (3e0)) AS v(x) -> [1.0, 2.0, 3.0]
PERCENTILE(x, 0.5) FROM (VALUES (CAST(NULL AS INT))) AS v(x) -> NULL
PERCENTILE(x, 1.5) FROM (VALUES (1)) AS v(x) -> error SS5004
PERCENTILE('a', 0.5) FROM (VALUES (1)) AS v(x) -> error SS2005
