/* SPDX-License-Identifier: MIT */
/* The door to the double-conversion library, for number.c alone: the only C++
 * of the project. It keeps no state and throws nothing. */
#include <double-conversion/double-conversion.h>

using double_conversion::DoubleToStringConverter;
using double_conversion::StringToDoubleConverter;

extern "C" {

/* `mode`: 0 shortest, 1 fixed, 2 precision. `value` is finite and not
 * negative, `digits` has room for all digits and a NUL. */
int number_shim_digits(double value, int mode, int count, char *digits,
                       int capacity, int *point) {
    const DoubleToStringConverter::DtoaMode modes[] = {
        DoubleToStringConverter::SHORTEST, DoubleToStringConverter::FIXED,
        DoubleToStringConverter::PRECISION};
    bool negative = false;
    int size = 0;
    DoubleToStringConverter::DoubleToAscii(value, modes[mode], count, digits,
                                           capacity, &negative, &size, point);
    return size;
}

/* `text` is known to be a decimal float. */
double number_shim_parse(const char *text, int size) {
    StringToDoubleConverter converter(StringToDoubleConverter::NO_FLAGS, 0.0,
                                      0.0, nullptr, nullptr);
    int used = 0;
    return converter.StringToDouble(text, size, &used);
}

} /* extern "C" */
