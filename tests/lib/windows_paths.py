# SPDX-License-Identifier: MIT
# library: ntpath nturl2path
# Paths as Windows has them.
import ntpath as n
for p in ('c:\\foo\\bar','c:/foo/bar','\\\\h\\s\\x','//h/s','c:','foo','a/b\\c.tar.gz','','\\','c:\\','..\\x','c:..\\a\\..\\b','\\\\?\\c:\\x', 'C:/A/./B//..'):
    print(p, n.splitdrive(p), n.split(p), n.splitext(p), n.isabs(p), n.normpath(p), n.normcase(p), n.basename(p))
for a in (('c:\\a','b'),('c:\\a','d:b'),('a','\\b'),('c:a','c:b'),('a\\',''),('','x'),('\\\\h\\s','x'),('a','b','c:/d')):
    print(a, n.join(*a))
print(n.relpath('c:\\a\\b','c:\\a\\c'), n.commonpath(['C:\\a\\b','c:\\a\\d']), n.commonprefix(['ab','ac']))
import nturl2path as u
print(u.url2pathname('///C:/foo/bar'), u.pathname2url('C:\\foo bar'))
