# SPDX-License-Identifier: MIT
# Floats in local variables and in lists: the Sun and four planets attract one
# another. Units: astronomical units, years/DAYS, solar masses x 4 pi^2.
from math import pi

DAYS = 365.24
SUN = 4 * pi * pi

# position, velocity per day, mass relative to the Sun's
PLANETS = [
    ((4.84143144246472090, -1.16032004402742839, -0.103622044471123109),
     (0.00166007664274403694, 0.00769901118419740425, -6.90460016972063e-05),
     0.000954791938424326609),
    ((8.34336671824457987, 4.12479856412430479, -0.403523417114321381),
     (-0.00276742510726411021, 0.00499852801234917238, 2.30417297573763e-05),
     0.000285885980666130812),
    ((12.8943695621391310, -15.1111514016986312, -0.223307578892655734),
     (0.00296460137564761618, 0.00237847173959480950, -2.96589568540237e-05),
     4.36624404335156298e-05),
    ((15.3796971148509165, -25.9193146099879641, 0.179258772950371181),
     (0.00268067772490389322, 0.00162824170038242295, -9.51592254519715e-05),
     5.15138902046611451e-05),
]


def solar_system():
    bodies = [[[0.0] * 3, [0.0] * 3, SUN]]
    for position, velocity, mass in PLANETS:
        bodies.append([list(position), [v * DAYS for v in velocity],
                       mass * SUN])
    momentum = [sum(body[1][axis] * body[2] for body in bodies)
                for axis in range(3)]
    bodies[0][1] = [-p / SUN for p in momentum]
    return bodies


def all_pairs(items):
    return [(a, b) for i, a in enumerate(items) for b in items[i + 1:]]


def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for ([x1, y1, z1], v1, m1), ([x2, y2, z2], v2, m2) in pairs:
            dx = x1 - x2
            dy = y1 - y2
            dz = z1 - z2
            pull = dt * ((dx * dx + dy * dy + dz * dz) ** -1.5)
            b1 = m1 * pull
            b2 = m2 * pull
            v1[0] -= dx * b2
            v1[1] -= dy * b2
            v1[2] -= dz * b2
            v2[0] += dx * b1
            v2[1] += dy * b1
            v2[2] += dz * b1
        for position, (vx, vy, vz), _mass in bodies:
            position[0] += dt * vx
            position[1] += dt * vy
            position[2] += dt * vz


def energy(bodies, pairs):
    total = 0.0
    for _, (vx, vy, vz), mass in bodies:
        total += mass * (vx * vx + vy * vy + vz * vz) / 2
    for (p1, _, m1), (p2, _, m2) in pairs:
        distance = sum((a - b) ** 2 for a, b in zip(p1, p2)) ** 0.5
        total -= m1 * m2 / distance
    return total


def main():
    bodies = solar_system()
    pairs = all_pairs(bodies)
    print(f"{energy(bodies, pairs):.9f}")
    advance(bodies, pairs, 0.01, 150000)
    print(f"{energy(bodies, pairs):.9f}")


main()
