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
