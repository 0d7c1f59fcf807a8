# SPDX-License-Identifier: MIT
# Slices of short lists and integer loops: every permutation of 0..n-1 is turned
# over at its first number until that is 0; how many turns does the worst need?


def fannkuch(n):
    order = list(range(n))
    left = [0] * n
    worst = checksum = turn = 0
    level = n
    while True:
        while level > 1:
            left[level - 1] = level
            level -= 1
        flips = 0
        first = order[0]
        if first:
            work = order[:]
            while first:
                work[:first + 1] = work[first::-1]
                flips += 1
                first = work[0]
        worst = max(worst, flips)
        checksum += -flips if turn & 1 else flips
        turn += 1
        while True:
            if level == n:
                return checksum, worst
            order.insert(level, order.pop(0))
            left[level] -= 1
            if left[level]:
                break
            level += 1


print("checksum %d, at most %d flips" % fannkuch(9))
