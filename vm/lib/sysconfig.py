# SPDX-License-Identifier: MIT
# Where the parts of an installation lie, by naming scheme.
#
# There is one interpreter and it has no build folder: the configuration
# variables are those that programs ask for, and they are the same everywhere.

import os
import sys

__all__ = ['get_config_h_filename', 'get_config_var', 'get_config_vars',
           'get_makefile_filename', 'get_path', 'get_path_names', 'get_paths',
           'get_platform', 'get_python_version', 'get_scheme_names',
           'parse_config_h']

_SCHEME_KEYS = ('stdlib', 'platstdlib', 'purelib', 'platlib', 'include',
                'scripts', 'data')


def _versioned(stdlib, platform, packages, include, scripts, root):
    site = 'site-packages'
    return {'stdlib': stdlib, 'platstdlib': platform,
            'purelib': f'{packages}/{site}', 'platlib': f'{packages}/{site}',
            'include': include, 'scripts': scripts, 'data': root}


def _flat(root, library, include, scripts):
    return {'stdlib': '{installed_base}' + library,
            'platstdlib': root + library, 'purelib': root + library,
            'platlib': root + library,
            'include': '{installed_base}' + include,
            'platinclude': '{installed_base}' + include,
            'scripts': root + scripts, 'data': root}


def _schemes():
    python = 'python{py_version_short}'
    lib = '/lib/' + python
    base, user = '{base}', '{userbase}'
    prefix = _versioned('{installed_base}' + lib, '{platbase}' + lib,
                        base + lib, '{installed_base}/include/' + python +
                        '{abiflags}', base + '/bin', base)
    prefix['platlib'] = '{platbase}' + lib + '/site-packages'
    prefix['platinclude'] = ('{installed_platbase}/include/' + python +
                             '{abiflags}')
    windows = _flat(base, '/Lib', '/Include', '/Scripts')
    for kind in ('purelib', 'platlib'):
        windows[kind] += '/site-packages'
    roaming = user + '/Python{py_version_nodot}'
    mac = user + '/lib/python'
    return {
        'posix_prefix': prefix,
        'posix_home': _flat(base, '/lib/python', '/include/python', '/bin'),
        'nt': windows,
        'nt_user': _versioned(roaming, roaming, roaming, roaming + '/Include',
                              roaming + '/Scripts', user),
        'posix_user': _versioned(user + lib, user + lib, user + lib,
                                 user + '/include/' + python, user + '/bin',
                                 user),
        'osx_framework_user': _versioned(mac, mac, mac, user + '/include',
                                         user + '/bin', user)}


_INSTALL_SCHEMES = _schemes()
_CONFIG_VARS = None
_PYTHON_BUILD = False


# ---- Variables ----

def _user_base():
    home = os.path.expanduser('~')
    return os.environ.get('PYTHONUSERBASE') or os.path.join(home, '.local')


def _triplet():
    return f'{os.uname().machine}-linux-gnu'


def _first_vars():
    major, minor, micro = sys.version_info[:3]
    short = f'{major}.{minor}'
    nodot = f'{major}{minor}'
    prefix = os.path.normpath(sys.prefix)
    suffix = f'.cpython-{nodot}-{_triplet()}.so'
    config = f'{prefix}/lib/python{short}/config-{short}-{_triplet()}'
    return {
        'prefix': prefix, 'exec_prefix': os.path.normpath(sys.exec_prefix),
        'py_version': f'{short}.{micro}', 'py_version_short': short,
        'py_version_nodot': nodot, 'installed_base': prefix, 'base': prefix,
        'installed_platbase': prefix, 'platbase': prefix,
        'projectbase': os.path.dirname(sys.executable or ''), 'abiflags': '',
        'userbase': _user_base(), 'srcdir': config,
        'EXT_SUFFIX': suffix, 'SO': suffix,
        'SOABI': f'cpython-{nodot}-{_triplet()}', 'MULTIARCH': _triplet(),
        'VERSION': short, 'LDVERSION': short, 'BINDIR': f'{prefix}/bin',
        'LIBDIR': f'{prefix}/lib', 'LIBDEST': f'{prefix}/lib/python{short}',
        'INCLUDEPY': f'{prefix}/include/python{short}',
        'Py_DEBUG': 0, 'Py_ENABLE_SHARED': 0, 'Py_GIL_DISABLED': 0,
        'WITH_DOC_STRINGS': 1, 'WITH_PYMALLOC': 0, 'HAVE_FORK': 1,
        'SIZEOF_INT': 4, 'SIZEOF_LONG': 8, 'SIZEOF_VOID_P': 8,
        'SIZEOF_SIZE_T': 8, 'SIZEOF_TIME_T': 8, 'SIZEOF_WCHAR_T': 4,
        'Py_HASH_ALGORITHM': 0, 'PY_CFLAGS': '', 'CFLAGS': '', 'CC': 'cc',
        'LDFLAGS': '', 'LDSHARED': 'cc -shared', 'CONFIG_ARGS': ''}


