"""Files on disk: modes, encodings, newlines, positions; all in a temporary folder."""
import io
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'poem.txt')
    with open(path, 'w', encoding='utf-8') as file:
        print(file.write('Róże są czerwone,\n'), file.mode, file.encoding, file.name == path)
        file.writelines(['fiołki niebieskie\n', 'koniec'])
    with open(path, encoding='utf-8') as file:
        print([line.rstrip() for line in file], file.read())
    print(os.path.getsize(path), open(path, 'rb').read(8), open(path, encoding='ascii', errors='backslashreplace').readline())
    with open(path, 'a') as file:
        file.write('.')
        print(file.tell())
    with open(path, 'r+b') as file:
        file.seek(5)
        file.write(b'#')
        file.seek(-2, os.SEEK_END)
        print(file.read(), file.seek(0), file.readline()[:9], file.truncate(10), file.seek(0, 2))
    with open(path, 'w', newline='\r\n') as file:
        file.write('a\nb\n')
    print(open(path, 'rb').read(), open(path).read(), repr(open(path, newline='').read()))
    for mode in ('x', 'q', 'rw', 'rbt', 'r+w'):
        try:
            open(path, mode).close()
        except (OSError, ValueError) as error:
            print(mode, type(error).__name__, str(error).replace(folder, '...'))
    try:
        open(os.path.join(folder, 'missing'))
    except FileNotFoundError as error:
        print(error.errno, error.strerror, os.path.basename(error.filename))
    with open(path, 'rb', buffering=0) as raw:
        print(type(raw).__name__, raw.read(2), type(open(path, 'rb')).__name__, type(open(path)).__name__, type(open(path, 'r+b')).__name__)
    with io.open(path) as file:
        file.close()
        print(file.closed)
