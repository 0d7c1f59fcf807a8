# cpython: 3.6-3.13
"""A contact book: argparse sub-commands over CSV text."""
import argparse
import csv
import io
import sys

CSV = """\
name,email,phone,city
"Berg, Ada",ada@example.org,+49 30 1234,Berlin
Chen Li,li@example.com,,Oslo
"O""Hara, Pat",pat@example.net,555-0199,"Cork, IE"
"""
FIELDS = ["name", "email", "phone", "city"]


class Book:
    def __init__(self, text):
        reader = csv.DictReader(io.StringIO(text))
        self.contacts = [dict(row) for row in reader]

    def find(self, text, field=None):
        text = text.casefold()
        fields = [field] if field else FIELDS
        return [c for c in self.contacts
                if any(text in c[f].casefold() for f in fields)]

    def add(self, **contact):
        if any(c["name"] == contact["name"] for c in self.contacts):
            raise ValueError(f"{contact['name']} is already in the book")
        self.contacts.append({f: contact.get(f) or "" for f in FIELDS})

    def remove(self, name):
        before = len(self.contacts)
        self.contacts = [c for c in self.contacts if c["name"] != name]
        return before - len(self.contacts)

    def csv(self, **options):
        out = io.StringIO()
        writer = csv.DictWriter(out, FIELDS, lineterminator="\n", **options)
        writer.writeheader()
        writer.writerows(self.contacts)
        return out.getvalue()


def table(contacts):
    widths = {f: max([len(f)] + [len(c[f]) for c in contacts]) for f in FIELDS}
    yield "  ".join(f"{f.title():<{widths[f]}}" for f in FIELDS).rstrip()
    yield "  ".join("-" * widths[f] for f in FIELDS)
    for contact in sorted(contacts, key=lambda c: c["name"]):
        yield "  ".join(contact[f].ljust(widths[f]) for f in FIELDS).rstrip()


def make_parser():
    parser = argparse.ArgumentParser(
        prog="contacts", description="Keeps names and addresses.",
        epilog="Fields: " + ", ".join(FIELDS) + ".")
    parser.add_argument("-v", "--verbose", action="count", default=0)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    find = commands.add_parser("find", help="search the book")
    find.add_argument("text")
    find.add_argument("--field", choices=FIELDS)
    find.add_argument("-n", "--limit", type=int, default=10, metavar="N")
    add = commands.add_parser("add", help="add a contact")
    add.add_argument("name")
    for field in FIELDS[1:]:
        add.add_argument(f"--{field}", help=f"the {field}")
    remove = commands.add_parser("remove", help="remove contacts")
    remove.add_argument("names", nargs="+")
    commands.add_parser("list", help="print all")
    return parser


def run(book, arguments):
    print("$ contacts", *arguments)
    options = make_parser().parse_args(arguments)
    if options.verbose:
        print("verbosity", options.verbose, vars(options)["command"])
    if options.command == "find":
        found = book.find(options.text, options.field)[:options.limit]
        print(*table(found), sep="\n")
    elif options.command == "add":
        book.add(**{f: getattr(options, f) for f in FIELDS})
    elif options.command == "remove":
        print([book.remove(name) for name in options.names], "removed")
    else:
        print(*table(book.contacts), sep="\n")


if __name__ == "__main__":
    # argparse words its messages on stderr differently in some versions
    sys.stderr = io.StringIO()
    book = Book(CSV)
    for line in (["list"], ["find", "OSLO"],
                 ["-vv", "find", "--field=email", "example", "-n", "2"],
                 ["add", "Zoe", "--city", "Rome"], ["add", "Zoe"],
                 ["find", "e", "--field", "age"], ["find"],
                 ["remove", "Zoe", "Nobody"], ["find", "x", "-n", "many"],
                 ["fly"], []):
        try:
            run(book, line)
        except ValueError as error:
            print("error:", error)
        except SystemExit as stop:
            print("exit status", stop.code)
    print(book.csv())
    print(book.csv(delimiter=";", quoting=csv.QUOTE_ALL))
    rows = list(csv.reader(["a,b", '"1,5",x\n', "", "'q',"]))
    print(rows, sum(map(len, rows)))
    messages = sys.stderr.getvalue()
    print(messages.count("error:"), "error: argument" in messages)
