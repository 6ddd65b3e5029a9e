#!/bin/bash
# One Ceph node with an S3 gateway, for tests: data in memory, one replica, no authentication
# between its parts, everything on loopback.
#
#   ceph-rgw.sh start DIR PORT   make DIR, start the node in it, return once S3 answers on PORT
#   ceph-rgw.sh stop DIR         end its processes, by the ids they wrote down
#   ceph-rgw.sh run DIR PORT     start, say "ready"; when standard input ends stop and remove DIR
#
# S3_ACCESS_KEY and S3_SECRET_KEY name the one account. CEPH_STORE=bluestore keeps data on disk.
# Needs: apt-get install radosgw ceph-mon ceph-osd ceph-common
set -euo pipefail

fail() { echo "ceph-rgw: $*" >&2; exit 1; }

in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port_after() {
  local port=$1
  while port=$((port + 1)); in_use "$port"; do :; done
  echo "$port"
}

# until_true SECONDS WHAT COMMAND...: asks again five times a second.
until_true() {
  local tries=$(($1 * 5)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    ((tries-- > 0)) || fail "$what did not come up: $(tail -n 5 "$dir"/log/*.out)"
    sleep 0.2
  done
}

write_configuration() {
  cat >"$dir/ceph.conf" <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = [v2:127.0.0.1:$mon_port]
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
keyring = /dev/null
run dir = $dir/run
admin socket = $dir/run/\$name.asok
crash dir = $dir/log
log file = $dir/log/\$name.log
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 2000
mon data avail warn = 2
mon data avail crit = 1

[mon]
mon data = $dir/mon

[osd]
osd data = $dir/osd
osd objectstore = ${CEPH_STORE:-memstore}
memstore device bytes = 4294967296
bluestore block size = 10737418240
osd class load list = *
osd class default list = *

[client.rgw]
# The gateway's own default is a secured channel to the monitor, which needs authentication.
ms mon client mode = crc
rgw frontends = beast endpoint=127.0.0.1:$port tcp_nodelay=1
rgw thread pool size = 128
rgw run sync thread = false
rgw enable usage log = false
# Clients name a region when they make a bucket; this node has none of that name.
rgw relaxed region enforcement = true
CONF
}

# daemon NAME COMMAND...: in the background, its id written down.
daemon() {
  local name=$1
  shift
  setsid "$@" -c "$dir/ceph.conf" -f >"$dir/log/$name.out" 2>&1 </dev/null &
  echo $! >"$dir/$name.pid"
  disown
}

s3_answers() { curl -fsS -o /dev/null "http://127.0.0.1:$port/"; }

start() {
  [ -e "$dir" ] && fail "$dir exists"
  mkdir -p "$dir"/{mon,osd,log,run}
  mon_port=$(free_port_after "$port")
  write_configuration
  local ceph=(ceph -c "$dir/ceph.conf" --connect-timeout 20) fsid osd
  fsid=$(awk '/^fsid/ {print $3}' "$dir/ceph.conf")

  monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$mon_port]" "$dir/monmap" >"$dir/log/monmap.out"
  ceph-mon -c "$dir/ceph.conf" -i a --mkfs --monmap "$dir/monmap"
  daemon mon ceph-mon -i a

  osd=$(cat /proc/sys/kernel/random/uuid)
  "${ceph[@]}" osd new "$osd" >"$dir/log/osd-new.out"
  ceph-osd -c "$dir/ceph.conf" -i 0 --mkfs --osd-uuid "$osd" >"$dir/log/osd-mkfs.out" 2>&1
  daemon osd ceph-osd -i 0
  osd_is_up() { "${ceph[@]}" osd stat | grep -q '1 up'; }
  until_true 60 "the object store" osd_is_up

  # The first account also makes the zone and its pools.
  radosgw-admin -c "$dir/ceph.conf" -n client.rgw user create --uid=archive --display-name=archive \
    --access-key="$S3_ACCESS_KEY" --secret-key="$S3_SECRET_KEY" >/dev/null 2>"$dir/log/account.err"
  daemon rgw radosgw -n client.rgw
  until_true 60 "the gateway" s3_answers
}

stop() {
  local name pid
  for name in rgw osd mon; do
    [ -s "$dir/$name.pid" ] || continue
    pid=$(cat "$dir/$name.pid")
    # Nothing in it is meant to outlive it, so nothing needs time to be written.
    kill -9 "$pid" 2>/dev/null || true
    rm -f "$dir/$name.pid"
  done
}

trap exit HUP INT TERM
[ $# -ge 2 ] || fail "start DIR PORT | stop DIR | run DIR PORT"
dir=$2
port=${3:-}
case $1 in
  start)
    trap stop EXIT
    start
    trap - EXIT
    ;;
  stop)
    stop
    ;;
  run)
    trap 'stop; rm -rf "$dir"' EXIT
    start
    echo ready
    while read -r _; do :; done
    ;;
  *)
    fail "unknown command $1"
    ;;
esac
