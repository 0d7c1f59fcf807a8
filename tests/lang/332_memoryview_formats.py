"""memoryview: formats, casts, shapes, and arrays as buffers."""
import array
import struct

numbers = array.array('i', [1, 2, 3, -4])
view = memoryview(numbers)
print(view.format, view.itemsize, view.shape, view.strides, view.nbytes)
print(view.tolist(), view[1], view[-1], len(view), view.obj is numbers)
view[0] = 77
print(numbers, view[1:3].tolist(), view[::2].tolist())
print(view[::-1].tobytes(), view == numbers)
raw = view.cast('B')
print(raw.shape, bytes(raw)[:8], bytes(numbers)[:4], bytearray(numbers)[:4])
print(raw.cast('H').tolist(), raw.cast('i')[3])
cube = memoryview(bytes(range(24))).cast('B', [2, 3, 4])
print(cube.ndim, cube.shape, cube.strides, cube[1, 2, 3], len(cube))
print(cube.tolist())


def refused(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


refused(lambda: view.__setitem__(0, 2 ** 40))
refused(lambda: view.__setitem__(0, 'x'))
refused(lambda: view.__setitem__(slice(0, 2), b'ab'))
refused(lambda: cube[0])
refused(lambda: cube[0, 0, 9])
refused(lambda: view.cast('q'))
refused(lambda: raw.cast('z'))
refused(lambda: raw.cast('I', [3]))
refused(lambda: raw[1:4].cast('I'))
refused(lambda: raw[::2].cast('I'))
refused(lambda: hash(view))
refused(lambda: view['a'])
print(struct.unpack('4i', numbers), b''.join([array.array('B', b'x'), b'y']))
floats = array.array('d', [1.5])
memoryview(floats)[0] = 3
print(floats)
characters = memoryview(bytearray(3)).cast('c')
characters[0] = b'q'
print(characters.tolist(), characters.hex())
large = memoryview(bytearray(8)).cast('Q')
large[0] = 2 ** 64 - 1
print(large[0], large.contiguous, large.readonly)
