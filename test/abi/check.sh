#!/bin/sh
# Compares plugin/flb_abi.h with a Fluent Bit source tree: check.sh DIR.
# The headers that Fluent Bit's build generates are stood in for by the features
# that its packages have.
set -eu
source=${1:?usage: check.sh FLUENT_BIT_SOURCE}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# stand_in HEADER [DEFINE...]
stand_in() {
    header=$work/$1
    shift
    mkdir -p "$(dirname "$header")"
    for define in "$@"; do
        echo "#define $define"
    done > "$header"
}
stand_in fluent-bit/flb_info.h FLB_HAVE_REGEX FLB_HAVE_METRICS FLB_HAVE_TLS FLB_HAVE_CHUNK_TRACE FLB_HAVE_C_TLS \
    FLB_HAVE_HTTP_SERVER
stand_in mk_core/mk_core_info.h MK_THREADS_POSIX MK_HAVE_STAT_H MK_HAVE_SYS_UIO_H MK_HAVE_UNISTD_H \
    MK_HAVE_TIMERFD_CREATE MK_HAVE_EVENTFD
stand_in monkey/mk_info.h
stand_in chunkio/cio_info.h
stand_in cfl/cfl_info.h
stand_in cfl/cfl_version.h
stand_in cmetrics/cmt_info.h
stand_in cmetrics/cmt_version.h
stand_in ctraces/ctr_info.h
stand_in ctraces/ctr_version.h
stand_in cprofiles/cprof_info.h
stand_in cprofiles/cprof_version.h

includes="-I$work -I$source/include"
for dir in "$source"/lib/*/include "$source"/lib/monkey/mk_core/include "$source"/lib/cfl/lib/xxhash \
    "$source"/lib/mpack*/src "$source"/lib/onigmo "$source"/lib/flb_libco "$source"/lib/nghttp2*/lib/includes; do
    [ -d "$dir" ] && includes="$includes -I$dir"
done
# shellcheck disable=SC2086 # a list of options
gcc -w $includes -o "$work/theirs" "$here/theirs.c"
gcc -Wall -Wextra -Werror -o "$work/ours" "$here/ours.c"
"$work/theirs" | "$work/ours"
