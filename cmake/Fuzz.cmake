# SPDX-License-Identifier: MIT
# Whether this compiler has libFuzzer, and what its coverage wants of every
# object. Without it the targets are programs that try the files they are given
# (tests/fuzz/replay_main.c); AFL++ builds those with afl-clang-fast.
include(CheckCSourceCompiles)

set(CMAKE_REQUIRED_FLAGS -fsanitize=fuzzer)
set(CMAKE_REQUIRED_LINK_OPTIONS -fsanitize=fuzzer)
check_c_source_compiles(
    "int LLVMFuzzerTestOneInput(const char *data, unsigned long size);
     int LLVMFuzzerTestOneInput(const char *data, unsigned long size)
     { return data && size ? 0 : 0; }" GILSCOPE_HAVE_LIBFUZZER)
unset(CMAKE_REQUIRED_FLAGS)
unset(CMAKE_REQUIRED_LINK_OPTIONS)

if(GILSCOPE_HAVE_LIBFUZZER)
    target_compile_options(gilscope_flags INTERFACE -fsanitize=fuzzer-no-link)
else()
    message(STATUS "This compiler has no libFuzzer (clang-14 with "
                   "libclang-rt-14-dev has): the fuzzers only replay files")
endif()
