-- Functions of JSON texts.

'{}' IS JSON -> TRUE
'x' IS JSON VALUE -> FALSE
'[]' IS JSON OBJECT -> FALSE
'["ö"]' IS JSON ARRAY -> TRUE
'1' IS JSON SCALAR -> TRUE
'' IS JSON -> FALSE
CAST(NULL AS STRING) IS JSON -> NULL
JSON_EXISTS('{"a": true}', '$.a') -> TRUE
JSON_EXISTS('{"a": true}', '$.b') -> FALSE
JSON_EXISTS(CAST(NULL AS STRING), '$') -> NULL
JSON_VALUE('{"a": "ö"}', '$.a') -> ö
JSON_VALUE('{"a": 1}', '$.a' RETURNING INT) -> 1
JSON_VALUE('{"a": 1}', '$.b' DEFAULT 'x' ON EMPTY) -> NULL
JSON_VALUE('{"a": 1}', 'lax $.b' DEFAULT 'x' ON EMPTY) -> x
JSON_VALUE('{"a": [1]}', '$.a') -> NULL
JSON_VALUE('{"a": [1]}', '$.a' ERROR ON ERROR) -> error SS5004
JSON_VALUE(CAST(NULL AS STRING), '$.a') -> NULL
JSON_VALUE('{}', 'strict') -> error SS5004
JSON_QUERY('{"a": [1, 2]}', '$.a') -> [1,2]
JSON_QUERY('{"a": 1}', '$.a' WITH WRAPPER) -> [1]
JSON_QUERY('{"a": 1}', 'lax $.b' EMPTY ARRAY ON EMPTY) -> []
JSON_QUERY(CAST(NULL AS STRING), '$') -> NULL
JSON_STRING('ö"') -> "ö\""
JSON_STRING(ARRAY[1, NULL]) -> [1,null]
JSON_STRING(CAST(NULL AS INT)) -> NULL
JSON_OBJECT('a' VALUE 1, KEY 'b' VALUE NULL) -> {"a":1,"b":null}
JSON_OBJECT('a' VALUE NULL ABSENT ON NULL) -> {}
JSON_OBJECT() -> {}
JSON_ARRAY(1, 'ö', NULL) -> [1,"ö"]
JSON_ARRAY(1, NULL NULL ON NULL) -> [1,null]
JSON_ARRAY(JSON('{"a": 1}')) -> [{"a":1}]
JSON_QUOTE('a"b') -> "a\"b"
JSON_QUOTE(CAST(NULL AS STRING)) -> NULL
JSON_UNQUOTE('"a\u00f6"') -> aö
JSON_UNQUOTE('x') -> x
