# SPDX-License-Identifier: MIT
print("loading lazy")
VALUE = "lazy value"
