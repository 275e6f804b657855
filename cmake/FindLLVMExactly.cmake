# Finds one major version of LLVM and Clang as Debian and apt.llvm.org package
# them: headers, shared libraries, clang's static archives and the tools, all
# under one prefix. Nothing else on the machine is looked at, so a second
# version that happens to be installed can't be mixed in.
#
#   LLVM_VERSION  the major version (default 19)
#   LLVM_ROOT     the prefix (default /usr/lib/llvm-${LLVM_VERSION})
#
# Defines the imported targets LLVM and clang-cpp, named as LLVM's own packages
# name the shared libraries; LLVM_INCLUDE_DIRS, LLVM_LIBRARY_DIR,
# CLANG_RESOURCE_DIR and a variable for each tool.

set(LLVM_VERSION 19 CACHE STRING "Major version of LLVM and Clang")
set(LLVM_ROOT "/usr/lib/llvm-${LLVM_VERSION}" CACHE PATH
    "Prefix of LLVM ${LLVM_VERSION}")

set(_debian_packages
    "clang-${LLVM_VERSION} libclang-${LLVM_VERSION}-dev llvm-${LLVM_VERSION}-dev")
set(LLVM_INCLUDE_DIRS "${LLVM_ROOT}/include")
set(LLVM_LIBRARY_DIR "${LLVM_ROOT}/lib")

function(_llvm_missing what)
  message(FATAL_ERROR
      "LLVM ${LLVM_VERSION}: ${what}\n"
      "Looked under LLVM_ROOT=${LLVM_ROOT}. On Debian and Ubuntu, install:\n"
      "  apt-get install ${_debian_packages} clang-tidy-${LLVM_VERSION} "
      "clangd-${LLVM_VERSION} clang-tools-${LLVM_VERSION} "
      "llvm-${LLVM_VERSION}-tools lld-${LLVM_VERSION}\n"
      "(scripts/setup does this). For another version or place, configure with "
      "-DLLVM_VERSION=N -DLLVM_ROOT=PREFIX in a new build directory.")
endfunction()

# Headers, and whether they are of the version asked for.
foreach(header llvm/Config/llvm-config.h clang/Basic/Version.inc
               clang-tidy/ClangTidyCheck.h)
  if(NOT EXISTS "${LLVM_INCLUDE_DIRS}/${header}")
    _llvm_missing("the header ${header} is missing.")
  endif()
endforeach()
file(STRINGS "${LLVM_INCLUDE_DIRS}/clang/Basic/Version.inc" _version_line
     REGEX "CLANG_VERSION_STRING")
string(REGEX REPLACE ".*\"([0-9.]+).*\".*" "\\1" LLVM_FULL_VERSION
       "${_version_line}")
if(NOT LLVM_FULL_VERSION MATCHES "^${LLVM_VERSION}\\.")
  _llvm_missing("the headers are of version ${LLVM_FULL_VERSION}.")
endif()

# Shared libraries. From 18 on the soname carries the minor version.
function(_find_shared target)
  foreach(name ${ARGN})
    if(EXISTS "${LLVM_LIBRARY_DIR}/${name}")
      add_library(${target} SHARED IMPORTED GLOBAL)
      set_target_properties(${target} PROPERTIES
          IMPORTED_LOCATION "${LLVM_LIBRARY_DIR}/${name}"
          INTERFACE_INCLUDE_DIRECTORIES "${LLVM_INCLUDE_DIRS}"
          INTERFACE_COMPILE_DEFINITIONS
            "_GNU_SOURCE;__STDC_CONSTANT_MACROS;__STDC_FORMAT_MACROS;__STDC_LIMIT_MACROS")
      return()
    endif()
  endforeach()
  list(GET ARGN 0 first)
  _llvm_missing("the library ${first} is missing.")
endfunction()
string(REGEX MATCH "^[0-9]+\\.[0-9]+" _soversion "${LLVM_FULL_VERSION}")
_find_shared(LLVM "libLLVM.so.${_soversion}"
             "libLLVM-${LLVM_VERSION}.so")
_find_shared(clang-cpp "libclang-cpp.so.${_soversion}"
             "libclang-cpp.so.${LLVM_VERSION}")
target_link_libraries(clang-cpp INTERFACE LLVM)

# The compiler's own headers, which the driver and the tests need at run time.
find_path(CLANG_RESOURCE_DIR include/stddef.h NO_DEFAULT_PATH
    PATHS "${LLVM_LIBRARY_DIR}/clang/${LLVM_VERSION}"
          "${LLVM_LIBRARY_DIR}/clang/${LLVM_FULL_VERSION}")
if(NOT CLANG_RESOURCE_DIR)
  _llvm_missing("clang's builtin headers are missing.")
endif()

# Tools: the first two are needed to use what is built, the others by the tests.
foreach(tool clang clang-tidy FileCheck not)
  string(TOUPPER "${tool}" _var)
  string(REPLACE "-" "_" _var "${_var}_EXECUTABLE")
  find_program(${_var} "${tool}" PATHS "${LLVM_ROOT}/bin" NO_DEFAULT_PATH)
  if(NOT ${_var})
    _llvm_missing("the tool ${LLVM_ROOT}/bin/${tool} is missing.")
  endif()
  execute_process(COMMAND "${${_var}}" --version OUTPUT_VARIABLE _out
                  ERROR_QUIET)
  if(NOT _var STREQUAL "NOT_EXECUTABLE" AND
     NOT _out MATCHES "version ${LLVM_VERSION}\\.")
    _llvm_missing("${${_var}} is not of version ${LLVM_VERSION}.")
  endif()
endforeach()

message(STATUS "LLVM ${LLVM_FULL_VERSION} under ${LLVM_ROOT}")
