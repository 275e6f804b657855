# Writes a page, including its style sheet and script, as one C++ string
# literal:
#
#   cmake -DPAGE=FILE -DSTYLE=FILE -DSCRIPT=FILE -DOUTPUT=FILE -P Embed.cmake

cmake_minimum_required(VERSION 3.20) # "@" has no meaning in strings.

file(READ "${PAGE}" page)
file(READ "${STYLE}" style)
file(READ "${SCRIPT}" script)
string(REPLACE "@STYLE@\n" "${style}" page "${page}")
string(REPLACE "@SCRIPT@\n" "${script}" page "${page}")
file(WRITE "${OUTPUT}" "R\"PyrefcheckPage(${page})PyrefcheckPage\"\n")
