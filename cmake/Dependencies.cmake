# SPDX-License-Identifier: MIT
# Finds a C library by pkg-config, else by its header and its file name
# (libunistring and double-conversion ship no .pc file on Debian).

find_package(PkgConfig QUIET)

# gilscope_require(NAME HEADER LIBRARY DEBIAN_PACKAGE [PKG_CONFIG_NAME])
# defines the imported target dep::NAME or stops with the package to install.
function(gilscope_require name header library package)
    if(PkgConfig_FOUND AND ARGC GREATER 4)
        pkg_check_modules(DEP_${name} QUIET IMPORTED_TARGET ${ARGV4})
        if(DEP_${name}_FOUND)
            add_library(dep::${name} ALIAS PkgConfig::DEP_${name})
            return()
        endif()
    endif()
    find_path(DEP_${name}_INCLUDE ${header})
    find_library(DEP_${name}_LIBRARY NAMES ${library})
    if(NOT DEP_${name}_INCLUDE OR NOT DEP_${name}_LIBRARY)
        message(FATAL_ERROR "${header} is missing: install ${package} "
                            "(./bootstrap does it on Debian and Ubuntu)")
    endif()
    add_library(dep::${name} INTERFACE IMPORTED)
    target_include_directories(dep::${name} SYSTEM
                               INTERFACE ${DEP_${name}_INCLUDE})
    target_link_libraries(dep::${name} INTERFACE ${DEP_${name}_LIBRARY})
endfunction()
