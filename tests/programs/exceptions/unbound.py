# A name that does not exist.
print(missing)  # error: NameError line 2
