# How our own code is compiled, and functions that add the targets of the tree.

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Kind of build" FORCE)
endif()

option(PYREFCHECK_WERROR "Treat warnings in our own code as errors" ON)
option(PYREFCHECK_ASSERTIONS "Keep the assertions of our own code" OFF)
set(PYREFCHECK_SANITIZERS "" CACHE STRING
    "Sanitizers to build with, as for -fsanitize=")

find_program(CCACHE_EXECUTABLE ccache)
if(CCACHE_EXECUTABLE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_EXECUTABLE}")
endif()
find_program(LLD_EXECUTABLE "ld.lld-${LLVM_VERSION}")
if(LLD_EXECUTABLE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_link_options("--ld-path=${LLD_EXECUTABLE}")
endif()

# Every target of the project links this: flags, not code.
add_library(pyrefcheck-options INTERFACE)
target_include_directories(pyrefcheck-options INTERFACE
    "${PROJECT_SOURCE_DIR}/checker" "${PROJECT_BINARY_DIR}/checker")
target_include_directories(pyrefcheck-options SYSTEM INTERFACE
    "${LLVM_INCLUDE_DIRS}")
target_compile_options(pyrefcheck-options INTERFACE
    -fno-exceptions -fno-rtti -Wall -Wextra -Wno-unused-parameter
    -Woverloaded-virtual -Wimplicit-fallthrough)
target_compile_definitions(pyrefcheck-options INTERFACE
    "PYREFCHECK_VERSION=\"${PROJECT_VERSION}\"")
target_link_libraries(pyrefcheck-options INTERFACE clang-cpp)
if(PYREFCHECK_WERROR)
  target_compile_options(pyrefcheck-options INTERFACE -Werror)
endif()
if(PYREFCHECK_ASSERTIONS)
  target_compile_options(pyrefcheck-options INTERFACE -UNDEBUG)
endif()
if(PYREFCHECK_SANITIZERS)
  # LLVM's archives have type information that ours, built without, lack: the
  # vptr check would compare the two.
  # The runtime is shared so that clang can load our plugins with it preloaded.
  execute_process(
      COMMAND "${CMAKE_CXX_COMPILER}"
              "-print-file-name=libclang_rt.asan-${CMAKE_SYSTEM_PROCESSOR}.so"
      OUTPUT_VARIABLE PYREFCHECK_SANITIZER_RUNTIME
      OUTPUT_STRIP_TRAILING_WHITESPACE)
  get_filename_component(_runtime_dir "${PYREFCHECK_SANITIZER_RUNTIME}"
                         DIRECTORY)
  set(_sanitize "-fsanitize=${PYREFCHECK_SANITIZERS}" -fno-sanitize=vptr
                -shared-libsan)
  target_compile_options(pyrefcheck-options INTERFACE ${_sanitize}
      -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(pyrefcheck-options INTERFACE ${_sanitize}
      "-Wl,-rpath,${_runtime_dir}")
endif()

# pyrefcheck_library(NAME SOURCES...): a static library of ours.
function(pyrefcheck_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC pyrefcheck-options)
endfunction()

# pyrefcheck_plugin(NAME SOURCES...): a shared object that a program of LLVM's
# loads. It shares the program's libclang-cpp and libLLVM.
function(pyrefcheck_plugin name)
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE pyrefcheck-options)
  target_link_options(${name} PRIVATE -Wl,--exclude-libs,ALL)
  install(TARGETS ${name} LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
endfunction()

# pyrefcheck_executable(NAME SOURCES...)
function(pyrefcheck_executable name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE pyrefcheck-options Threads::Threads)
  install(TARGETS ${name} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endfunction()
