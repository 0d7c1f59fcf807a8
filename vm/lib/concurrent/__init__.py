# SPDX-License-Identifier: MIT
# The package that holds concurrent.futures, and nothing else.
