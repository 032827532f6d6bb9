-- Functions of text. Positions count code points from 1.

'a' || 'ö' -> aö
'a' || CAST(NULL AS STRING) -> NULL
'n' || 1 -> n1
X'01' || X'02' || CAST(NULL AS BYTES) -> NULL
1 || 2 -> error SS2005
CONCAT('AA', 'BB', 'CC') -> AABBCC
CONCAT('AA', CAST(NULL AS STRING)) -> NULL
CONCAT_WS('~', 'AA', CAST(NULL AS STRING), '', 'CC') -> AA~~CC
CONCAT_WS(CAST(NULL AS STRING), 'a', 'b') -> NULL
CHAR_LENGTH('größer😀') -> 7
CHAR_LENGTH('') -> 0
CHARACTER_LENGTH(CAST(NULL AS STRING)) -> NULL
UPPER('grün') -> GRÜN
LOWER('GRÜN') -> grün
INITCAP('hello wORLD-wide') -> Hello World-Wide
REVERSE('größer') -> reßörg
REVERSE(CAST(NULL AS STRING)) -> NULL
REPEAT('This is a test String.', 2) -> This is a test String.This is a test String.
REPEAT('a', 0) -> ''
REPEAT('a', CAST(NULL AS INT)) -> NULL
REPLACE('hello world', 'world', 'flink') -> hello flink
REPLACE('ababab', 'abab', 'z') -> zab
REPLACE('ö', 'ö', '') -> ''
TRANSLATE('www.apache.org', 'wapcheorg', ' APCHEor') -> '   .APACHE.or'
TRANSLATE('ä', 'ä', 'ö') -> ö
SUBSTRING('größer' FROM 3 FOR 2) -> öß
SUBSTRING('abc', 0) -> abc
SUBSTRING('abc' FROM -2) -> bc
SUBSTRING('abc' FROM 5) -> ''
SUBSTRING('abc', 1, -1) -> NULL
SUBSTR('abcd', 2, 2) -> bc
LEFT('größer', 3) -> grö
LEFT('abc', -1) -> ''
RIGHT('größer', 3) -> ßer
RIGHT('abc', 0) -> ''
LPAD('hi', 4, '??') -> ??hi
LPAD('hi', 1, '??') -> h
LPAD('hi', -1, '?') -> NULL
LPAD('hi', 4, '') -> NULL
RPAD('hi', 5, 'öx') -> hiöxö
TRIM(BOTH 'x' FROM 'xxaxx') -> a
TRIM(LEADING FROM '  a ') -> 'a '
TRIM(TRAILING 'e' FROM 'beste') -> best
TRIM('  a ') -> a
LTRIM(' a ') -> 'a '
LTRIM('xyxa', 'xy') -> a
RTRIM(' a ') -> ' a'
RTRIM('aöö', 'ö') -> a
BTRIM('  a  ') -> a
BTRIM('*a*', '*') -> a
OVERLAY('This is an old string' PLACING ' new' FROM 10 FOR 5) -> This is a new string
OVERLAY('abc' PLACING 'ö' FROM 2) -> aöc
POSITION('b' IN 'abcb') -> 2
POSITION('z' IN 'abc') -> 0
POSITION('' IN 'abc') -> 1
LOCATE('ß', 'größer') -> 4
LOCATE('b', 'abcb', 3) -> 4
INSTR('abcb', 'b') -> 2
INSTR('abcb', 'b', -1) -> 4
INSTR('abcb', 'b', 1, 2) -> 4
INSTR('a', CAST(NULL AS STRING)) -> NULL
STARTSWITH('größer', 'grö') -> TRUE
STARTSWITH('a', '') -> TRUE
STARTSWITH(X'0102', X'01') -> TRUE
ENDSWITH('größer', 'ßer') -> TRUE
ENDSWITH('a', 'ba') -> FALSE
SPLIT_INDEX('a,b,,c', ',', 2) -> ''
SPLIT_INDEX('a,b', ',', 2) -> NULL
SPLIT_INDEX('aßb', 'ß', 1) -> b
ELT(2, 'a', 'b') -> b
ELT(3, 'a', 'b') -> NULL
ELT(CAST(NULL AS INT), 'a') -> NULL
PARSE_URL('http://user@flink.org:80/p/q.html?a=1&b=ö#frag', 'HOST') -> flink.org
PARSE_URL('http://flink.org/p?a=1&b=2', 'QUERY', 'b') -> 2
PARSE_URL('no url', 'HOST') -> NULL
PRINTF('%s has %d of %.2f', 'ann', 3, 1.5e0) -> ann has 3 of 1.50
PRINTF('%5d|%-5s|%05d|%x', 42, 'ö', 7, 255) -> '   42|ö    |00007|ff'
PRINTF('%s', CAST(NULL AS STRING)) -> null
PRINTF('100%%') -> 100%
PRINTF('%s %s', 1, 2, 3) -> 1 2
PRINTF('%s') -> NULL
PRINTF('%d %s', CAST(NULL AS INT), CAST(NULL AS STRING)) -> null null
PRINTF('%s %s', DATE '2024-07-30', TIME '10:24:00') -> 19934 37440000
PRINTF('%s', TIMESTAMP '2024-07-30 10:24:00') -> 2024-07-30T10:24
PRINTF('%s', INTERVAL '5' HOUR) -> 18000000
PRINTF(CAST(NULL AS STRING), 1) -> NULL
PRINTF('%d', 'a') -> NULL

