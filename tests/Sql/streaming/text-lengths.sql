-- description: lengths of text are not enforced at sinks: it is neither cut nor padded; a CAST does both, and so does a setting
-- file: names.json
--   {"id":1,"name":"Hello"}
--   {"id":2,"name":"a"}
CREATE TABLE names (id INT, name STRING) WITH ('connector' = 'filesystem', 'path' = 'names.json', 'format' = 'json');
CREATE TABLE results (id INT, short VARCHAR(2), fixed CHAR(3), bits BINARY(1)) WITH ('connector' = 'print', 'print-identifier' = 'results');
INSERT INTO results SELECT id, name, 'x', X'0102' FROM names;
INSERT INTO results SELECT id + 10, CAST(name AS VARCHAR(2)), CAST(name AS CHAR(3)), NULL FROM names;
INSERT INTO results VALUES (20, 'Hello', 'Hi', X'03');
SET 'table.exec.sink.type-length-enforcer' = 'TRIM_PAD';
INSERT INTO results SELECT id + 30, name, 'x', X'0102' FROM names;
-- expect: results
--   +I[1, Hello, x, [1, 2]]
--   +I[2, a, x, [1, 2]]
--   +I[11, He, Hel, null]
--   +I[12, a, a  , null]
--   +I[20, Hello, Hi, [3]]
--   +I[31, He, x  , [1]]
--   +I[32, a, x  , [1]]
