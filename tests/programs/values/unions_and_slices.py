# A union that adds nothing is the one on the left; what a slice of a bytearray takes; list.__getitem__ is a method.
union = int | str
print((union | int) is union, (int | union) is union, union | None, list[int] | list[int])  # expect: True False int | str | None list[int]
print(None | type(None), int | int)  # expect: <class 'NoneType'> <class 'int'>


def put(value):
    array = bytearray(b'abc')
    try:
        array[0:1] = value
        print(array)
    except Exception as error:
        print(type(error).__name__, error)


put(b'xy')  # expect: bytearray(b'xybc')
put([1, 2])  # expect: bytearray(b'\x01\x02bc')
put(None)  # expect: TypeError cannot convert 'NoneType' object to bytearray
put(3.5)  # expect: TypeError can assign only bytes, buffers, or iterables of ints in range(0, 256)
put('a')  # expect: TypeError can assign only bytes, buffers, or iterables of ints in range(0, 256)
put(memoryview(b'z'))  # expect: bytearray(b'zbc')
put([300])  # expect: ValueError byte must be in range(0, 256)
print(type(list.__getitem__).__name__, [3].__getitem__(0))  # expect: method_descriptor 3
