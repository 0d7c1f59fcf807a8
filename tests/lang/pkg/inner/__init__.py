# SPDX-License-Identifier: MIT
__all__ = ["exported"]
exported = "exported"
hidden = "hidden"
