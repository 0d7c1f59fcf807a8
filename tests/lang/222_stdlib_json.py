# SPDX-License-Identifier: MIT
# cpython: 3.8-3.12
# json: dumps, loads, options, errors.
import json
data = {"a": [1, 2.5, None, True], "b": {"c": "é\n\"\\"}, "d": {}, "e": [],
    5: 1e100}
print(json.dumps(data))
print(json.dumps(data, indent=2, sort_keys=False))
print(json.dumps({"b": 1, "a": [1, {}]}, sort_keys=True,
    separators=(",", ":")), json.dumps("é", ensure_ascii=False),
    json.dumps((1, "x")), json.dumps(float("inf")))
print(json.loads('{"a": [1, -2.5e3, null, true, false], "b": "\\u00e9\\n"}'),
    json.loads(" [ ] "), json.loads('"x"'), json.loads(b"[1]"))
print(json.loads(json.dumps(data))["b"], json.loads("[1.0, 1E5, 0]"),
    json.loads("1" * 30))
for bad in ("", "{", "[1,]", "{'a': 1}", "nul", "[1] x", '"\t"', '{"a" 1}',
        "01"):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as error:
        print(repr(bad), type(error).__name__, error.lineno, error.colno)
for bad in ({1, 2}, object(), {(1, 2): 3}):
    try:
        json.dumps(bad)
    except TypeError as error:
        print(str(error).split(" object ")[0][:24])
print(json.dumps({1, 2}, default=sorted),
    json.loads("{}", object_hook=lambda d: "hook"),
    json.loads("1.5", parse_float=str))

for text in ('a\0\x1f\x7f\x80\xff"\'\\\n\r\t\b\f', 'a\u0100\ud800\U0001f600b',
             "it's", '', 'x' * 50 + '\n'):
    print(ascii(text), ascii(json.dumps(text)),
          ascii(json.dumps(text, ensure_ascii=False)))
