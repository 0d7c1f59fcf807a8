# SPDX-License-Identifier: MIT
# Names as Python 2 knew them: what protocols 0 to 2 write and read.
#
# The tables are written down as text, one owner a line, and read when the
# module is imported; the names of the four mappings are CPython's.

import builtins

_MODULES = '''
builtins: __builtin__    copyreg: copy_reg    queue: Queue
socketserver: SocketServer    configparser: ConfigParser    reprlib: repr
_markupbase: markupbase    winreg: _winreg    _thread: thread
_dummy_thread: dummy_thread    dbm.bsd: dbhash    dbm.dumb: dumbdbm
dbm.ndbm: dbm    dbm.gnu: gdbm    xmlrpc.client: xmlrpclib
http.client: httplib    html.entities: htmlentitydefs
html.parser: HTMLParser    http.cookies: Cookie    http.cookiejar: cookielib
test.support: test.test_support    subprocess: commands
urllib.parse: urlparse    urllib.robotparser: robotparser
urllib.request: urllib2    collections.abc: _abcoll    dbm: anydbm whichdb
xmlrpc.server: SimpleXMLRPCServer DocXMLRPCServer
http.server: BaseHTTPServer SimpleHTTPServer CGIHTTPServer
tkinter: Tkinter    tkinter.constants: Tkconstants    tkinter.tix: Tix
tkinter.filedialog: tkFileDialog FileDialog    tkinter.font: tkFont
tkinter.simpledialog: tkSimpleDialog SimpleDialog    tkinter.dialog: Dialog
tkinter.colorchooser: tkColorChooser    tkinter.dnd: Tkdnd
tkinter.commondialog: tkCommonDialog    tkinter.scrolledtext: ScrolledText
tkinter.messagebox: tkMessageBox    tkinter.ttk: ttk
'''

# Modules of Python 2 that nothing is written as.
_READ_ONLY = '''
pickle: cPickle    xml.etree.ElementTree: _elementtree
collections: UserDict UserList UserString    io: StringIO cStringIO
'''

# Modules of Python 3 that are written as another, but never read.
_WRITE_ONLY = '''
_bz2: bz2    _dbm: dbm    _functools: functools    _gdbm: gdbm
_pickle: pickle
'''

# new = old, both with their modules.
_NAMES = '''
builtins range = __builtin__ xrange
functools reduce = __builtin__ reduce
sys intern = __builtin__ intern
builtins chr = __builtin__ unichr
builtins str = __builtin__ unicode
builtins int = __builtin__ long
builtins zip = itertools izip
builtins map = itertools imap
builtins filter = itertools ifilter
itertools filterfalse = itertools ifilterfalse
itertools zip_longest = itertools izip_longest
collections UserDict = UserDict IterableUserDict
collections UserList = UserList UserList
collections UserString = UserString UserString
dbm whichdb = whichdb whichdb
socket fromfd = _socket fromfd
multiprocessing.connection Connection = _multiprocessing Connection
multiprocessing.context Process = multiprocessing.process Process
multiprocessing.popen_fork Popen = multiprocessing.forking Popen
'''

# The one module urllib has become three: names it gave to each.
_URLLIB = {'error': 'ContentTooShortError',
           'parse': 'quote quote_plus unquote unquote_plus urlencode',
           'request': 'getproxies pathname2url url2pathname urlcleanup '
                      'urlopen urlretrieve'}

_NAMES_READ_ONLY = '''
builtins str = __builtin__ basestring
builtins Exception = exceptions StandardError
collections UserDict = UserDict UserDict
socket SocketType = socket _socketobject
'''

_NAMES_WRITE_ONLY = '''
_functools reduce = __builtin__ reduce
_socket socket = socket _socketobject
'''

