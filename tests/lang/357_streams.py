# io, layer by layer: what a stream does that waits, is dropped, or goes wrong.
import gc
import io
import pickle
import warnings


class Slow(io.RawIOBase):
    """Takes three bytes at a time, then none for once."""

    def __init__(self):
        self.taken = []

    def writable(self):
        return True

    def write(self, data):
        if len(self.taken) % 3 == 2:
            self.taken.append(None)
            return None
        self.taken.append(bytes(data[:3]))
        return min(len(data), 3)


slow = Slow()
writer = io.BufferedWriter(slow, 8)
print(writer.write(b'abcdef'), writer.write(b'gh'))
try:
    print(writer.write(b'0123456789abcdef'))
except BlockingIOError as error:
    print(error.characters_written)
try:
    writer.raw = None
except AttributeError:
    print('raw cannot be set')

both = io.BufferedRandom(io.BytesIO(b'abcdefghi'))
print(both.read(2), both.write(b'12'), both.peek(1)[:2], both.read(2))
both.flush()
print(both.tell(), both.raw.getvalue())
print(both.readable(), both.writable(), writer.readable())


class Bad(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, room):
        return len(room) + 1


try:
    io.BufferedReader(Bad()).read(4)
except OSError as error:
    print(str(error)[:41])


class Noted(io.BytesIO):
    def __del__(self):
        print('del')
        super().__del__()

    def close(self):
        print('close')
        super().close()


note = Noted()
del note
gc.collect()

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    file = open(__file__, 'rb', buffering=0)
    shown = repr(file)
    del file
    gc.collect()
    print([warning.category.__name__ for warning in caught],
          shown in str(caught[0].message))

# Places in a text that is decoded by a decoder with a state.
text = io.TextIOWrapper(io.BytesIO(), 'utf-16')
text.write('eins\nzwei\r\n\U00012345 drei\n')
text.seek(0)
print(repr(text.readline()), repr(text.read(3)))
place = text.tell()
rest = text.read()
text.seek(place)
print(text.read() == rest, repr(rest), text.newlines)
text.seek(0)
next(text)
try:
    text.tell()
except OSError as error:
    print(error)
text = io.TextIOWrapper(io.BytesIO(b'caf\xc3\xa9'))
text.read(1)
try:
    text.reconfigure(encoding='latin-1')
except io.UnsupportedOperation as error:
    print(error)

memory = io.StringIO('one\r\ntwo\n', newline=None)
memory.seek(3)
copy = pickle.loads(pickle.dumps(memory))
print(copy.tell(), repr(copy.getvalue()), memory.newlines)
for make in io.BytesIO, io.StringIO:
    try:
        make().seek(1.0)
    except TypeError as error:
        print(type(error).__name__)
decoder = io.IncrementalNewlineDecoder(None, True)
print([decoder.decode(piece) for piece in ('a\r', '\nb\r', 'c\n')],
      decoder.newlines, decoder.getstate())
