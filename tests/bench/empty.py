# SPDX-License-Identifier: MIT
# Start-up: everything before and after a program that does nothing.
