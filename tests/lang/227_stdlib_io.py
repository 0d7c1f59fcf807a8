# SPDX-License-Identifier: MIT
# io.StringIO, io.BytesIO, files in a temporary folder.
import io
import os
import tempfile
s = io.StringIO("one\ntwo\nthree")
print(s.readline(), s.read(3), s.tell(), list(s), s.seek(0), s.getvalue())
s = io.StringIO()
print("x", 1, file=s)
s.write("y")
print(repr(s.getvalue()), s.closed)
b = io.BytesIO(b"abc")
print(b.read(2), b.read(), b.read(), b.seek(1), b.write(b"Z"), b.getvalue())
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file.txt")
    with open(path, "w") as f:
        print(f.write("line 1\nline 2\n"), f.writelines(["a", "b\n"]),
            f.closed)
    print(f.closed, os.path.exists(path), os.path.getsize(path),
        os.listdir(folder))
    with open(path) as f:
        print(f.readline(), f.readlines(), f.read() == "")
    with open(path, "a", encoding="utf-8") as f:
        f.write("é\n")
    with open(path, "rb") as f:
        print(f.read()[-4:], f.seek(0), f.read(4))
    with open(path, encoding="utf-8") as f:
        print([line.rstrip() for line in f])
    for bad in (lambda: open(os.path.join(folder, "none")),
            lambda: open(path, "q"), lambda: f.read(), lambda: open(path, "x"),
            lambda: open(folder)):
        try:
            bad()
        except (OSError, ValueError) as error:
            print(type(error).__name__)
print(os.path.exists(folder), os.path.join("a", "b"),
    os.path.splitext("x.tar.gz"), os.path.basename("/a/b"),
    os.path.dirname("/a/b"), os.path.normpath("a/../b//c"))
