-- SPDX-License-Identifier: MIT
local size = 300

local function element(i, j)
  return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)
end

local function times(vector, transposed)
  local result = {}
  for i = 0, #vector - 1 do
    local sum = 0
    for j = 0, #vector - 1 do
      sum = sum + (transposed and element(j, i) or element(i, j)) * vector[j + 1]
    end
    result[i + 1] = sum
  end
  return result
end

local u, v = {}, nil
for i = 1, size do u[i] = 1.0 end
for _ = 1, 10 do
  v = times(times(u, false), true)
  u = times(times(v, false), true)
end
local dot, norm = 0, 0
for i = 1, size do
  dot = dot + u[i] * v[i]
  norm = norm + v[i] * v[i]
end
print(string.format("%.9f", (dot / norm) ^ 0.5))
