# Every codec that needs no other C module, with every standard error handler and one of its own.
import codecs


def attempt(convert, *args):
    try:
        return ascii(convert(*args))
    except Exception as error:
        return type(error).__name__ + ': ' + str(error)


def mine(error):
    return '<%d-%d>' % (error.start, error.end), error.end


codecs.register_error('mine', mine)
texts = 'abc', 'aä€😀+-\\', '\ud800x', '~!', 'A\x80\x9f'
pieces = (b'a+AOQ-b', b'+', b'+A', b'\xff\xfea\0', b'\xfe\xff\0a\0', b'\x00\xd8', b'\x00\xd8a\0', b'\x00\xdc', b'\\x4', b'\\u12',
          b'\\N{DIGIT ONE}\\N{x}', b'\\q\\', b'\xe2\x82', b'\xed\xa0\x80', b'\xff\xff\xff\xff', b'+2AA-', b'+AOQ\xff-')
handlers = 'strict', 'replace', 'ignore', 'backslashreplace', 'surrogateescape', 'surrogatepass', 'xmlcharrefreplace', 'namereplace', 'mine'
for name in ('utf-7', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-be', 'unicode_escape', 'raw_unicode_escape',
             'cp1252', 'latin-1', 'ascii', 'utf-8', 'utf-8-sig'):
    for errors in handlers:
        encoded = [attempt(text.encode, name, errors) for text in texts]
        decoded = [attempt(piece.decode, name, errors) for piece in pieces]
        if errors in ('strict', 'mine'):
            print(name, errors, *encoded, sep=' | ')
        if errors == 'replace':
            print(name, errors, *decoded, sep=' | ')
        print(name, errors, hash(tuple(encoded)), hash(tuple(decoded)))
for function in codecs.strict_errors, codecs.ignore_errors, codecs.replace_errors, codecs.xmlcharrefreplace_errors, codecs.backslashreplace_errors, codecs.namereplace_errors:
    for error in (UnicodeEncodeError('ascii', 'a\u20ac', 1, 2, 'r'), UnicodeDecodeError('ascii', b'a\xff', 1, 2, 'r'),
                  UnicodeTranslateError('a\u20ac', 1, 2, 'r'), 3):
        print(function.__name__, attempt(function, error))
print(codecs.escape_decode(b'a\\n\\x41\\101\\\n'), codecs.escape_encode(b'a\n\x00\''))
print(codecs.utf_16_ex_decode(b'\xfe\xff\0a'), codecs.utf_8_decode(b'a\xe2\x82'), codecs.utf_8_decode(b'abc', None, True))
print(attempt(codecs.lookup_error, 'nope'), attempt(codecs.lookup, 'nope'), attempt('a'.encode, 'rot13'))
print(codecs.encode('abc', 'rot13'), codecs.getincrementaldecoder('utf-16')().decode(b'\xff\xfea'))

# An error handler asks what it was given.
for handler in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"):
    for given in (42, UnicodeError("ouch"), ValueError("no")):
        try:
            codecs.lookup_error(handler)(given)
        except Exception as error:
            print(handler, type(error).__name__, error)
