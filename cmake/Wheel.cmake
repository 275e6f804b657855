# The target pyrefcheck-wheel: a wheel in packages/, which packaging/wheel
# describes. scripts/wheel builds and tries it.

if(NOT TARGET pyrefcheck-static OR NOT TARGET pyrefcheck-clangd-static
   OR NOT PYTHON_FOR_TESTS)
  return()
endif()
add_custom_target(pyrefcheck-wheel
  COMMAND "${PYTHON_FOR_TESTS}"
          "${PROJECT_SOURCE_DIR}/packaging/wheel/build-wheel"
          "--version=${PROJECT_VERSION}"
          "--programs=${PYREFCHECK_STATIC_DIR}/bin"
          "--clang-headers=${CLANG_RESOURCE_DIR}/include"
          "--clang-version=${LLVM_VERSION}"
          "--home=${PYREFCHECK_HOME_URL}"
          "--output=${PROJECT_BINARY_DIR}/packages"
  DEPENDS pyrefcheck-static pyrefcheck-clangd-static
  COMMENT "Writing the wheel"
  VERBATIM)
