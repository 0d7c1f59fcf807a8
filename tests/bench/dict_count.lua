-- SPDX-License-Identifier: MIT
local function count()
    local counts = {}
    for i = 0, 999999 do
        local key = i * 7919 % 1000
        counts[key] = (counts[key] or 0) + 1
    end
    local size = 0
    for _ in pairs(counts) do
        size = size + 1
    end
    return size, counts[7]
end

for _ = 1, 5 do
    local size, seventh = count()
    print(size .. " " .. seventh)
end
