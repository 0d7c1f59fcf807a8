# SPDX-License-Identifier: MIT
# Command-line options in the manner of C's getopt().

import os

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


class GetoptError(Exception):
    def __init__(self, msg, opt=''):
        super().__init__(msg, opt)
        self.msg = msg
        self.opt = opt

    def __str__(self):
        return self.msg


error = GetoptError


def _long_names(longopts):
    return [longopts] if isinstance(longopts, str) else list(longopts)


def getopt(args, shortopts, longopts=[]):
    names = _long_names(longopts)
    found = []
    while args and args[0].startswith('-') and args[0] != '-':
        if args[0] == '--':
            return found, args[1:]
        args = _one(found, args, shortopts, names)
    return found, args


def gnu_getopt(args, shortopts, longopts=[]):
    names = _long_names(longopts)
    stop_early = shortopts.startswith('+') or 'POSIXLY_CORRECT' in os.environ
    shortopts = shortopts.lstrip('+')
    found, rest = [], []
    while args:
        if args[0] == '--':
            return found, rest + args[1:]
        if args[0].startswith('-') and args[0] != '-':
            args = _one(found, args, shortopts, names)
        elif stop_early:
            return found, rest + args
        else:
            rest.append(args[0])
            args = args[1:]
    return found, rest


def _one(found, args, shortopts, names):
    word, args = args[0], args[1:]
    if word.startswith('--'):
        return _long(found, word[2:], names, args)
    return _short(found, word[1:], shortopts, args)


def _long(found, word, names, args):
    name, equals, value = word.partition('=')
    fitting = [known for known in names if known.startswith(name)]
    if not fitting:
        raise GetoptError(f'option --{name} not recognized', name)
    if name in fitting or f'{name}=' in fitting:
        full = name if name in fitting else f'{name}='
    elif len(fitting) > 1:
        raise GetoptError(f'option --{name} not a unique prefix', name)
    else:
        full = fitting[0]
    if full.endswith('='):
        full = full[:-1]
        if not equals:
            if not args:
                raise GetoptError(f'option --{full} requires argument', full)
            value, args = args[0], args[1:]
    elif equals:
        raise GetoptError(f'option --{full} must not have an argument', full)
    found.append((f'--{full}', value))
    return args


def _short(found, letters, shortopts, args):
    while letters:
        letter, letters = letters[0], letters[1:]
        place = shortopts.find(letter)
        if letter == ':' or place < 0:
            raise GetoptError(f'option -{letter} not recognized', letter)
        value = ''
        if shortopts.startswith(':', place + 1):
            if not letters:
                if not args:
                    raise GetoptError(f'option -{letter} requires argument',
                                      letter)
                letters, args = args[0], args[1:]
            value, letters = letters, ''
        found.append((f'-{letter}', value))
    return args
