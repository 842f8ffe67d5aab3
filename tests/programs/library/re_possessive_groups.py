# A possessive repeat may leave a group that ends before it begins: an error of the engine's own, however it is asked.
import re

pattern, text = "((?P<n2>.[a-c1]){1,2}+$\\s|(?m:()\\2|())++(?=[ab][\\w-]){,1}([ab]|))*+", "1b\n"
for function in re.search, re.findall:
    try:
        print(function(pattern, text))
    except SystemError as error:
        print(error)
