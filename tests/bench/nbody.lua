-- SPDX-License-Identifier: MIT
local pi, days = math.pi, 365.24
local sun = 4 * pi * pi
local planets = {
  {4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
   0.00166007664274403694, 0.00769901118419740425, -6.90460016972063e-05,
   0.000954791938424326609},
  {8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
   -0.00276742510726411021, 0.00499852801234917238, 2.30417297573763e-05,
   0.000285885980666130812},
  {12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
   0.00296460137564761618, 0.00237847173959480950, -2.96589568540237e-05,
   4.36624404335156298e-05},
  {15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
   0.00268067772490389322, 0.00162824170038242295, -9.51592254519715e-05,
   5.15138902046611451e-05},
}
local bodies = {{x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0, mass = sun}}
for _, p in ipairs(planets) do
  bodies[#bodies + 1] = {x = p[1], y = p[2], z = p[3], vx = p[4] * days,
                         vy = p[5] * days, vz = p[6] * days, mass = p[7] * sun}
end
for i = 2, #bodies do
  local b, s = bodies[i], bodies[1]
  s.vx = s.vx - b.vx * b.mass / sun
  s.vy = s.vy - b.vy * b.mass / sun
  s.vz = s.vz - b.vz * b.mass / sun
end

local function advance(dt, steps)
  for _ = 1, steps do
    for i = 1, #bodies do
      local a = bodies[i]
      for j = i + 1, #bodies do
        local b = bodies[j]
        local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
        local pull = dt * (dx * dx + dy * dy + dz * dz) ^ -1.5
        local ma, mb = a.mass * pull, b.mass * pull
        a.vx, a.vy, a.vz = a.vx - dx * mb, a.vy - dy * mb, a.vz - dz * mb
        b.vx, b.vy, b.vz = b.vx + dx * ma, b.vy + dy * ma, b.vz + dz * ma
      end
    end
    for i = 1, #bodies do
      local b = bodies[i]
      b.x, b.y, b.z = b.x + dt * b.vx, b.y + dt * b.vy, b.z + dt * b.vz
    end
  end
end

local function energy()
  local total = 0
  for i, a in ipairs(bodies) do
    total = total + a.mass * (a.vx ^ 2 + a.vy ^ 2 + a.vz ^ 2) / 2
    for j = i + 1, #bodies do
      local b = bodies[j]
      total = total - a.mass * b.mass
        / ((a.x - b.x) ^ 2 + (a.y - b.y) ^ 2 + (a.z - b.z) ^ 2) ^ 0.5
    end
  end
  return total
end

print(string.format("%.9f", energy()))
advance(0.01, 150000)
print(string.format("%.9f", energy()))
