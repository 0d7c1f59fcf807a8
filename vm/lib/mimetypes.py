# SPDX-License-Identifier: MIT
# The kind of a file by the end of its name.

import os
import posixpath
import urllib.parse

__all__ = ['knownfiles', 'inited', 'MimeTypes', 'guess_type',
           'guess_all_extensions', 'guess_extension', 'add_type', 'init',
           'read_mime_types', 'suffix_map', 'encodings_map', 'types_map',
           'common_types']

# What a run knows does not depend on the machine: no system file is read.
knownfiles = []
inited = False
_db = None

_ENCODINGS = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz'}
_SUFFIXES = {'.svgz': '.svg.gz', '.tgz': '.tar.gz', '.taz': '.tar.gz',
             '.tz': '.tar.gz', '.tbz2': '.tar.bz2', '.txz': '.tar.xz'}
_TYPES = '''
    application/javascript .js .mjs
    application/json .json
    application/manifest+json .webmanifest
    application/msword .doc .dot .wiz
    application/octet-stream .bin .a .dll .exe .o .obj .so
    application/oda .oda
    application/pdf .pdf
    application/pkcs7-mime .p7c
    application/postscript .ps .ai .eps
    application/vnd.apple.mpegurl .m3u .m3u8
    application/vnd.ms-excel .xls .xlb
    application/vnd.ms-powerpoint .ppt .pot .ppa .pps .pwz
    application/wasm .wasm
    application/x-bcpio .bcpio
    application/x-cpio .cpio
    application/x-csh .csh
    application/x-dvi .dvi
    application/x-gtar .gtar
    application/x-hdf .hdf
    application/x-hdf5 .h5
    application/x-latex .latex
    application/x-mif .mif
    application/x-netcdf .cdf .nc
    application/x-pkcs12 .p12 .pfx
    application/x-pn-realaudio .ram
    application/x-python-code .pyc .pyo
    application/x-sh .sh
    application/x-shar .shar
    application/x-shockwave-flash .swf
    application/x-sv4cpio .sv4cpio
    application/x-sv4crc .sv4crc
    application/x-tar .tar
    application/x-tcl .tcl
    application/x-tex .tex
    application/x-texinfo .texi .texinfo
    application/x-troff .roff .t .tr
    application/x-troff-man .man
    application/x-troff-me .me
    application/x-troff-ms .ms
    application/x-ustar .ustar
    application/x-wais-source .src
    application/xml .xsl .rdf .wsdl .xpdl
    application/zip .zip
    audio/basic .au .snd
    audio/mpeg .mp3 .mp2
    audio/x-aiff .aif .aifc .aiff
    audio/x-pn-realaudio .ra
    audio/x-wav .wav
    image/bmp .bmp
    image/gif .gif
    image/ief .ief
    image/jpeg .jpg .jpe .jpeg
    image/png .png
    image/svg+xml .svg
    image/tiff .tiff .tif
    image/vnd.microsoft.icon .ico
    image/x-cmu-raster .ras
    image/x-portable-anymap .pnm
    image/x-portable-bitmap .pbm
    image/x-portable-graymap .pgm
    image/x-portable-pixmap .ppm
    image/x-rgb .rgb
    image/x-xbitmap .xbm
    image/x-xpixmap .xpm
    image/x-xwindowdump .xwd
    message/rfc822 .eml .mht .mhtml .nws
    text/css .css
    text/csv .csv
    text/html .html .htm
    text/plain .txt .bat .c .h .ksh .pl
    text/richtext .rtx
    text/tab-separated-values .tsv
    text/x-python .py
    text/x-setext .etx
    text/x-sgml .sgm .sgml
    text/x-vcard .vcf
    text/xml .xml
    video/mp4 .mp4
    video/mpeg .mpeg .m1v .mpa .mpe .mpg
    video/quicktime .mov .qt
    video/webm .webm
    video/x-msvideo .avi
    video/x-sgi-movie .movie
'''
_COMMON = {'.rtf': 'application/rtf', '.midi': 'audio/midi',
           '.mid': 'audio/midi', '.jpg': 'image/jpg', '.pict': 'image/pict',
           '.pct': 'image/pict', '.pic': 'image/pict', '.xul': 'text/xul'}


def _known_types():
    made = {}
    for line in _TYPES.strip().split('\n'):
        kind, *endings = line.split()
        for ending in endings:
            made[ending] = kind
    return made


def _default_mime_types():
    global suffix_map, encodings_map, types_map, common_types
    suffix_map = dict(_SUFFIXES)
    encodings_map = dict(_ENCODINGS)
    types_map = _known_types()
    common_types = dict(_COMMON)


