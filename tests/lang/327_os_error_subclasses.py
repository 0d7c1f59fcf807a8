"""OSError sets its fields in __new__, or in __init__ for a subclass of it."""


class WithInit(OSError):
    def __init__(self, message, bar):
        self.bar = bar
        super().__init__(message)


class WithNew(OSError):
    def __new__(cls, message, baz):
        self = super().__new__(cls, message)
        self.baz = baz
        return self


class Both(WithNew, WithInit):
    pass


class Silent(OSError):
    def __init__(self):
        pass


class Path(OSError):
    def __init__(self, path, code=2):
        super().__init__(code, 'cannot', path)


for error in (WithInit('m', bar='b'), WithNew('m', baz='z'), WithNew('m', 'z'),
              Silent(), Path('/p'), OSError(2, 'x', 'f')):
    print(type(error).__name__, error.args, error.errno, error.filename, error)
error = Both('m', 'b')
print(error.args, error.bar, error.baz)
