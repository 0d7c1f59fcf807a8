-- SPDX-License-Identifier: MIT
x = 0

local function count()
    for _ = 1, 10000000 do
        x = x + 1
    end
end

count()
print(x)
