# Writes the files of FOLDER into the C++ source OUTPUT, as bytes with a type and an ETag.
set(types_html "text/html; charset=utf-8")
set(types_css "text/css; charset=utf-8")
set(types_js "text/javascript; charset=utf-8")
set(types_svg "image/svg+xml")
set(types_webmanifest "application/manifest+json")

file(GLOB files ${FOLDER}/*)
list(SORT files)
list(LENGTH files count)
set(arrays "")
set(rows "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  get_filename_component(extension ${file} LAST_EXT)
  string(SUBSTRING ${extension} 1 -1 extension)
  if(NOT DEFINED types_${extension})
    message(FATAL_ERROR "${file}: what content type has it? Add it to embed.cmake")
  endif()
  file(READ ${file} hex HEX)
  file(SHA256 ${file} hash)
  string(SUBSTRING ${hash} 0 16 hash)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(MAKE_C_IDENTIFIER ${name} identifier)
  string(APPEND arrays "constexpr char ${identifier}[] = {${bytes}};\n")
  string(APPEND rows
    "    Asset{\"/${name}\", \"${types_${extension}}\", {${identifier}, sizeof(${identifier})}, \"\\\"${hash}\\\"\"},\n")
endforeach()

file(WRITE ${OUTPUT} "#include \"connectors/webchat/page_assets.hpp\"

#include <array>

namespace nudged::webchat {

namespace {

${arrays}
constexpr std::array<Asset, ${count}> assets{{
${rows}}};

}  // namespace

std::span<const Asset> page_assets() { return assets; }

}  // namespace nudged::webchat
")
