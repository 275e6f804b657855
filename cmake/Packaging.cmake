# What `cmake --install` installs beside the programs, and the packages that
# `cpack` makes: a .deb and a .tar.gz. scripts/package builds and tries them.

# The pages link to each other and to the contracts: they keep their places.
install(DIRECTORY docs DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY checker/contracts
        DESTINATION "${CMAKE_INSTALL_DOCDIR}/checker"
        FILES_MATCHING PATTERN "*.yaml" PATTERN "README.md"
)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME copyright)

# The manual page is what --help says. A program with sanitizers is no package,
# and may have complaints about LLVM's libraries instead.
find_program(GZIP_PROGRAM gzip)
if(PYTHON_FOR_TESTS AND GZIP_PROGRAM AND NOT PYREFCHECK_SANITIZERS)
  set(_page "${PROJECT_BINARY_DIR}/pyrefcheck.1")
  add_custom_command(
    OUTPUT "${_page}.gz"
    COMMAND "${PYTHON_FOR_TESTS}" "${PROJECT_SOURCE_DIR}/scripts/man-page"
            $<TARGET_FILE:pyrefcheck> ">${_page}"
    COMMAND "${GZIP_PROGRAM}" -9nf "${_page}"
    DEPENDS pyrefcheck scripts/man-page
    COMMENT "Writing the manual page")
  add_custom_target(pyrefcheck-man ALL DEPENDS "${_page}.gz")
  install(FILES "${_page}.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
endif()

# What completes options in a shell, where Debian's shells look for it.
if(PYTHON_FOR_TESTS AND NOT PYREFCHECK_SANITIZERS)
  foreach(_shell bash zsh fish)
    set(_${_shell} "${PROJECT_BINARY_DIR}/completion.${_shell}")
    list(APPEND _completions "${_${_shell}}")
    add_custom_command(
      OUTPUT "${_${_shell}}"
      COMMAND "${PYTHON_FOR_TESTS}" "${PROJECT_SOURCE_DIR}/scripts/completion"
              ${_shell} $<TARGET_FILE:pyrefcheck> ">${_${_shell}}"
      DEPENDS pyrefcheck scripts/completion
      COMMENT "Writing the completion for ${_shell}")
  endforeach()
  add_custom_target(pyrefcheck-completions ALL DEPENDS ${_completions})
  install(FILES "${_bash}" RENAME pyrefcheck
          DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
  install(FILES "${_zsh}" RENAME _pyrefcheck
          DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions")
  install(FILES "${_fish}" RENAME pyrefcheck.fish
          DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
endif()
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/packages")
set(CPACK_PACKAGE_CONTACT "${PYREFCHECK_HOME_CONTACT}"
    CACHE STRING "Maintainer that the packages name")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
    "borrow checker for C and C++ that uses the CPython C API")
set(CPACK_PACKAGE_DESCRIPTION
"It follows each PyObject pointer along each path of a function, knows what
each function of the API does to references, and reports leaks, releases of
references that are not owned, uses of objects that may be gone, results that
can be NULL, and types that garbage collection cannot handle.
The package holds the program pyrefcheck, plugins for clang and clang-tidy of
version ${LLVM_VERSION}, and pyrefcheck-clangd, which takes the place of clangd in an
editor.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Clang's own headers, without which no file can be parsed.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${LLVM_VERSION}-dev")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "python3-dev")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
    "clang-${LLVM_VERSION}, clang-tidy-${LLVM_VERSION}, clang-tools-${LLVM_VERSION}, bear")
include(CPack)
