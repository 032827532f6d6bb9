"""The other side of our CSV tests: Python's csv module.

read <path> <dialect>           prints the rows of a file as JSON
write <path> <dialect> <json>   writes rows
A dialect is JSON: delimiter, quotechar, escapechar, quoting ("minimal", "all"), lineterminator.
"""
import csv
import json
import sys

command, path, dialect = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
dialect["quoting"] = {"minimal": csv.QUOTE_MINIMAL, "all": csv.QUOTE_ALL}[dialect.get("quoting", "minimal")]
if command == "read":
    with open(path, encoding="utf-8", newline="") as file:
        print(json.dumps(list(csv.reader(file, strict=True, **dialect))))
else:
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, **dialect).writerows(json.load(open(sys.argv[4], encoding="utf-8")))
