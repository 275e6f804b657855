#include "in-header.h"
