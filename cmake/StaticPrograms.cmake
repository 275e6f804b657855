# Programs with everything in them but glibc, for the wheel: NAME-static is the
# program NAME, linked from LLVM's archives into static/bin.
#
#   PYREFCHECK_OLD_GLIBC  a directory of scripts/old-glibc: the programs run with
#                         that glibc and all newer ones

set(PYREFCHECK_OLD_GLIBC "" CACHE PATH
    "Root with an older glibc, to link the static programs with")
set(PYREFCHECK_STATIC_DIR "${PROJECT_BINARY_DIR}/static")

# pyrefcheck_static_program(NAME): the static twin of a program.
function(pyrefcheck_static_program name)
  if(NOT PYREFCHECK_STATIC_PROGRAMS)
    return()
  endif()
  get_target_property(sources ${name} SOURCES)
  add_executable(${name}-static ${sources})
  set_target_properties(${name}-static PROPERTIES
      PYREFCHECK_STATIC ON
      OUTPUT_NAME ${name}
      RUNTIME_OUTPUT_DIRECTORY "${PYREFCHECK_STATIC_DIR}/bin")
  # Those that are added to the program later count too.
  target_link_libraries(${name}-static PRIVATE
      $<TARGET_PROPERTY:${name},LINK_LIBRARIES>)
  target_link_options(${name}-static PRIVATE
      ${PYREFCHECK_STATIC_LINK_OPTIONS}
      $<TARGET_PROPERTY:${name},LINK_OPTIONS>)
endfunction()

# LLVM's archives want these, as archives; without them, with sanitizers and
# without lld, which reads archives in any order, there are no static programs.
find_library(ZLIB_ARCHIVE libz.a)
find_library(ZSTD_ARCHIVE libzstd.a)
file(GLOB _archives "${LLVM_LIBRARY_DIR}/libclang[A-Z]*.a"
                    "${LLVM_LIBRARY_DIR}/libLLVM[A-Z]*.a")
set(PYREFCHECK_STATIC_PROGRAMS OFF)
if(ZLIB_ARCHIVE AND ZSTD_ARCHIVE AND LLD_EXECUTABLE AND _archives
   AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND NOT PYREFCHECK_SANITIZERS)
  set(PYREFCHECK_STATIC_PROGRAMS ON)
else()
  message(STATUS "Static programs and the wheel are left out: they need "
                 "zlib1g-dev, libzstd-dev, clang and lld, and no sanitizers")
  return()
endif()

add_library(llvm-archives INTERFACE)
target_include_directories(llvm-archives SYSTEM INTERFACE
    "${LLVM_INCLUDE_DIRS}")
target_compile_definitions(llvm-archives INTERFACE
    $<TARGET_PROPERTY:clang-cpp,INTERFACE_COMPILE_DEFINITIONS>)
target_link_libraries(llvm-archives INTERFACE
    ${_archives} "${ZSTD_ARCHIVE}" "${ZLIB_ARCHIVE}" dl pthread m)
set(PYREFCHECK_STATIC_LINK_OPTIONS
    -static-libstdc++ -static-libgcc
    -Wl,--gc-sections -Wl,--as-needed -Wl,-O2 -Wl,--strip-all)

# What of LLVM no program of ours reaches, and what an older glibc lacks.
add_library(pyrefcheck-left-out OBJECT
    "${PROJECT_SOURCE_DIR}/packaging/static/LeftOut.cpp")
target_link_libraries(pyrefcheck-left-out PRIVATE pyrefcheck-options)
target_compile_options(pyrefcheck-left-out PRIVATE -ffunction-sections)
target_link_libraries(llvm-archives INTERFACE
    $<TARGET_OBJECTS:pyrefcheck-left-out>)
if(PYREFCHECK_OLD_GLIBC)
  if(NOT EXISTS "${PYREFCHECK_OLD_GLIBC}/complete")
    message(FATAL_ERROR "PYREFCHECK_OLD_GLIBC=${PYREFCHECK_OLD_GLIBC} is no "
                        "directory of scripts/old-glibc")
  endif()
  add_library(pyrefcheck-old-glibc OBJECT
      "${PROJECT_SOURCE_DIR}/packaging/static/OldGlibc.cpp")
  target_link_libraries(pyrefcheck-old-glibc PRIVATE pyrefcheck-options)
  target_link_libraries(llvm-archives INTERFACE
      $<TARGET_OBJECTS:pyrefcheck-old-glibc>)
  # The compiler and libstdc++ remain those of this machine.
  execute_process(
      COMMAND "${CMAKE_CXX_COMPILER}" -print-file-name=libstdc++.a
      OUTPUT_VARIABLE _libstdcxx OUTPUT_STRIP_TRAILING_WHITESPACE)
  get_filename_component(_libstdcxx "${_libstdcxx}" REALPATH)
  get_filename_component(_gcc "${_libstdcxx}" DIRECTORY)
  list(APPEND PYREFCHECK_STATIC_LINK_OPTIONS
      "--sysroot=${PYREFCHECK_OLD_GLIBC}" "--gcc-install-dir=${_gcc}")
endif()
