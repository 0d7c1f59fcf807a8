-- SPDX-License-Identifier: MIT
local function fill()
    local numbers = {}
    for i = 0, 999999 do
        numbers[#numbers + 1] = i
    end
    local sum = 0
    for _, number in ipairs(numbers) do
        sum = sum + number
    end
    return sum
end

for _ = 1, 5 do
    print(fill())
end
