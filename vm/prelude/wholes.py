# SPDX-License-Identifier: MIT
# The names under which CPython keeps the C half, or the Python half, of a
# module that is one whole here: `_csv` is what `csv` has of that name.
#
# A half is a module whose attributes are fetched from the owner when somebody
# asks, so that neither needs the other to be complete. Some halves are native
# modules; for those the table adds what is Python here. As in CPython, what a
# half has given once it gives again when it, or the owner, is imported anew.
# The file comes last: natives that the others import are completed at its end.

from _prelude import builtin as _half_builtin

# half: (owner, names, or None for all that the owner has). `a=b`: a is what the
# owner calls b (`b.c`: c in its submodule b), and a built-in function then.
_HALVES = {
    '_abc': ('abc', 'get_cache_token'),
    '_blake2': ('_hashlib', 'blake2b blake2s'),
    '_bootlocale': ('locale', 'getpreferredencoding'),
    '_collections': ('collections', 'OrderedDict defaultdict'),
    '_contextvars': ('contextvars',
                     'Context ContextVar Token copy_context'),
    '_csv': ('csv', 'Dialect=_Format Error QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE '
                    'QUOTE_NONNUMERIC field_size_limit get_dialect '
                    'list_dialects reader register_dialect '
                    'unregister_dialect writer'),
    '_datetime': ('datetime', 'MAXYEAR MINYEAR date datetime time timedelta '
                              'timezone tzinfo'),
    '_dummy_thread': ('_thread', None),
    '_functools': ('functools', 'cmp_to_key partial'),
    '_io': ('io', None),
    '_json': ('json', 'scanstring=decoder.py_scanstring '
                      'make_encoder=encoder._make_encoder '
                      'make_scanner=scanner.c_make_scanner'),
    '_locale': ('locale', None),
    '_md5': ('_hashlib', 'md5=openssl_md5'),
    '_operator': ('operator', None),
    '_pickle': ('pickle', 'PickleError Pickler PicklingError Unpickler '
                          'UnpicklingError PickleBuffer dump dumps load '
                          'loads'),
    '_posixsubprocess': ('subprocess', 'fork_exec'),
    '_py_abc': ('abc', 'ABCMeta get_cache_token'),
    '_pyio': ('io', None),
    '_sha1': ('_hashlib', 'sha1=openssl_sha1'),
    '_sha256': ('_hashlib', 'sha224=openssl_sha224 sha256=openssl_sha256'),
    '_sha3': ('_hashlib', 'sha3_224=openssl_sha3_224 '
                          'sha3_256=openssl_sha3_256 '
                          'sha3_384=openssl_sha3_384 '
                          'sha3_512=openssl_sha3_512 '
                          'shake_128=openssl_shake_128 '
                          'shake_256=openssl_shake_256'),
    '_sha512': ('_hashlib', 'sha384=openssl_sha384 sha512=openssl_sha512'),
    '_sre': ('re', 'CODESIZE MAGIC MAXGROUPS MAXREPEAT'),
    '_stat': ('stat', None),
    '_statistics': ('statistics', '_normal_dist_inv_cdf'),
    '_string': ('string', None),
    '_struct': ('struct', 'Struct iter_unpack'),
    '_uuid': ('uuid', 'generate_time_safe has_uuid_generate_time_safe'),
    '_warnings': ('warnings', 'filters warn warn_explicit'),
    '_weakref': ('weakref', 'ref proxy ReferenceType ProxyType '
                            'CallableProxyType getweakrefcount '
                            'getweakrefs'),
    '_weakrefset': ('weakref', 'WeakSet'),
}

_SAME = {'_pydecimal': '_decimal'}  # halves whose code is the other's

_half_values = {}   # (half, name): its value, however often it is imported


def half_same(name):
    """The library module whose code `name` runs."""
    return _SAME.get(name, name)


def half_find(name):
    """(owner, names), or None."""
    return _HALVES.get(name)


def _half_value(owner, name):
    # A native owner gives also where somebody keeps it from being imported.
    if _sys.modules.get(owner, owner) is None and _import.native(owner):
        module = type(_sys)(owner)
        _import.native(owner, module.__dict__)
    else:
        module = import_absolute(owner)
    first, _, rest = name.partition('.')
    if rest:
        module, name = import_absolute(owner + '.' + first), rest
    return getattr(module, name)


def _half_built_in(function, half, name):
    """The function as a built-in one of that name."""
    made = type(function)(function.__code__, function.__globals__, name,
                          function.__defaults__, function.__closure__)
    made.__kwdefaults__ = function.__kwdefaults__
    made.__module__, made.__qualname__ = half, name
    return _half_builtin(made)


def half_fill(space):
    """Let the namespace of a module that is a half have the owner's names."""
    half = space['__name__']
    owner, names = _HALVES[half]
    own = names and {ours: theirs or ours for ours, _, theirs in
                     [item.partition('=') for item in names.split()]}

    def fetch(name):
        if own is None:
            known = name == '__all__' or name[:2] != '__'
        elif name == '__all__':
            return list(own)
        else:
            known = name in own
        if not known:
            raise AttributeError(f'module {half!r} has no attribute {name!r}')
        if (half, name) not in _half_values:
            value = _half_value(owner, name if own is None else own[name])
            if own and own[name] != name and type(value) is type(fetch):
                value = _half_built_in(value, half, name)
            # Its own import may have asked for it too: then that one counts.
            _half_values.setdefault((half, name), value)
        space[name] = _half_values[half, name]
        return space[name]

    fetch.__name__ = fetch.__qualname__ = '__getattr__'
    space['__getattr__'] = fetch


def half_of_twins(module, native, names):
    """The Python forms of natives, as functions of that module."""
    found = {}
    for name in names:
        twin = half_of_twins.__globals__[native + '_' + name.lstrip('_')]
        function = type(twin)(twin.__code__, twin.__globals__, name,
                              twin.__defaults__)
        function.__kwdefaults__ = twin.__kwdefaults__
        function.__module__ = module
        function.__qualname__ = name
        found[name] = function
    return found


for _half in _HALVES:
    if _half in _sys.modules:
        half_fill(_sys.modules[_half].__dict__)