_default_mime_types()


class MimeTypes:
    def __init__(self, filenames=(), strict=True):
        if not inited:
            init()
        self.encodings_map = dict(encodings_map)
        self.suffix_map = dict(suffix_map)
        self.types_map = ({}, {})       # not strict, strict
        self.types_map_inv = ({}, {})
        for ending, kind in types_map.items():
            self.add_type(kind, ending, True)
        for ending, kind in common_types.items():
            self.add_type(kind, ending, False)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        self.types_map[strict][ext] = type
        endings = self.types_map_inv[strict].setdefault(type, [])
        if ext not in endings:
            endings.append(ext)

    def guess_type(self, url, strict=True):
        """(kind, encoding) of a name or URL."""
        url = os.fspath(url)
        scheme, rest = urllib.parse._splittype(url) \
            if hasattr(urllib.parse, '_splittype') else _split_scheme(url)
        if scheme == 'data':
            comma = rest.find(',')
            if comma < 0:
                return None, None
            semi = rest.find(';', 0, comma)
            kind = rest[:semi if semi >= 0 else comma]
            if '=' in kind or '/' not in kind:
                kind = 'text/plain'
            return kind, None
        base, ending = posixpath.splitext(rest if scheme else url)
        while ending in self.suffix_map:
            base, ending = posixpath.splitext(base + self.suffix_map[ending])
        encoding = None
        if ending in self.encodings_map:
            encoding = self.encodings_map[ending]
            base, ending = posixpath.splitext(base)
        maps = [self.types_map[True]] + ([] if strict
                                         else [self.types_map[False]])
        for table in maps:
            for key in (ending, ending.lower()):
                if key in table:
                    return table[key], encoding
        return None, encoding

    def guess_all_extensions(self, type, strict=True):
        type = type.lower()
        endings = list(self.types_map_inv[True].get(type, []))
        if not strict:
            endings += [ending for ending
                        in self.types_map_inv[False].get(type, [])
                        if ending not in endings]
        return endings

    def guess_extension(self, type, strict=True):
        endings = self.guess_all_extensions(type, strict)
        return endings[0] if endings else None

    def read(self, filename, strict=True):
        with open(filename, encoding='utf-8') as file:
            self.readfp(file, strict)

    def readfp(self, fp, strict=True):
        """Lines of a kind and its endings; # begins a comment."""
        for line in fp:
            words = line.partition('#')[0].split()
            for ending in words[1:]:
                self.add_type(words[0], '.' + ending, strict)


def _split_scheme(url):
    scheme, colon, rest = url.partition(':')
    return (scheme.lower(), rest) if colon and '/' not in scheme \
        else (None, url)


def _the_db():
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    return _the_db().guess_type(url, strict)


def guess_all_extensions(type, strict=True):
    return _the_db().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    return _the_db().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    return _the_db().add_type(type, ext, strict)


def init(files=None):
    global suffix_map, types_map, encodings_map, common_types, inited, _db
    inited = True
    if files is None or _db is None:
        _default_mime_types()
        db = MimeTypes()
    else:
        db = _db
    for file in files or ():
        db.read(file)
    _db = db
    encodings_map = db.encodings_map
    suffix_map = db.suffix_map
    types_map = db.types_map[True]
    common_types = db.types_map[False]


def read_mime_types(file):
    """The endings of a file of kinds, or None."""
    try:
        source = open(file, encoding='utf-8')
    except OSError:
        return None
    with source:
        db = MimeTypes()
        db.readfp(source, True)
        return db.types_map[True]


_USAGE = '''Usage: mimetypes.py [options] type

Options:
    --help / -h       this text
    --lenient / -l    also kinds that are used but nobody registered
    --extension / -e  the endings of kinds, instead of the kinds of files
'''


def _leave(status, message=''):
    import sys
    print(_USAGE, message, sep='\n' if message else '')
    sys.exit(status)


def _main():
    import getopt
    import sys
    try:
        options, names = getopt.getopt(sys.argv[1:], 'hle',
                                       ['help', 'lenient', 'extension'])
    except getopt.error as problem:
        _leave(1, problem)
    given = {option.lstrip('-')[0] for option, _ in options}
    if 'h' in given:
        _leave(0)
    strict = 'l' not in given
    for name in names:
        if 'e' in given:
            text = guess_extension(name, strict)
        else:
            kind, encoding = guess_type(name, strict)
            text = kind and f'type: {kind} encoding: {encoding}'
        print(text or f"I don't know anything about type {name}")


if __name__ == '__main__':
    _main()
