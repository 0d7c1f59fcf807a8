# A bytearray keeps its size while a memoryview of it is in use.
data = bytearray(b'abc')
view = memoryview(data)


def attempt(change):
    try:
        change()
        print('changed', data)
    except BufferError as error:
        print(error)


attempt(lambda: data.append(1))
attempt(lambda: data.extend(b'x'))
attempt(lambda: data.pop())
attempt(lambda: data.clear())
attempt(lambda: data.__delitem__(0))
attempt(lambda: data.__setitem__(slice(0, 1), b'xy'))
attempt(lambda: data.__imul__(2))
data[0] = 65
data[1:2] = b'z'
print(data, bytes(view))
part = view[1:]
view.release()
attempt(lambda: data.append(1))
part.release()
attempt(lambda: data.append(1))
with memoryview(data) as view:
    attempt(lambda: data.append(2))
attempt(lambda: data.append(2))


def length():
    return len(memoryview(data)[1:])


print(length())
attempt(lambda: data.append(3))
