-- SPDX-License-Identifier: MIT
local function flips_of(order)
  local work = table.move(order, 1, #order, 1, {})
  local flips, first = 0, work[1]
  while first > 0 do
    local i, j = 1, first + 1
    while i < j do
      work[i], work[j] = work[j], work[i]
      i, j = i + 1, j - 1
    end
    flips = flips + 1
    first = work[1]
  end
  return flips
end

local function fannkuch(n)
  local order, left = {}, {}
  for i = 1, n do order[i], left[i] = i - 1, 0 end
  local worst, checksum, turn, level = 0, 0, 0, n
  while true do
    while level > 1 do
      left[level] = level
      level = level - 1
    end
    local flips = flips_of(order)
    worst = math.max(worst, flips)
    checksum = checksum + (turn % 2 == 1 and -flips or flips)
    turn = turn + 1
    while true do
      if level == n then return checksum, worst end
      table.insert(order, level + 1, table.remove(order, 1))
      left[level + 1] = left[level + 1] - 1
      if left[level + 1] > 0 then break end
      level = level + 1
    end
  end
end

print(string.format("checksum %d, at most %d flips", fannkuch(9)))
