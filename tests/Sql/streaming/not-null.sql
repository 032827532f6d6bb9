-- description: rows with NULL for a NOT NULL column of the sink are dropped if the setting says so, their retractions as well
-- file: users.changes
--   {"data":{"id":1,"name":"ann"},"op":"+I"}
--   {"data":{"id":2,"name":null},"op":"+I"}
--   {"data":{"id":2,"name":null},"op":"-U"}
--   {"data":{"id":2,"name":"ben"},"op":"+U"}
--   {"data":{"id":1,"name":"ann"},"op":"-U"}
--   {"data":{"id":1,"name":null},"op":"+U"}
SET 'table.exec.sink.not-null-enforcer' = 'DROP';
CREATE TABLE users (id INT, name STRING) WITH ('connector' = 'filesystem', 'path' = 'users.changes', 'format' = 'changelog-json');
CREATE TABLE named (id INT, name STRING NOT NULL) WITH ('connector' = 'print', 'print-identifier' = 'named');
CREATE TABLE counts (name STRING, n BIGINT, PRIMARY KEY (name) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'counts');
INSERT INTO named SELECT id, name FROM users;
INSERT INTO counts SELECT name, COUNT(*) FROM users GROUP BY name;
-- expect: named
--   +I[2, ben]
-- expect: counts
--   +I[ben, 1]
