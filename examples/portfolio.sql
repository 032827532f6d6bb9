-- Generated quotes, averaged over sliding windows: no input needed, and the same every time.
CREATE TABLE quotes (
  id     BIGINT,
  symbol AS CASE MOD(id, 3) WHEN 0 THEN 'ACME' WHEN 1 THEN 'INIT' ELSE 'UMBR' END,
  price  DOUBLE,
  ts     AS TO_TIMESTAMP_LTZ(id * 100, 3),
  WATERMARK FOR ts AS ts
) WITH (
  'connector'       = 'datagen',
  'number-of-rows'  = '300',
  'rows-per-second' = '1000000',
  'fields.id.kind'  = 'sequence',
  'fields.id.start' = '0',
  'fields.id.end'   = '299',
  'fields.price.min' = '10',
  'fields.price.max' = '20'
);

SELECT window_start, window_end, symbol, COUNT(*) AS quotes
FROM HOP(TABLE quotes, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)
GROUP BY window_start, window_end, symbol;
