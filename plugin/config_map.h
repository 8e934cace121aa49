#ifndef TIMESYNC_CONFIG_MAP_H
#define TIMESYNC_CONFIG_MAP_H

#include "flb_abi.h"

/* Lays the table out with the stride of the host that loaded this object. */
struct flb_config_map *timesync_config_map(void);

#endif
