-- SPDX-License-Identifier: MIT
local Counter = {}
Counter.__index = Counter

local function count(counter)
    for _ = 1, 5000000 do
        counter.x = counter.x + 1
    end
end

local counter = setmetatable({x = 0}, Counter)
count(counter)
print(counter.x)
