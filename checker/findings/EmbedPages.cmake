# Writes the rules' pages as rows of a C++ table, {name, text}, without the
# comments that control the test of their examples:
#
#   cmake -DPAGES=DIRECTORY -DOUTPUT=FILE -P EmbedPages.cmake

cmake_minimum_required(VERSION 3.20)

file(GLOB pages "${PAGES}/*.md")
list(SORT pages)
set(rows "")
foreach(page ${pages})
  get_filename_component(name "${page}" NAME_WE)
  file(READ "${page}" text)
  string(REGEX REPLACE "<!--[^\n]*-->\n" "" text "${text}")
  string(APPEND rows "{\"${name}\", R\"PyrefcheckPage(${text})PyrefcheckPage\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "${rows}")
