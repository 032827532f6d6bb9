-- description: changes of a source go through conditions and projections: a row that comes to match is inserted, one that matches no longer is deleted
-- file: users.changes
--   {"data":{"id":1,"name":"ann","age":17},"op":"+I"}
--   {"data":{"id":2,"name":"ben","age":30},"op":"+I"}
--   {"data":{"id":3,"name":"cay","age":40},"op":"+I"}
--   {"data":{"id":1,"name":"ann","age":17},"op":"-U"}
--   {"data":{"id":1,"name":"ann","age":18},"op":"+U"}
--   {"data":{"id":2,"name":"ben","age":30},"op":"-U"}
--   {"data":{"id":2,"name":"ben","age":16},"op":"+U"}
--   {"data":{"id":3,"name":"cay","age":40},"op":"-D"}
--   {"data":{"id":4,"name":"dan","age":50},"op":"+I"}
--   {"data":{"id":4,"name":"dan","age":50},"op":"-U"}
--   {"data":{"id":4,"name":"DAN","age":50},"op":"+U"}
CREATE TABLE users (id INT, name STRING, age INT, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = 'users.changes', 'format' = 'changelog-json');
CREATE TABLE adults (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'print', 'print-identifier' = 'adults');
CREATE TABLE names (name STRING) WITH ('connector' = 'print', 'print-identifier' = 'names');
INSERT INTO adults SELECT id, name FROM users WHERE age >= 18;
INSERT INTO names SELECT UPPER(name) FROM users;
-- expect: adults
--   +I[1, ann]
--   +I[4, DAN]
-- expect: names
--   +I[ANN]
--   +I[BEN]
--   +I[DAN]
