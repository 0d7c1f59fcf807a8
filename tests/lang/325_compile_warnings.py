# cpython: 3.8
"""The compiler's warnings, as the warnings module's filters want them."""
import warnings

SOURCE = '''x = '\\d'
assert (x, 1)
x is 5
x is not ()
'''
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    compile(SOURCE, 'example.py', 'exec')
    exec("y = '\\q'")
    print(eval("'\\z'"))
for one in caught:
    print(one.category.__name__, one.message, one.filename, one.lineno)
with warnings.catch_warnings():
    warnings.simplefilter('error')
    for text in "'\\d'", '1 is 1':
        try:
            eval(text)
        except SyntaxError as error:
            print(error.msg, error.filename, error.lineno)
    warnings.simplefilter('ignore')
    print(eval('1 is 1'))
