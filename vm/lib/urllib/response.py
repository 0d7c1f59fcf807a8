# SPDX-License-Identifier: MIT
# Files with what is known of them beside their bytes.

__all__ = ['addbase', 'addclosehook', 'addinfo', 'addinfourl']


class addbase:
    """A file that stands for another."""

    def __init__(self, fp):
        self.fp = self.file = fp

    def __getattr__(self, name):
        if name in ('fp', 'file'):
            raise AttributeError(name)
        return getattr(self.file, name)

    def __iter__(self):
        return iter(self.file)

    def __enter__(self):
        if self.fp.closed:
            raise ValueError('I/O operation on closed file')
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __repr__(self):
        return (f'<{self.__class__.__name__} at {id(self)!r} whose fp = '
                f'{self.file!r}>')

    def close(self):
        self.file.close()


class addclosehook(addbase):
    def __init__(self, fp, closehook, *hookargs):
        super().__init__(fp)
        self._hook = closehook, hookargs

    def close(self):
        hook, self._hook = self._hook, None
        try:
            if hook is not None:
                hook[0](*hook[1])
        finally:
            super().close()


class addinfo(addbase):
    def __init__(self, fp, headers):
        super().__init__(fp)
        self.headers = headers

    def info(self):
        return self.headers


class addinfourl(addinfo):
    def __init__(self, fp, headers, url, code=None):
        super().__init__(fp, headers)
        self.url = url
        self.code = code

    @property
    def status(self):
        return self.code

    def getcode(self):
        return self.code

    def geturl(self):
        return self.url
