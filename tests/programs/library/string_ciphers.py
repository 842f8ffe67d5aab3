"""Ciphers with the constants of string and str.translate."""
import string


def caesar(text, shift):
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    table = str.maketrans(lower + upper, lower[shift:] + lower[:shift] + upper[shift:] + upper[:shift])
    return text.translate(table)


def vigenere(text, key, sign=1):
    out, at = [], 0
    for letter in text:
        if letter in string.ascii_letters:
            base = 'A' if letter.isupper() else 'a'
            step = string.ascii_lowercase.index(key[at % len(key)].lower())
            out.append(chr((ord(letter) - ord(base) + sign * step) % 26 + ord(base)))
            at += 1
        else:
            out.append(letter)
    return ''.join(out)


secret = caesar('Hello, World! xyz', 3)
print(secret, '|', caesar(secret, 23))
hidden = vigenere('Attack at Dawn!', 'Lemon')
print(hidden, '|', vigenere(hidden, 'Lemon', -1))
print(string.digits, string.hexdigits, string.octdigits, repr(string.whitespace), string.punctuation)
print(len(string.printable), string.capwords('the  quick\tbrown fox'), string.capwords('a-b-c', '-'))
strength = {name: sum(c in getattr(string, name) for c in 'Tr0ub4dor&3') for name in ('ascii_lowercase', 'ascii_uppercase', 'digits', 'punctuation')}
print(strength)
print('remove vowels'.translate(str.maketrans('', '', 'aeiou')), 'tab\there'.translate({9: '  ', ord('h'): None}))
