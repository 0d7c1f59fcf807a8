# SPDX-License-Identifier: MIT
# help(): what a function, class or module says of itself, as plain text.

import builtins
import inspect
import sys

__all__ = ['help']


# ---- Pieces ----

def _indented(text, prefix='    '):
    return '\n'.join([prefix + line for line in text.split('\n')]).rstrip()


def getdoc(object):
    try:
        text = inspect.getdoc(object) or inspect.getcomments(object)
    except Exception:
        text = None
    return text.rstrip() if text else ''


def _signature(object):
    try:
        return str(inspect.signature(object))
    except (ValueError, TypeError):
        return None


def _class_name(cls, module):
    if cls.__module__ in (module, None):
        return cls.__name__
    return f'{cls.__module__}.{cls.__name__}'


def describe(thing):
    # What follows "Help on".
    kind = type(thing).__name__
    name = getattr(thing, '__name__', '')
    if inspect.ismodule(thing):
        if name in sys.builtin_module_names:
            return f'built-in module {name}'
        return f'{"package" if hasattr(thing, "__path__") else "module"} {name}'
    if inspect.isclass(thing):
        return f'class {name}'
    if inspect.isfunction(thing):
        return f'function {name}'
    if inspect.ismethod(thing):
        return f'method {name}'
    if inspect.isbuiltin(thing):
        return f'built-in function {name}'
    if inspect.ismethoddescriptor(thing):
        return f'{kind} {name}' if name else kind
    if inspect.isgetsetdescriptor(thing) or inspect.ismemberdescriptor(thing):
        owner = thing.__objclass__
        return (f'{kind.split("_")[0]} descriptor '
                f'{owner.__module__}.{owner.__name__}.{name}')
    return kind


# ---- Functions, properties, values ----

def _function(thing, name=None):
    real = getattr(thing, '__name__', name)
    name = name or real
    title = name if name == real else f'{name} = {real}'
    signature = _signature(thing)
    if real == '<lambda>':
        title = f'{name} lambda '
        signature = (signature or '(...)')[1:-1]
    elif signature is None:
        signature = '(...)'
    if inspect.ismethod(thing) and not inspect.isclass(thing.__self__):
        owner = type(thing.__self__)
        signature += f' method of {owner.__module__}.{owner.__name__} instance'
    prefix = 'async ' if inspect.iscoroutinefunction(thing) else ''
    text = getdoc(thing)
    head = f'{prefix}{title}{signature}\n'
    return head + (_indented(text) + '\n' if text else '')


def _data(thing, name):
    text = getdoc(thing)
    return f'{name}\n' + (_indented(text) + '\n' if text else '')


def _value(thing, name):
    shown = repr(thing)
    line = f'{name} = ' if name else ''
    if len(line) + len(shown) > 70:
        shown = shown[:max(70 - len(line) - 3, 1)] + '...'
    return line + shown + '\n'


# ---- Classes ----

_HIDDEN = frozenset((
    '__builtins__', '__doc__', '__file__', '__path__', '__module__',
    '__name__', '__slots__', '__package__', '__cached__', '__spec__',
    '__loader__', '__author__', '__credits__', '__date__', '__version__',
    '__qualname__', '__annotations__'))


def _visible(name):
    if name in _HIDDEN:
        return False
    if name.startswith('__') and name.endswith('__'):
        return True
    return not name.startswith('_')


def _kind_of(value):
    if isinstance(value, staticmethod):
        return 'Static methods'
    if isinstance(value, classmethod) or inspect.isbuiltin(value):
        return 'Class methods'
    if isinstance(value, property):
        return 'Readonly properties' if value.fset is None else \
            'Data descriptors'
    if inspect.isroutine(value):
        return 'Methods'
    if hasattr(type(value), '__set__') or hasattr(type(value), '__delete__'):
        return 'Data descriptors'
    return 'Data and other attributes'


_KINDS = ('Methods', 'Class methods', 'Static methods',
          'Readonly properties', 'Data descriptors',
          'Data and other attributes')
_DESCRIBED = {'__dict__': 'dictionary for instance variables (if defined)',
              '__weakref__': 'list of weak references to the object '
                             '(if defined)'}


def _member(cls, name, value, kind):
    if kind in ('Readonly properties', 'Data descriptors'):
        if name in _DESCRIBED:
            return f'{name}\n    {_DESCRIBED[name]}\n'
        return _data(value, name)
    if kind == 'Data and other attributes':
        return _value(value, name)
    bound = getattr(cls, name)
    text = _function(bound, name)
    if isinstance(value, classmethod):
        head, _, rest = text.partition('\n')
        text = f'{head} from {type(cls).__module__}.{type(cls).__name__}\n' \
            + rest
    return text


def _by_name(member):
    return member[0]


