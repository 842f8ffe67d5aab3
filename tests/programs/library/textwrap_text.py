# Wrapping, filling, indenting, shortening.
import textwrap

TEXT = "The quick brown fox, having jumped over the lazy dog (twice!), sat down-and-out near a supercalifragilisticexpialidocious tree."
for width in 20, 35:
    print(textwrap.fill(TEXT, width))
    print(textwrap.wrap(TEXT, width, break_long_words=False, break_on_hyphens=False)[-2:])
print(textwrap.fill(TEXT, 30, initial_indent="* ", subsequent_indent="  ", max_lines=3))
print(repr(textwrap.dedent("""
    def f():
        return 1

      # odd
    """)))
print(textwrap.indent("a\n\n  b\n", "> "), textwrap.indent("a\n\nb", "# ", lambda line: True))
print(textwrap.shorten(TEXT, 40), textwrap.shorten("word " * 20, 30, placeholder=" …"))
wrapper = textwrap.TextWrapper(width=12, expand_tabs=True, tabsize=4, fix_sentence_endings=True)
print(wrapper.wrap("One.\tTwo three. Four  five six."), wrapper.fill(""))
