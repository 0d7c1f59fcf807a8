# SPDX-License-Identifier: MIT
# The docstrings of an object and of what it holds.

import inspect
import linecache
import re

from doctest._parse import DocTestParser


class DocTestFinder:
    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True,
                 exclude_empty=True):
        self._parser = parser
        self._verbose = verbose
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The DocTests of an object and of all that it defines."""
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError('DocTestFinder.find: name must be given when '
                                 f"obj.__name__ doesn't exist: {type(obj)!r}")
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        if globs is None:
            space = {} if module is None else module.__dict__.copy()
        else:
            space = globs.copy()
        space.update(extraglobs or {})
        space.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, self._lines_of(obj, module),
                   space, set())
        tests.sort()
        return tests

    def _lines_of(self, obj, module):
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            return None
        if not file:
            file = inspect.getfile(obj)
            if not (file[:1] + file[-2:]) == '<]>':
                file = None
        if file is None:
            return None
        space = module.__dict__ if module is not None else None
        return linecache.getlines(file, space) or None

    def _from_module(self, module, obj):
        if module is None:
            return True
        if inspect.getmodule(obj) is not None:
            return module is inspect.getmodule(obj)
        if inspect.isfunction(obj):
            return module.__dict__ is obj.__globals__
        if inspect.ismethoddescriptor(obj):
            if hasattr(obj, '__objclass__'):
                return module.__name__ == obj.__objclass__.__module__
            return not hasattr(obj, '__module__') or \
                module.__name__ == obj.__module__
        if inspect.isclass(obj) or hasattr(obj, '__module__'):
            return module.__name__ == obj.__module__
        if isinstance(obj, property):
            return True
        raise ValueError('object must be a class or function')

    def _is_routine(self, obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _find(self, tests, obj, name, module, lines, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        test = self._get_test(obj, name, module, globs, lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return

        def go_on(value, value_name):
            self._find(tests, value, value_name, module, lines, globs, seen)
        if inspect.ismodule(obj):
            for key, value in obj.__dict__.items():
                if (self._is_routine(value) or inspect.isclass(value)) and \
                        self._from_module(module, value):
                    go_on(value, f'{name}.{key}')
            self._find_more(obj, name, go_on)
        elif inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (inspect.isroutine(value) or inspect.isclass(value)
                        or isinstance(value, property)) and \
                        self._from_module(module, value):
                    go_on(value, f'{name}.{key}')

    def _find_more(self, module, name, go_on):
        """What the module's __test__ names."""
        for key, value in getattr(module, '__test__', {}).items():
            if not isinstance(key, str):
                raise ValueError('DocTestFinder.find: __test__ keys must be '
                                 f'strings: {type(key)!r}')
            if not (inspect.isroutine(value) or inspect.isclass(value)
                    or inspect.ismodule(value) or isinstance(value, str)):
                raise ValueError('DocTestFinder.find: __test__ values must be '
                                 'strings, functions, methods, classes, or '
                                 f'modules: {type(value)!r}')
            go_on(value, f'{name}.__test__.{key}')

    def _get_test(self, obj, name, module, globs, lines):
        if isinstance(obj, str):
            text = obj
        else:
            text = getattr(obj, '__doc__', None)
            text = '' if text is None else \
                text if isinstance(text, str) else str(text)
        line = self._find_lineno(obj, lines)
        if self._exclude_empty and not text:
            return None
        if module is None:
            file = None
        else:
            file = getattr(module, '__file__', None) or module.__name__
            if file[-4:] == '.pyc':
                file = file[:-1]
        return self._parser.get_doctest(text, globs, name, file, line)

    def _find_lineno(self, obj, lines):
        """The line its docstring begins in, from 0, or None."""
        line = None
        docstring = getattr(obj, '__doc__', None)
        if inspect.ismodule(obj) and docstring is not None:
            line = 0
        if inspect.isclass(obj) and lines is not None:
            name = re.escape(getattr(obj, '__name__', '-'))
            head = re.compile(rf'^\s*class\s*{name}\b')
            for at, text in enumerate(lines):
                if head.match(text):
                    line = at
                    break
        if inspect.ismethod(obj):
            obj = obj.__func__
        if isinstance(obj, property):
            obj = obj.fget
        if inspect.isfunction(obj) and getattr(obj, '__doc__', None):
            obj = inspect.unwrap(obj).__code__
        if inspect.istraceback(obj):
            obj = obj.tb_frame
        if inspect.isframe(obj):
            obj = obj.f_code
        if inspect.iscode(obj):
            line = obj.co_firstlineno - 1
        if line is None or lines is None:
            return line
        quotes = re.compile(r'(^|.*:)\s*\w*("|\')')
        for at in range(line, len(lines)):
            if quotes.match(lines[at]):
                return at
        return None
