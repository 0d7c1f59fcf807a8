# SPDX-License-Identifier: MIT
# What kind of thing an object is.

import types

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_NOFREE, CO_COROUTINE = 16, 32, 64, 128
CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def _is_known(object):
    return isinstance(object, (type, types.MethodType, types.FunctionType))


def _has(object, name):
    return hasattr(type(object), name)


def ismethoddescriptor(object):
    """A descriptor with __get__ alone that is none of the above."""
    return not _is_known(object) and _has(object, '__get__') and (
        not _has(object, '__set__'))


def isdatadescriptor(object):
    """A descriptor that can be set or deleted."""
    return not _is_known(object) and (
        _has(object, '__set__') or _has(object, '__delete__'))


def isroutine(object):
    """Any kind of function or method."""
    plain = isfunction(object) or isbuiltin(object) or ismethod(object)
    return plain or ismethoddescriptor(object)


def _has_flag(function, flag):
    import functools
    while ismethod(function):
        function = function.__func__
    while isinstance(function, functools.partial):
        function = function.func
        while ismethod(function):
            function = function.__func__
    if not isfunction(function):
        return False
    return bool(function.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def isawaitable(object):
    """Can it be awaited?"""
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType):
        return bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
    return hasattr(type(object), '__await__')


def isabstract(object):
    """An abstract base class?"""
    return (isinstance(object, type)
            and bool(getattr(object, '__abstractmethods__', None)))
