-- Page views per page and minute, over a bundled file: ./streamsql run examples/clicks.sql
CREATE TABLE clicks (
  ts      TIMESTAMP(3),
  user_id BIGINT,
  page    STRING,
  ms      INT,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'filesystem',
  'path'      = 'data/clicks.json',
  'format'    = 'json'
);

SELECT
  window_start,
  page,
  COUNT(*)                AS hits,
  COUNT(DISTINCT user_id) AS users,
  AVG(ms)                 AS avg_ms
FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' MINUTE)
GROUP BY window_start, window_end, page;
