-- SPDX-License-Identifier: MIT
local function count()
    local x = 0
    for _ = 1, 10000000 do
        x = x + 1
    end
    return x
end

print(count())