def _members(cls, owner, inherited):
    # Grouped, each group under its line.
    parts = []
    found = {kind: [] for kind in _KINDS}
    for name, value in owner.__dict__.items():
        if _visible(name) and inspect.getattr_static(cls, name, None) is value:
            found[_kind_of(value)].append((name, value))
    for kind in _KINDS:
        if not found[kind]:
            continue
        where = 'defined here' if not inherited else \
            f'inherited from {_class_name(owner, cls.__module__)}'
        group = [f'{kind} {where}:\n\n']
        for name, value in sorted(found[kind], key=_by_name):
            group.append(_member(cls, name, value, kind) + '\n')
        parts.append(''.join(group))
    return parts


def _class(cls):
    module = cls.__module__
    bases = ', '.join([_class_name(base, module) for base in cls.__bases__])
    title = f'class {cls.__name__}({bases})\n'
    parts = []
    signature = _signature(cls) if cls.__flags__ & 512 else None
    text = getdoc(cls)
    head = ''
    if signature and signature != '()':
        head += f'{cls.__name__}{signature}\n\n'
    if text:
        head += text + '\n\n'
    mro = [base for base in inspect.getmro(cls)]
    if len(mro) > 2:
        head += 'Method resolution order:\n' + ''.join(
            [f'    {_class_name(base, module)}\n' for base in mro]) + '\n'
    for owner in mro:
        if owner is object and cls is not object:
            continue
        parts += _members(cls, owner, owner is not cls)
    line = '-' * 70 + '\n'
    body = head + line.join(parts)
    body = body.rstrip('\n')
    if not body:
        return title
    return title + _indented(body, ' |  ') + '\n'


# ---- Modules ----

def _section(title, text):
    return f'{title}\n{_indented(text.rstrip(chr(10)))}\n\n'


def _module(module):
    text = getdoc(module)
    synopsis, _, rest = text.partition('\n')
    name = module.__name__ + (f' - {synopsis}' if synopsis else '')
    out = _section('NAME', name)
    if rest.strip():
        out += _section('DESCRIPTION', rest.strip('\n'))
    listed = getattr(module, '__all__', None)
    classes, functions, data = [], [], []
    for name, value in sorted(vars(module).items()):
        if name not in listed if listed is not None else not _visible(name):
            continue
        here = listed is not None or \
            (inspect.getmodule(value) or module) is module
        if inspect.isclass(value):
            if here:
                classes.append(_class(value))
        elif inspect.isroutine(value):
            if here:
                functions.append(_function(value, name))
        elif not inspect.ismodule(value):
            data.append(_value(value, name))
    if classes:
        out += _section('CLASSES', '\n'.join(classes))
    if functions:
        out += _section('FUNCTIONS', '\n'.join(functions))
    if data:
        out += _section('DATA', ''.join(data))
    out += _section('FILE', getattr(module, '__file__', None) or '(built-in)')
    return out


# ---- All together ----

def _document(thing, name=None):
    if inspect.ismodule(thing):
        return _module(thing)
    if inspect.isclass(thing):
        return _class(thing)
    if inspect.isroutine(thing):
        return _function(thing)
    if isinstance(thing, property):
        return _data(thing, name or 'property')
    return _value(thing, name)


def locate(path):
    # The object behind a dotted name, imported if need be; None: there is none.
    parts = [part for part in path.split('.') if part]
    found, at = None, 0
    for n in range(len(parts), 0, -1):
        try:
            found, at = __import__('.'.join(parts[:n]), fromlist=['*']), n
            break
        except ImportError:
            continue
    if found is None:
        found = builtins
    for part in parts[at:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def resolve(thing):
    if not isinstance(thing, str):
        return thing, getattr(thing, '__name__', None)
    found = locate(thing)
    if found is None:
        raise ImportError(
            f'No Python documentation found for {thing!r}.\nUse help() to get '
            'the interactive help utility.\nUse help(str) for help on the str '
            'class.')
    return found, thing


def render_doc(thing, title='Python Library Documentation: %s'):
    asked = thing
    thing, name = resolve(thing)
    what = describe(thing)
    module = inspect.getmodule(thing)
    if isinstance(asked, str) and '.' in asked:
        what += f' in {asked.rpartition(".")[0]}'
    elif module is not None and module is not thing:
        what += f' in module {module.__name__}'
    if not (inspect.ismodule(thing) or inspect.isclass(thing)
            or inspect.isroutine(thing) or isinstance(thing, property)
            or inspect.isdatadescriptor(thing)):
        thing = type(thing)
        what += ' object'
    return title % what + '\n\n' + _document(thing, name)


def doc(thing, title='Python Library Documentation: %s'):
    try:
        print(render_doc(thing, title))
    except ImportError as error:
        print(error)


class Helper:
    def __repr__(self):
        return '<pydoc.Helper instance>'

    def __call__(self, *request):
        if request:
            doc(request[0], 'Help on %s:')
        else:
            self.interact()

    def interact(self):
        print("Type the name of a module, class or function; 'quit' leaves.")
        while True:
            try:
                request = input('help> ').strip()
            except (EOFError, KeyboardInterrupt):
                break
            if request.lower() in ('q', 'quit'):
                break
            if request:
                doc(request, 'Help on %s:')


help = Helper()
