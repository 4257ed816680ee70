// Not part of any build: what check_includes.cmake must refuse.
#include <fstream>
