# SPDX-License-Identifier: MIT
# What a generator asks of the object it delegates to with `yield from`.


def generator_close_delegate(of):
    try:
        close = getattr(of, 'close', None)
    except BaseException as error:
        unraisable(error, of)
        return
    if close is not None:
        close()


def generator_throw_delegate(of, args):
    # NotImplemented: it has no throw().
    throw = getattr(of, 'throw', None)
    return NotImplemented if throw is None else throw(*args)


def generator_send_delegate(of, value):
    return of.send(value)
