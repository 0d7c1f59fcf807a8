# SPDX-License-Identifier: MIT
# What a parser looks like to those who use it, and what it gives them.

from xml.sax import handler
from xml.sax._exceptions import (SAXNotRecognizedException,
                                 SAXNotSupportedException)


def _accessors(name):
    """A get and a set method for an attribute."""
    def get(self):
        return getattr(self, name)

    def put(self, value):
        setattr(self, name, value)
    return get, put


class XMLReader:
    """A parser with its handlers."""

    def __init__(self):
        for place, kind in (('_cont', handler.ContentHandler),
                            ('_dtd', handler.DTDHandler),
                            ('_ent', handler.EntityResolver),
                            ('_err', handler.ErrorHandler)):
            setattr(self, place + '_handler', kind())

    def parse(self, source):
        raise NotImplementedError('This method must be implemented!')

    getContentHandler, setContentHandler = _accessors('_cont_handler')
    getDTDHandler, setDTDHandler = _accessors('_dtd_handler')
    getEntityResolver, setEntityResolver = _accessors('_ent_handler')
    getErrorHandler, setErrorHandler = _accessors('_err_handler')

    def setLocale(self, locale):
        raise SAXNotSupportedException('Locale support not implemented')

    def getFeature(self, name):
        raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def setFeature(self, name, state):
        raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def getProperty(self, name):
        raise SAXNotRecognizedException(f"Property '{name}' not recognized")

    def setProperty(self, name, value):
        raise SAXNotRecognizedException(f"Property '{name}' not recognized")


class IncrementalParser(XMLReader):
    """A parser that is fed."""

    def __init__(self, bufsize=65536):
        self._bufsize = bufsize
        super().__init__()

    def parse(self, source):
        from xml.sax import saxutils
        source = saxutils.prepare_input_source(source)
        self.prepareParser(source)
        file = source.getCharacterStream() or source.getByteStream()
        for data in iter(lambda: file.read(self._bufsize), file.read(0)):
            self.feed(data)
        self.close()

    def feed(self, data):
        raise NotImplementedError('This method must be implemented!')

    def prepareParser(self, source):
        raise NotImplementedError('prepareParser must be overridden!')

    def close(self):
        raise NotImplementedError('This method must be implemented!')

    def reset(self):
        raise NotImplementedError('This method must be implemented!')


class Locator:
    """Where an event lies."""

    def getColumnNumber(self):
        return -1

    def getLineNumber(self):
        return -1

    def getPublicId(self):
        return None

    def getSystemId(self):
        return None


class InputSource:
    """What to read: a name, and maybe an open file."""

    def __init__(self, system_id=None):
        self._system, self._public = system_id, None
        self._charset = self._bytes = self._chars = None

    getPublicId, setPublicId = _accessors('_public')
    getSystemId, setSystemId = _accessors('_system')
    getEncoding, setEncoding = _accessors('_charset')
    getByteStream, setByteStream = _accessors('_bytes')
    getCharacterStream, setCharacterStream = _accessors('_chars')


class AttributesImpl:
    """The attributes of an element, by name."""

    def __init__(self, attrs):
        self._attrs = attrs

    def getLength(self):
        return len(self._attrs)

    def getType(self, name):
        return 'CDATA'

    def getValue(self, name):
        return self._attrs[name]

    def getValueByQName(self, name):
        return self._attrs[name]

    def _known(self, name):
        if name not in self._attrs:
            raise KeyError(name)
        return name

    getNameByQName = getQNameByName = _known

    def getNames(self):
        return list(self._attrs)

    getQNames = getNames

    def __len__(self):
        return len(self._attrs)

    def __getitem__(self, name):
        return self._attrs[name]

    def __contains__(self, name):
        return name in self._attrs

    def keys(self):
        return list(self._attrs)

    def items(self):
        return list(self._attrs.items())

    def values(self):
        return list(self._attrs.values())

    def get(self, name, alternative=None):
        return self._attrs.get(name, alternative)

    def copy(self):
        return self.__class__(self._attrs)


class AttributesNSImpl(AttributesImpl):
    """The same by (uri, local name)."""

    def __init__(self, attrs, qnames):
        self._attrs, self._qnames = attrs, qnames

    def getNameByQName(self, name):
        for key, qname in self._qnames.items():
            if qname == name:
                return key
        raise KeyError(name)

    def getValueByQName(self, name):
        return self._attrs[self.getNameByQName(name)]

    def getQNameByName(self, name):
        return self._qnames[name]

    def getQNames(self):
        return list(self._qnames.values())

    def copy(self):
        return self.__class__(self._attrs, self._qnames)