# What moved with its module, under the name of a module of its own.
_MOVED = {('tkinter.filedialog', 'FileDialog'):
          'FileDialog LoadFileDialog SaveFileDialog',
          ('tkinter.simpledialog', 'SimpleDialog'): 'SimpleDialog',
          ('http.server', 'SimpleHTTPServer'): 'SimpleHTTPRequestHandler',
          ('http.server', 'CGIHTTPServer'): 'CGIHTTPRequestHandler',
          ('xmlrpc.server', 'DocXMLRPCServer'):
          'ServerHTMLDoc XMLRPCDocGenerator DocXMLRPCRequestHandler '
          'DocXMLRPCServer DocCGIXMLRPCRequestHandler'}

# Exceptions that Python 2 did not have, by what they are there.
_NEW_EXCEPTIONS = {
    'OSError': 'BrokenPipeError ChildProcessError ConnectionAbortedError '
               'ConnectionError ConnectionRefusedError ConnectionResetError '
               'FileExistsError FileNotFoundError InterruptedError '
               'IsADirectoryError NotADirectoryError PermissionError '
               'ProcessLookupError TimeoutError',
    'ImportError': 'ModuleNotFoundError'}
_OTHER_NEW = ('BlockingIOError RecursionError ResourceWarning '
              'StopAsyncIteration BaseExceptionGroup ExceptionGroup '
              'EncodingWarning PythonFinalizationError')


def _modules(text):
    """(new, old) pairs, the most usual old name of each first."""
    new = None
    for word in text.split():
        if word.endswith(':'):
            new = word[:-1]
        else:
            yield new, word


def _names(text):
    for line in text.strip().splitlines():
        new, old = line.split(' = ')
        yield tuple(new.split()), tuple(old.split())


def _old_exceptions():
    absent = set(' '.join(_NEW_EXCEPTIONS.values()).split())
    absent.update(_OTHER_NEW.split())
    return [name for name, value in sorted(vars(builtins).items())
            if isinstance(value, type) and issubclass(value, BaseException)
            and name not in absent]


IMPORT_MAPPING, REVERSE_IMPORT_MAPPING = {}, {}
NAME_MAPPING, REVERSE_NAME_MAPPING = {}, {}


def _fill():
    for new, old in _modules(_MODULES):
        IMPORT_MAPPING[old] = new
        REVERSE_IMPORT_MAPPING.setdefault(new, old)
    IMPORT_MAPPING.update((old, new) for new, old in _modules(_READ_ONLY))
    REVERSE_IMPORT_MAPPING.update(_modules(_WRITE_ONLY))
    pairs = list(_names(_NAMES))
    pairs += [(('urllib.' + part, name), ('urllib', name))
              for part, names in _URLLIB.items() for name in names.split()]
    pairs += [(('urllib.error', name), ('urllib2', name))
              for name in ('HTTPError', 'URLError')]
    pairs += [(('builtins', name), ('exceptions', name))
              for name in _old_exceptions()]
    pairs += [(('multiprocessing.context', name), ('multiprocessing', name))
              for name in ('AuthenticationError', 'BufferTooShort',
                           'ProcessError', 'TimeoutError')]
    for new, old in pairs:
        NAME_MAPPING[old] = new
        REVERSE_NAME_MAPPING[new] = old
    NAME_MAPPING.update((old, new) for new, old in _names(_NAMES_READ_ONLY))
    REVERSE_NAME_MAPPING.update(_names(_NAMES_WRITE_ONLY))
    for (new, old), names in _MOVED.items():
        for name in names.split():
            REVERSE_NAME_MAPPING[new, name] = old, name
    for old, names in _NEW_EXCEPTIONS.items():
        for name in names.split():
            REVERSE_NAME_MAPPING['builtins', name] = 'exceptions', old


_fill()


def old_name(module, name):
    if (module, name) in REVERSE_NAME_MAPPING:
        return REVERSE_NAME_MAPPING[module, name]
    return REVERSE_IMPORT_MAPPING.get(module, module), name


def new_name(module, name):
    if (module, name) in NAME_MAPPING:
        return NAME_MAPPING[module, name]
    return IMPORT_MAPPING.get(module, module), name
