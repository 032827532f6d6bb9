-- description: aggregates of rows in their order take back the oldest of equal values and give it up when its group ends
-- file: words.changes
--   {"data":{"id":1,"lang":"de","word":"größer","tags":["a","b"]},"op":"+I"}
--   {"data":{"id":2,"lang":"de","word":"als","tags":null},"op":"+I"}
--   {"data":{"id":3,"lang":"en","word":"than","tags":["c"]},"op":"+I"}
--   {"data":{"id":4,"lang":"de","word":"größer","tags":["a","b"]},"op":"+I"}
--   {"data":{"id":5,"lang":"fr","word":"que","tags":[]},"op":"+I"}
--   {"data":{"id":1,"lang":"de","word":"größer","tags":["a","b"]},"op":"-U"}
--   {"data":{"id":1,"lang":"en","word":"greater","tags":["a"]},"op":"+U"}
--   {"data":{"id":5,"lang":"fr","word":"que","tags":[]},"op":"-D"}
--   {"data":{"id":6,"lang":"de","word":null,"tags":["d"]},"op":"+I"}
--   {"data":{"id":7,"lang":"en","word":"than","tags":["e"]},"op":"+I"}
--   {"data":{"id":3,"lang":"en","word":"than","tags":["c"]},"op":"-D"}
CREATE TABLE words (id INT, lang STRING, word STRING, tags ARRAY<STRING>, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = 'words.changes', 'format' = 'changelog-json');
CREATE TABLE texts (lang STRING, list STRING, word_array ARRAY<STRING>, first_word STRING, last_tags ARRAY<STRING>, PRIMARY KEY (lang) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'texts');
CREATE TABLE counted (lang STRING, bag MULTISET<STRING>, json STRING, total INT, PRIMARY KEY (lang) NOT ENFORCED)
WITH ('connector' = 'print', 'print-identifier' = 'counted');
CREATE TABLE by_tags (tags ARRAY<STRING>, n BIGINT) WITH ('connector' = 'print', 'print-identifier' = 'by_tags');
INSERT INTO texts SELECT lang, LISTAGG(word, ' '), ARRAY_AGG(word), FIRST_VALUE(word), LAST_VALUE(tags) FROM words GROUP BY lang;
INSERT INTO counted SELECT lang, COLLECT(word), JSON_ARRAYAGG(word NULL ON NULL), CARDINALITY(COLLECT(DISTINCT word)) FROM words GROUP BY lang;
INSERT INTO by_tags SELECT tags, COUNT(*) FROM words GROUP BY tags HAVING COUNT(*) > 0;
-- expect: texts
--   +I[de, als größer, [als, größer, null], als, [d]]
--   +I[en, greater than, [greater, than], greater, [e]]
-- expect: counted
--   +I[de, {größer=1, als=1}, ["als","größer",null], 2]
--   +I[en, {than=1, greater=1}, ["greater","than"], 2]
-- expect: by_tags
--   +I[null, 1]
--   +I[[a, b], 1]
--   +I[[a], 1]
--   +I[[d], 1]
--   +I[[e], 1]