def get_config_vars(*args):
    """All the variables, or a list of the values of those named."""
    global _CONFIG_VARS
    if not _CONFIG_VARS:
        values = _first_vars()
        if _CONFIG_VARS is None:
            _CONFIG_VARS = values
        else:
            _CONFIG_VARS.update(values)
    if not args:
        return _CONFIG_VARS
    return [_CONFIG_VARS.get(name) for name in args]


def get_config_var(name):
    """One variable, or None."""
    if name == 'SO':
        import warnings
        warnings.warn('SO is deprecated, use EXT_SUFFIX', DeprecationWarning,
                      2)
    return get_config_vars().get(name)


def get_python_version():
    return get_config_var('py_version_short')


def get_platform():
    """'linux-x86_64', 'win-amd64' ...: what binaries are made for."""
    if os.name == 'nt':
        version = sys.version.lower()
        for mark, name in (('amd64', 'win-amd64'), ('(arm)', 'win-arm32'),
                           ('(arm64)', 'win-arm64')):
            if mark in version:
                return name
        return sys.platform
    if os.name != 'posix' or not hasattr(os, 'uname'):
        return sys.platform
    system, _, release, _, machine = os.uname()
    system = system.lower().replace('/', '')
    machine = machine.replace(' ', '_').replace('/', '-')
    if system == 'linux':
        return f'{system}-{machine}'
    return f'{system}-{release}-{machine}'


def is_python_build(check_home=False):
    """Does the interpreter run from the folder it was built in?"""
    return _PYTHON_BUILD


# ---- Paths ----

def _get_default_scheme():
    return 'posix_prefix' if os.name == 'posix' else os.name


def get_default_scheme():
    return _get_default_scheme()


def get_scheme_names():
    return tuple(sorted(_INSTALL_SCHEMES))


def get_path_names():
    return _SCHEME_KEYS


def _subst_vars(text, names):
    try:
        return text.format(**{**os.environ, **names})
    except KeyError as error:
        raise AttributeError(str(error)) from None


def _expand_vars(scheme, vars):
    names = {**get_config_vars(), **(vars or {})}
    found = {}
    for key, path in _INSTALL_SCHEMES[scheme].items():
        if os.name in ('posix', 'nt'):
            path = os.path.expanduser(path)
        found[key] = os.path.normpath(_subst_vars(path, names))
    return found


def get_paths(scheme=None, vars=None, expand=True):
    """A dict of the folders of a scheme."""
    scheme = scheme or _get_default_scheme()
    if expand:
        return _expand_vars(scheme, vars)
    return _INSTALL_SCHEMES[scheme]


def get_path(name, scheme=None, vars=None, expand=True):
    return get_paths(scheme, vars, expand)[name]


# ---- Files ----

def get_config_h_filename():
    return os.path.join(get_path('platinclude'), 'pyconfig.h')


def get_makefile_filename():
    return os.path.join(get_config_var('srcdir'), 'Makefile')


def _number(text):
    try:
        return int(text)
    except ValueError:
        return text


def parse_config_h(fp, vars=None):
    """The #define lines of an open pyconfig.h, added to a dict."""
    found = {} if vars is None else vars
    for line in fp:
        words = line.split(None, 2)
        if len(words) == 3 and words[0] == '#define':
            found[words[1]] = _number(words[2].rstrip('\n'))
        elif len(words) >= 3 and words[:2] == ['/*', '#undef']:
            found[words[2].split()[0]] = 0
    return found


def _parse_makefile(filename, vars=None):
    """The variables of a Makefile, with $(NAME) and ${NAME} put in."""
    import re
    found = {} if vars is None else vars
    raw = {}
    with open(filename, encoding='utf-8', errors='surrogateescape') as file:
        for line in file:
            match = re.match(r'([A-Za-z]\w+)\s*=\s*(.*)', line.rstrip('\n'))
            if match and not line.startswith('#'):
                raw[match[1]] = match[2].strip()

    def value(name, busy):
        if name in busy or name not in raw:
            return str(os.environ.get(name, found.get(name, '')))
        text = re.sub(r'\$(\$)|\$\((\w+)\)|\$\{(\w+)\}',
                      lambda m: m[1] or value(m[2] or m[3], busy | {name}),
                      raw[name])
        return text

    for name in raw:
        found[name] = _number(value(name, frozenset()))
    return found


def _main():
    """python -m sysconfig"""
    print(f'Platform: "{get_platform()}"')
    print(f'Python version: "{get_python_version()}"')
    print(f'Current installation scheme: "{_get_default_scheme()}"')
    for title, items in (('Paths', get_paths()),
                         ('Variables', get_config_vars())):
        print(f'\n{title}: ')
        for name in sorted(items):
            print(f'\t{name} = "{items[name]}"')


if __name__ == '__main__':
    _main()
