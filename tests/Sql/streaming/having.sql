-- description: groups come and go as they meet the condition of HAVING
-- file: votes.changes
--   {"data":{"who":"Ann","n":2},"op":"+I"}
--   {"data":{"who":"Ben","n":3},"op":"+I"}
--   {"data":{"who":"Ann","n":2},"op":"+I"}
--   {"data":{"who":"Cay","n":9},"op":"+I"}
--   {"data":{"who":"Cay","n":9},"op":"-D"}
--   {"data":{"who":"Ben","n":4},"op":"+I"}
--   {"data":{"who":"Ben","n":3},"op":"-D"}
--   {"data":{"who":"Dan","n":5},"op":"+I"}
CREATE TABLE votes (who STRING, n INT) WITH ('connector' = 'filesystem', 'path' = 'votes.changes', 'format' = 'changelog-json');
CREATE TABLE winners (who STRING, total INT, half INT, PRIMARY KEY (who) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'winners');
INSERT INTO winners SELECT who, SUM(n), SUM(n) / 2 FROM votes GROUP BY who HAVING SUM(n) >= 4 AND COUNT(*) < 3 AND who <> 'Dan';
-- expect: winners
--   +I[Ann, 4, 2]
--   +I[Ben, 4, 2]
