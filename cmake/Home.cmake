# Where the project is published: packaging/home.
foreach(_name url contact)
  file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/../packaging/home" _line REGEX "^${_name}=")
  string(TOUPPER "PYREFCHECK_HOME_${_name}" _variable)
  string(REGEX REPLACE "^${_name}=" "" ${_variable} "${_line}")
endforeach()
