# SPDX-License-Identifier: MIT
# The same counter, with `counter += 1` written as the three steps it is.
#
# Look for: the same losses as in 01_increment.py. Python does not run the
# short form in one piece either; here each of its steps has a line, so a
# report can say which two lines the other thread came between.
#
#   gilscope sweep 02_three_statements.py
#   gilscope dis 01_increment.py          the same steps, inside one line
import threading

N = 1000
counter = 0


def increment():
    global counter
    for _ in range(N):
        value = counter
        value = value + 1
        counter = value


t1 = threading.Thread(target=increment)
t2 = threading.Thread(target=increment)
t1.start()
t2.start()
t1.join()
t2.join()
print(f"2 threads x {N}: counter is {counter}, expected {2 * N}")
