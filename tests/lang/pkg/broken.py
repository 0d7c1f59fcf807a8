# SPDX-License-Identifier: MIT
raise ValueError("broken on purpose")
