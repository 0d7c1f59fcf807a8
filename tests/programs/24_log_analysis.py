# cpython: 3.7-3.13
"""Regular expressions at work on a server log."""
import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta

LOG = r'''
192.168.0.7 - ann [10/Oct/2023:13:55:36 +0000] "GET /index.html HTTP/1.1" 200 2326
10.0.0.1 - - [10/Oct/2023:13:55:40 +0000] "POST /api/login?user=bob&pass=x%20y HTTP/1.1" 401 128
10.0.0.1 - bob [10/Oct/2023:13:56:01 +0000] "POST /api/login?user=bob&pass=z HTTP/1.1" 200 512
172.16.5.9 - - [10/Oct/2023:14:01:00 +0000] "GET /img/logo.png HTTP/2" 304 -
not a log line at all
10.0.0.1 - bob [10/Oct/2023:14:02:30 +0000] "GET /api/items/42 HTTP/1.1" 500 77
192.168.0.7 - ann [10/Oct/2023:14:02:31 +0000] "GET /api/items/7?full=1 HTTP/1.1" 200 990
192.168.0.7 - ann [10/Oct/2023:15:00:00 +0000] "DELETE /api/items/7 HTTP/1.1" 204 0
'''

LINE = re.compile(r'''
    ^(?P<host>\d{1,3}(?:\.\d{1,3}){3}) \s+ \S+ \s+ (?P<user>\S+) \s+
    \[(?P<time>[^]]+)\] \s+
    "(?P<method>[A-Z]+) \s (?P<path>[^\s?]+)(?:\?(?P<query>\S*))? \s
     HTTP/(?P<version>[\d.]+)" \s+
    (?P<status>\d{3}) \s+ (?P<size>\d+|-)$
''', re.VERBOSE | re.MULTILINE)


def entries(text):
    for match in LINE.finditer(text):
        entry = match.groupdict(default="")
        entry["time"] = datetime.strptime(entry["time"].split()[0],
                                          "%d/%b/%Y:%H:%M:%S")
        entry["status"] = int(entry["status"])
        entry["size"] = 0 if entry["size"] == "-" else int(entry["size"])
        yield entry


def query_of(text):
    def decode(match):
        return chr(int(match.group(1), 16))

    return {key: re.sub(r"%([0-9A-Fa-f]{2})", decode, value)
            for key, value in re.findall(r"([^&=]+)=([^&]*)", text)}


class Host(str):
    """An address that sorts by its numbers."""

    @property
    def numbers(self):
        return tuple(map(int, self.split(".")))

    @property
    def is_private(self):
        return self.numbers[:2] == (192, 168) or self.numbers[0] == 10

    def __lt__(self, other):
        return self.numbers < other.numbers


def template(path):
    return re.sub(r"(?<=/)\d+(?=/|$)", "{id}", path)


def main():
    found = list(entries(LOG))
    bad = [line for line in LOG.strip().splitlines() if not LINE.match(line)]
    print(f"{len(found)} entries, {len(bad)} bad: {bad}")
    for status, group in sorted(Counter(
            e["status"] // 100 for e in found).items()):
        print(f"  {status}xx: {group}")
    print("paths:", Counter(template(e["path"]) for e in found).most_common(3))
    by_host = defaultdict(list)
    for entry in found:
        by_host[Host(entry["host"])].append(entry)
    for host in sorted(by_host):
        group = by_host[host]
        span = group[-1]["time"] - group[0]["time"]
        print(f"{host!s:<14}{len(group)} requests in {span}, "
              f"{sum(e['size'] for e in group):5} bytes, "
              f"{'private' if host.is_private else 'public'}, users "
              f"{sorted({e['user'] for e in group} - {'-'})}")
    print("queries:", [query_of(e["query"]) for e in found if e["query"]])
    gaps = [b["time"] - a["time"] for a, b in zip(found, found[1:])]
    print("longest gap:", max(gaps), "total", sum(gaps, timedelta()))

    text = "On 2024-02-29 and 1999-12-31, not 2024-13-45; call 555-1234."
    date = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-([0-2]\d|3[01])\b")
    print(date.findall(text), date.sub(r"\3.\2.\1", text), sep="\n")
    print([m.span() for m in date.finditer(text)], date.groups)
    print(re.split(r"[,;.\s]\s*", "a, b;c. d  e", maxsplit=3))
    print(re.split(r"(\d)", "a1b22c"), re.sub("x*", "-", "abxd"))
    words = re.compile(r"(?i)\b(\w)(\w*)\b")
    print(words.sub(lambda m: m[2].lower() + m[1].lower() + "ay", "Pig LATIN"))
    print(re.fullmatch(r"(a|b)*c", "ababc"), re.match("b", "abc"))
    print(re.search(r"(?P<quote>['\"]).*?(?P=quote)", "say 'it' \"now\"")[0])
    print(re.escape("1+1=2?"), re.sub(r"(?<!\d)(\d{3})(?!\d)", r"<\g<1>>",
                                      "1 123 1234 999"))
    print(re.compile(r"\d+(?#number)", re.A | re.I))
    for pattern in ("(", "a**", "[z-a]", "(?P<1>x)", r"\1"):
        try:
            re.compile(pattern)
        except re.error as error:
            print(f"{pattern!r}: {error}")


if __name__ == "__main__":
    main()
