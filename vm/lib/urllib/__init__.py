# SPDX-License-Identifier: MIT
# urllib.parse takes addresses apart; nothing here opens them.
