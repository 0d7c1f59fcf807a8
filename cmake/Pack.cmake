# SPDX-License-Identifier: MIT
# Compiles the Python files of a folder into one generated C file, so that
# no library module is parsed when gilscope starts.

# gilscope_pack(TARGET SYMBOL FOLDER): every FOLDER/**/*.py becomes a module
# (a/b.py is a.b, a/__init__.py is a) of the table SYMBOL, added to TARGET.
function(gilscope_pack target symbol folder)
    set(root ${CMAKE_SOURCE_DIR}/${folder})
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${root}/*.py)
    list(SORT files)
    set(modules)
    foreach(file IN LISTS files)
        file(RELATIVE_PATH name ${root} ${file})
        string(REGEX REPLACE "(/__init__)?\\.py$" "" name ${name})
        string(REPLACE "/" "." name ${name})
        list(APPEND modules ${name}=${file})
    endforeach()
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated)
    set(output ${CMAKE_BINARY_DIR}/generated/${symbol}.c)
    add_custom_command(
        OUTPUT ${output}
        COMMAND gilscope-pack ${output} ${symbol} ${modules}
        DEPENDS gilscope-pack ${files}
        COMMENT "Packing ${folder}"
        VERBATIM)
    target_sources(${target} PRIVATE ${output})
endfunction()
