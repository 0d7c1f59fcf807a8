# SPDX-License-Identifier: MIT
# _decimal: what the native half (_decimal_core) leaves to Python: the
# exceptions, the mappings of flags and traps, Context's constructor.
#
# The body counts once. CPython's module, too, has one set of exceptions
# however often it is imported anew.

import _decimal_core as _core

__version__ = '1.70'
__libmpdec_version__ = '2.4.2'

# globals() is that of a program's frame, which this module's never is.
_namespace = (lambda: None).__globals__

if _core.names() is not None:
    _namespace.update(_core.names())
else:
    import numbers as _numbers
    from collections import namedtuple as _namedtuple
    from collections.abc import MutableMapping as _MutableMapping

    Decimal = _core.Decimal
    HAVE_THREADS = True
    HAVE_CONTEXTVAR = True
    MAX_PREC = MAX_EMAX = 999999999999999999
    MIN_EMIN = -MAX_EMAX
    MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
    ROUND_UP = 'ROUND_UP'
    ROUND_DOWN = 'ROUND_DOWN'
    ROUND_CEILING = 'ROUND_CEILING'
    ROUND_FLOOR = 'ROUND_FLOOR'
    ROUND_HALF_UP = 'ROUND_HALF_UP'
    ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
    ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
    ROUND_05UP = 'ROUND_05UP'

    def _exception(name, *bases):
        return type(name, bases, {'__module__': 'decimal'})

    DecimalException = _exception('DecimalException', ArithmeticError)
    Clamped = _exception('Clamped', DecimalException)
    InvalidOperation = _exception('InvalidOperation', DecimalException)
    ConversionSyntax = _exception('ConversionSyntax', InvalidOperation)
    DivisionImpossible = _exception('DivisionImpossible', InvalidOperation)
    DivisionUndefined = _exception('DivisionUndefined',
                                   InvalidOperation, ZeroDivisionError)
    InvalidContext = _exception('InvalidContext', InvalidOperation)
    DivisionByZero = _exception('DivisionByZero',
                                DecimalException, ZeroDivisionError)
    Inexact = _exception('Inexact', DecimalException)
    Rounded = _exception('Rounded', DecimalException)
    Subnormal = _exception('Subnormal', DecimalException)
    Overflow = _exception('Overflow', Inexact, Rounded)
    Underflow = _exception('Underflow', Inexact, Rounded, Subnormal)
    FloatOperation = _exception('FloatOperation', DecimalException, TypeError)

    _conditions = (InvalidOperation, ConversionSyntax, DivisionImpossible,
                   DivisionUndefined, InvalidContext, FloatOperation,
                   DivisionByZero, Overflow, Underflow, Subnormal, Inexact,
                   Rounded, Clamped)
    _masks = {_condition: _mask
              for _condition, _mask in zip(_conditions, _core.masks)
              if _condition is InvalidOperation
              or not issubclass(_condition, InvalidOperation)}
    # The order in which repr(context) names them.
    _shown = (Clamped, InvalidOperation, DivisionByZero, Inexact,
              FloatOperation, Overflow, Rounded, Subnormal, Underflow)

    DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent',
                               module='decimal')

    def _mask_of(signal):
        try:
            return _masks[signal]
        except (KeyError, TypeError):
            raise KeyError(
                'valid values for signals are:\n'
                '  [InvalidOperation, FloatOperation, DivisionByZero,\n'
                '   Overflow, Underflow, Subnormal, Inexact, Rounded,\n'
                '   Clamped]') from None

    def _mask_of_list(signals):
        if not isinstance(signals, list):
            raise TypeError('argument must be a signal dict')
        mask = 0
        for signal in signals:
            mask |= _mask_of(signal)
        return mask

    def _mask_of_dict(signals):
        if isinstance(signals, _SignalDict):
            return signals._get()
        if not isinstance(signals, dict):
            raise TypeError('argument must be a signal dict')
        if len(signals) != len(_masks):
            raise KeyError('invalid signal dict')
        mask = 0
        for signal, bit in _masks.items():
            if signal not in signals:
                raise KeyError('invalid signal dict')
            if signals[signal]:
                mask |= bit
        return mask

    def _signals_in(mask, order=_masks):
        return [signal for signal in order if mask & _masks[signal]]

    class _SignalDict(_MutableMapping):
        """The flags or the traps of a context, signal by signal."""

        __slots__ = ('_context', '_name')

        def __init__(self, context, name):
            self._context = context
            self._name = name

        def _get(self):
            return getattr(self._context, self._name)

        def __getitem__(self, signal):
            return bool(self._get() & _mask_of(signal))

        def __setitem__(self, signal, value):
            mask = _mask_of(signal)
            old = self._get()
            setattr(self._context, self._name,
                    old | mask if value else old & ~mask)

        def __delitem__(self, signal):
            raise ValueError('signal keys cannot be deleted')

        def __len__(self):
            return len(_masks)

        def __iter__(self):
            return iter(_masks)

        def __repr__(self):
            mask = self._get()
            return '{' + ', '.join(f'{signal!r}:{bool(mask & bit)}'
                                   for signal, bit in _masks.items()) + '}'

        def __eq__(self, other):
            if isinstance(other, _SignalDict):
                return _signals_in(self._get()) == _signals_in(other._get())
            if isinstance(other, dict):
                try:
                    mask = _mask_of_dict(other)
                except KeyError:
                    return False
                return _signals_in(self._get()) == _signals_in(mask)
            return NotImplemented

        __hash__ = None

        def copy(self):
            return dict(self)

    _SignalDict.__name__ = _SignalDict.__qualname__ = 'SignalDict'
    _SignalDict.__module__ = 'abc'

    class Context(_core.Context):
        """How arithmetic rounds, which signals it raises, what happened."""

        __slots__ = ()

        def __init__(self, prec=None, rounding=None, Emin=None, Emax=None,
                     capitals=None, clamp=None, flags=None, traps=None):
            if prec is not None:
                self.prec = prec
            if rounding is not None:
                self.rounding = rounding
            if Emin is not None:
                self.Emin = Emin
            if Emax is not None:
                self.Emax = Emax
            if capitals is not None:
                self.capitals = capitals
            if clamp is not None:
                self.clamp = clamp
            if traps is not None:
                self._traps = (_mask_of_list(traps) if isinstance(traps, list)
                               else _mask_of_dict(traps))
            if flags is not None:
                self._flags = (_mask_of_list(flags) if isinstance(flags, list)
                               else _mask_of_dict(flags))

        @property
        def flags(self):
            return (self._view(0)
                    or self._view(0, _SignalDict(self, '_flags')))

        @flags.setter
        def flags(self, signals):
            self._flags = _mask_of_dict(signals)

        @property
        def traps(self):
            return (self._view(1)
                    or self._view(1, _SignalDict(self, '_traps')))

        @traps.setter
        def traps(self, signals):
            self._traps = _mask_of_dict(signals)

        def __delattr__(self, name):
            raise AttributeError('context attributes cannot be deleted')

        def __repr__(self):
            def names(mask):
                return ', '.join(signal.__name__
                                 for signal in _signals_in(mask, _shown))
            return (f'Context(prec={self.prec}, rounding={self.rounding}, '
                    f'Emin={self.Emin}, Emax={self.Emax}, '
                    f'capitals={self.capitals}, clamp={self.clamp}, '
                    f'flags=[{names(self._flags)}], '
                    f'traps=[{names(self._traps)}])')

        def __reduce__(self):
            return type(self), (
                self.prec, self.rounding, self.Emin, self.Emax,
                self.capitals, self.clamp, _signals_in(self._flags),
                _signals_in(self._traps))

    Context.__module__ = 'decimal'

    class _ContextManager:
        """What localcontext() returns."""

        __slots__ = ('_new', '_saved')

        def __init__(self, new, saved):
            self._new = new
            self._saved = saved

        def __enter__(self):
            setcontext(self._new)
            return self._new

        def __exit__(self, *error):
            setcontext(self._saved)
            return False

    _ContextManager.__name__ = _ContextManager.__qualname__ = \
        'ContextManager'
    _ContextManager.__module__ = 'decimal'

    getcontext = _core.getcontext
    setcontext = _core.setcontext

    def localcontext(ctx=None, **changes):
        # Changes by keyword came with 3.11.
        saved = getcontext()
        if ctx is None:
            ctx = saved
        elif not isinstance(ctx, _core.Context):
            raise TypeError('optional argument must be a context')
        new = ctx.copy()
        new.__init__(**changes)
        return _ContextManager(new, saved)

    _usual = [InvalidOperation, DivisionByZero, Overflow]
    DefaultContext = Context(traps=_usual)
    BasicContext = Context(prec=9, rounding='ROUND_HALF_UP',
                           traps=_usual + [Clamped, Underflow])
    ExtendedContext = Context(prec=9, traps=[])

    _numbers.Number.register(Decimal)
    _core.install((DefaultContext, BasicContext, ExtendedContext),
                  _conditions, DecimalTuple,
                  {_name: _value for _name, _value in _namespace.items()
                   if _name[0] != '_'})
