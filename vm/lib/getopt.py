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
        return do_longs(found, word[2:], names, args)[1]
    return do_shorts(found, word[1:], shortopts, args)[1]


def long_has_args(opt, longopts):
    """(does it want a value, its full name) of the beginning of a name."""
    fitting = [known for known in longopts if known.startswith(opt)]
    if not fitting:
        raise GetoptError(f'option --{opt} not recognized', opt)
    if opt in fitting:
        return False, opt
    if f'{opt}=' in fitting:
        return True, opt
    if len(fitting) > 1:
        raise GetoptError(f'option --{opt} not a unique prefix', opt)
    full = fitting[0]
    return full.endswith('='), full.rstrip('=')


def do_longs(opts, opt, longopts, args):
    name, equals, value = opt.partition('=')
    wanted, full = long_has_args(name, longopts)
    if wanted:
        if not equals:
            if not args:
                raise GetoptError(f'option --{full} requires argument', full)
            value, args = args[0], args[1:]
    elif equals:
        raise GetoptError(f'option --{full} must not have an argument', full)
    opts.append((f'--{full}', value))
    return opts, args


def short_has_arg(opt, shortopts):
    """Does the letter want a value?"""
    place = shortopts.find(opt)
    if opt == ':' or place < 0:
        raise GetoptError(f'option -{opt} not recognized', opt)
    return shortopts.startswith(':', place + 1)


def do_shorts(opts, optstring, shortopts, args):
    while optstring:
        letter, optstring = optstring[0], optstring[1:]
        value = ''
        if short_has_arg(letter, shortopts):
            if not optstring:
                if not args:
                    raise GetoptError(f'option -{letter} requires argument',
                                      letter)
                optstring, args = args[0], args[1:]
            value, optstring = optstring, ''
        opts.append((f'-{letter}', value))
    return opts, args