REGEXP('abc', 'b.') -> TRUE
REGEXP('abc', '') -> FALSE
REGEXP('abc', '(') -> FALSE
REGEXP(CAST(NULL AS STRING), 'a') -> NULL
REGEXP_COUNT('a.b.c.d', '\.') -> 3
REGEXP_COUNT('größe größer', 'ö') -> 2
REGEXP_COUNT('abc', '(') -> NULL
REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 2) -> bar
REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)') -> foothebar
REGEXP_EXTRACT('a', 'b') -> NULL
REGEXP_EXTRACT('a', '(') -> error SS5004
REGEXP_EXTRACT_ALL('a1b22', '([a-z])(\d+)') -> [a, b]
REGEXP_EXTRACT_ALL('a1b22', '([a-z])(\d+)', 2) -> [1, 22]
REGEXP_EXTRACT_ALL('', '(a)') -> []
REGEXP_EXTRACT_ALL('a', '(a)', 2) -> NULL
REGEXP_EXTRACT_ALL('a', '(') -> NULL
REGEXP_EXTRACT_ALL(CAST(NULL AS STRING), '(a)') -> NULL
REGEXP_INSTR('größer', 'ß') -> 4
REGEXP_INSTR('a', 'b') -> 0
REGEXP_REPLACE('foobar', 'oo|ar', '') -> fb
REGEXP_REPLACE('größer', '[öß]', '$1') -> gr$1$1er
REGEXP_REPLACE('a', '(', 'b') -> NULL
REGEXP_SUBSTR('abc123', '\d+') -> 123
REGEXP_SUBSTR('abc', '\d+') -> NULL

TO_BASE64('hello') -> aGVsbG8=
FROM_BASE64('aGVsbG8=') -> hello
FROM_BASE64(CAST(NULL AS STRING)) -> NULL
ASCII('abc') -> 97
ASCII('') -> 0
CHR(97) -> a
CHR(353) -> a
CHR(-1) -> ''
ENCODE('ö', 'UTF-8') -> ö
DECODE(X'C3B6', 'UTF-8') -> ö
DECODE(CAST(NULL AS BYTES), 'UTF-8') -> NULL
URL_ENCODE('a b&ö') -> a+b%26%C3%B6
URL_DECODE('a+b%26%C3%B6') -> a b&ö
URL_DECODE('%zz') -> NULL
INET_ATON('127.0.0.1') -> 2130706433
INET_ATON('x') -> NULL
INET_NTOA(2130706433) -> 127.0.0.1
INET_NTOA(-1) -> NULL
IS_VALID_UTF8(X'C3B6') -> TRUE
IS_VALID_UTF8(X'C3') -> FALSE
IS_VALID_UTF8(CAST(NULL AS BYTES)) -> NULL
MAKE_VALID_UTF8(X'61C362') -> a�b
MAKE_VALID_UTF8(X'') -> ''
MAKE_VALID_UTF8(CAST(NULL AS BYTES)) -> NULL
