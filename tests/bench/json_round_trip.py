# SPDX-License-Identifier: MIT
# json.dumps and json.loads of many small and a few large documents.
import json


def document(size):
    return {
        "id": size,
        "name": "gr\u00fcn \"quoted\" \\ text " * 2,
        "tags": ["a", "b", "c"] * size,
        "points": [{"x": i, "y": i / 7, "on": i % 2 == 0, "next": None}
                   for i in range(size)],
        "nested": {"level": {"level": {"level": list(range(size))}}},
    }


def main():
    total = 0
    for size, times in ((0, 9000), (3, 9000), (100, 300), (5000, 9)):
        data = document(size)
        for _ in range(times):
            text = json.dumps(data)
            again = json.loads(text)
            total += len(text)
        assert again == data
    print(total, len(json.dumps(document(10), indent=2, sort_keys=True)))


main()
