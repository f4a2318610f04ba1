// Nothing to call: linking this target is its effect. See empty_icu.c.
#pragma once
