# SPDX-License-Identifier: MIT
# The text of an uncaught exception, as CPython 3.8 prints it.
from _traceback import format_stack as _format_stack

_cause = ('\nThe above exception was the direct cause of the following '
          'exception:\n\n')
_context = ('\nDuring handling of the above exception, another exception '
            'occurred:\n\n')


# Not by the exception's own attributes: its class may answer for them.
_trace_of, _cause_of, _context_of, _suppressed = (
    BaseException.__dict__[name].__get__ for name in (
        '__traceback__', '__cause__', '__context__', '__suppress_context__'))


def _error_text(text, offset):
    # The line, and a caret under the column that the parser stopped at.
    if offset > 0 and offset == len(text) and text[-1] == '\n':
        offset -= 1
    while '\n' in text:
        end = text.index('\n')
        if end >= offset:
            break
        offset -= end + 1
        text = text[end + 1:]
    bare = text.lstrip(' \t\f')
    offset -= len(text) - len(bare)
    shown = '    ' + bare
    if not bare.endswith('\n'):
        shown += '\n'
    return shown + '    ' + ' ' * (offset - 1) + '^\n'


def _syntax_parts(value):
    # (lines, message), or None when the exception is no proper SyntaxError.
    try:
        value.print_file_and_line
        message = value.msg
        name = value.filename
        line = value.lineno
        offset = value.offset
        text = value.text
        if type(line) is not int:
            return None
        if offset is not None and type(offset) is not int:
            return None
    except BaseException:
        return None
    lines = f'  File "{"<string>" if name is None else name}", line {line}\n'
    if isinstance(text, str):
        if offset is None:
            bare = text.lstrip(' \t\f')
            lines += '    ' + bare + ('' if bare.endswith('\n') else '\n')
        else:
            lines += _error_text(text, offset)
    return lines, message


def _own_line(kind, value):
    name = kind.__name__.rpartition('.')[2]
    module = getattr(kind, '__module__', None)
    if not isinstance(module, str):
        name = '<unknown>' + name
    elif module != 'builtins':
        name = module + '.' + name
    return name


def _has_place(value):
    try:
        return hasattr(value, 'print_file_and_line')
    except BaseException:
        return False


def _one(kind, value, trace):
    text = _format_stack(trace)
    shown = value
    if _has_place(value):
        parts = _syntax_parts(value)
        if parts is not None:
            text += parts[0]
            shown = parts[1]
    text += _own_line(kind, value)
    if shown is None:
        return text + '\n'
    try:
        said = str(shown)
    except BaseException:
        return text + ': <exception str() failed>\n'
    return text + (': ' + said if said else '') + '\n'


def traceback_text(kind, value, trace):
    if not issubclass(type(value), BaseException):
        return ('TypeError: print_exception(): Exception expected for value, '
                f'{type(value).__name__} found\n')
    if isinstance(trace, type(None)):
        trace = _trace_of(value)
    seen = {id(value)}
    texts = [_one(type(value), value, trace)]
    while True:
        sentence, older = _cause, _cause_of(value)
        if older is None:
            sentence, older = _context, _context_of(value)
            if _suppressed(value):
                older = None
        if older is None or id(older) in seen:
            break
        seen.add(id(older))
        texts.append(sentence)
        texts.append(_one(type(older), older, _trace_of(older)))
        value = older
    return ''.join(texts[::-1])
