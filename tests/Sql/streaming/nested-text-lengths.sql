-- description: text inside of values is not cut at sinks, unless settings say so; a source's text may be longer than its column says
-- file: names.json
--   {"id":1,"name":"Hello"}
--   {"id":2,"name":"a"}
CREATE TABLE names (id INT, name VARCHAR(2)) WITH ('connector' = 'filesystem', 'path' = 'names.json', 'format' = 'json');
CREATE TABLE results (id INT, r ROW<short VARCHAR(2), deep ROW<fixed CHAR(3)>>, a ARRAY<VARCHAR(2)>, m MAP<VARCHAR(2), BINARY(1)>)
WITH ('connector' = 'print', 'print-identifier' = 'results');
CREATE TABLE flat (id INT, name VARCHAR(2), padded CHAR(3)) WITH ('connector' = 'print', 'print-identifier' = 'flat');
INSERT INTO results SELECT id, ROW(name, ROW('x')), ARRAY[name], MAP[name, X'0102'] FROM names;
INSERT INTO flat SELECT id, name, 'x' FROM names;
SET 'table.exec.sink.type-length-enforcer' = 'TRIM_PAD';
INSERT INTO results SELECT id + 10, ROW(name, ROW('x')), ARRAY[name], MAP[name, X'0102'] FROM names;
INSERT INTO flat SELECT id + 10, name, 'x' FROM names;
SET 'table.exec.sink.nested-constraint-enforcer' = 'ROWS';
INSERT INTO results SELECT id + 20, ROW(name, ROW('x')), ARRAY[name], MAP[name, X'0102'] FROM names;
-- expect: results
--   +I[1, +I[Hello, +I[x]], [Hello], {Hello=[1, 2]}]
--   +I[2, +I[a, +I[x]], [a], {a=[1, 2]}]
--   +I[11, +I[Hello, +I[x]], [Hello], {Hello=[1, 2]}]
--   +I[12, +I[a, +I[x]], [a], {a=[1, 2]}]
--   +I[21, +I[He, +I[x  ]], [Hello], {Hello=[1, 2]}]
--   +I[22, +I[a, +I[x  ]], [a], {a=[1, 2]}]
-- expect: flat
--   +I[1, Hello, x]
--   +I[2, a, x]
--   +I[11, He, x  ]
--   +I[12, a, x  ]
