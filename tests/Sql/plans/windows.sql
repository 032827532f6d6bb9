CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), bidder STRING, bidtime TIMESTAMP(3),
  WATERMARK FOR bidtime AS bidtime - INTERVAL '5' SECOND
) WITH ('connector' = 'test', 'scan.watermark.idle-timeout' = '30 s');
CREATE TABLE events (
  id INT, ts_millis BIGINT NOT NULL, seen AS NOW(), ts TIMESTAMP_LTZ(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'test');
CREATE TABLE totals (auction BIGINT, total DECIMAL(38, 2), until TIMESTAMP(3)) WITH ('connector' = 'test');

SELECT window_start, window_end, SUM(price) AS total
FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(bidtime), INTERVAL '10' MINUTE))
GROUP BY window_start, window_end;

SELECT auction, window_end, window_time, COUNT(*) AS n, MAX(price + 1) FILTER (WHERE bidder <> 'x') AS m
FROM TABLE(HOP(DATA => TABLE bids, TIMECOL => DESCRIPTOR(bidtime), SLIDE => INTERVAL '5' MINUTES, SIZE => INTERVAL '10' MINUTES))
WHERE price > 3
GROUP BY window_start, window_end, window_time, auction
HAVING COUNT(*) > 1;

INSERT INTO totals
SELECT auction, SUM(price), window_end
FROM TABLE(CUMULATE(TABLE bids, DESCRIPTOR(bidtime), INTERVAL '2' MINUTES, INTERVAL '1' HOUR, INTERVAL '1' MINUTE))
GROUP BY auction, window_start, window_end;

-- the window function alone
SELECT * FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' DAY);

-- an ordinary aggregation, since window_end is missing
SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(bidtime), INTERVAL '10' MINUTE)) GROUP BY window_start;

-- the rowtime survives renaming, projection and a subquery
SELECT window_start, window_end, k, COUNT(*)
FROM TABLE(TUMBLE((SELECT bidtime AS t, auction + 1 AS k FROM (SELECT * FROM bids WHERE price > 1) AS b), DESCRIPTOR(t), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, k;

-- windows over windows, by window_time
SELECT window_start, window_end, SUM(n) AS n
FROM TABLE(TUMBLE(
  (SELECT window_time AS wt, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(bidtime), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, window_time),
  DESCRIPTOR(wt), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;

SELECT DISTINCT window_start, window_end, auction FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(bidtime), INTERVAL '10' MINUTE));

SELECT auction, CURRENT_WATERMARK(bidtime) AS w FROM bids WHERE CURRENT_WATERMARK(bidtime) IS NULL OR bidtime > CURRENT_WATERMARK(bidtime);

-- the union of two streams keeps the rowtime
SELECT window_start, window_end, COUNT(*)
FROM TABLE(TUMBLE((SELECT bidtime FROM bids UNION ALL SELECT bidtime FROM bids WHERE auction = 1), DESCRIPTOR(bidtime), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;

-- an aggregation of a window aggregation is itself one: the windows are attached
SELECT window_start, window_end, MAX(n) AS most
FROM (
  SELECT auction, COUNT(*) AS n, window_start, window_end
  FROM TABLE(HOP(TABLE bids, DESCRIPTOR(bidtime), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
  GROUP BY auction, window_start, window_end) AS counts
GROUP BY window_start, window_end;

-- a key made of a bound keeps the windows apart from the aggregation
SELECT window_start, window_end, window_end > TIMESTAMP '2024-01-01 00:00:00' AS recent, COUNT(*)
FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(bidtime), INTERVAL '10' MINUTE))
GROUP BY window_start, window_end, window_end > TIMESTAMP '2024-01-01 00:00:00';

-- of input that ends any time will do
SELECT window_start, window_end, COUNT(*) FROM TABLE(TUMBLE((SELECT TIMESTAMP '2024-01-01 10:00:00' AS t), DESCRIPTOR(t), INTERVAL '1' HOUR)) GROUP BY window_start, window_end;

-- windows that share no panes can be listed
SELECT * FROM TABLE(HOP(TABLE bids, DESCRIPTOR(bidtime), INTERVAL '5' SECOND, INTERVAL '9' SECOND));
