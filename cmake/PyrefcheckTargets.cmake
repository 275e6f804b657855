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

option(PYREFCHECK_PRECOMPILE "Precompile the headers of LLVM and clang" ON)

find_program(CCACHE_EXECUTABLE ccache)
if(CCACHE_EXECUTABLE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # What ccache's manual asks for, "Precompiled headers".
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      "CCACHE_SLOPPINESS=pch_defines,time_macros" "${CCACHE_EXECUTABLE}")
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
# A program with the property PYREFCHECK_STATIC has LLVM in it.
target_link_libraries(pyrefcheck-options INTERFACE
    "$<IF:$<BOOL:$<TARGET_PROPERTY:PYREFCHECK_STATIC>>,llvm-archives,clang-cpp>")
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
  if(PYREFCHECK_SANITIZERS MATCHES "thread")
    set(_runtime tsan)
  else()
    set(_runtime asan)
  endif()
  execute_process(
      COMMAND "${CMAKE_CXX_COMPILER}"
              "-print-file-name=libclang_rt.${_runtime}-${CMAKE_SYSTEM_PROCESSOR}.so"
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

# The headers of LLVM and clang are most of what a source file of ours is:
# parsed once for all libraries. Each file still includes what it uses.
if(PYREFCHECK_PRECOMPILE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  file(WRITE "${PROJECT_BINARY_DIR}/Precompiled.cpp" "")
  add_library(pyrefcheck-precompiled OBJECT
      "${PROJECT_BINARY_DIR}/Precompiled.cpp")
  target_link_libraries(pyrefcheck-precompiled PRIVATE pyrefcheck-options)
  target_compile_options(pyrefcheck-precompiled PRIVATE
      -Xclang -fno-pch-timestamp)
  target_precompile_headers(pyrefcheck-precompiled PRIVATE
      <clang/AST/RecursiveASTVisitor.h>
      <clang/Frontend/CompilerInstance.h>
      <clang/Lex/Preprocessor.h>
      <clang/StaticAnalyzer/Core/Checker.h>
      <clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h>
      <clang/StaticAnalyzer/Core/PathSensitive/ProgramStateTrait.h>
      <llvm/ADT/StringMap.h>
      <llvm/Support/FileSystem.h>
      <llvm/Support/FormatVariadic.h>
      <llvm/Support/JSON.h>)
endif()

# pyrefcheck_precompile(NAME): a library or plugin, but no program, whose code
# is not position-independent in the same way.
function(pyrefcheck_precompile name)
  if(TARGET pyrefcheck-precompiled)
    target_precompile_headers(${name} REUSE_FROM pyrefcheck-precompiled)
  endif()
endfunction()

# pyrefcheck_library(NAME SOURCES...): a static library of ours.
function(pyrefcheck_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC pyrefcheck-options)
  pyrefcheck_precompile(${name})
endfunction()

# pyrefcheck_plugin(NAME SOURCES...): a shared object that a program of LLVM's
# loads. It shares the program's libclang-cpp and libLLVM, and refuses a program
# of another version.
function(pyrefcheck_plugin name)
  add_library(${name} MODULE
      "${PROJECT_SOURCE_DIR}/checker/hosts/PluginVersion.cpp" ${ARGN})
  target_link_libraries(${name} PRIVATE pyrefcheck-options)
  target_link_options(${name} PRIVATE -Wl,--exclude-libs,ALL)
  pyrefcheck_precompile(${name})
  install(TARGETS ${name} LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
endfunction()

# pyrefcheck_executable(NAME SOURCES...): a program that is installed.
function(pyrefcheck_executable name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE pyrefcheck-options Threads::Threads)
  install(TARGETS ${name} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  pyrefcheck_static_program(${name})
endfunction()
