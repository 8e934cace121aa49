package ntp

import (
	"bytes"
	"encoding/binary"
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// sieve has the kernel pass over all datagrams that are no reply to the request: the library judges
// the first one that it reads, so that junk ahead of the reply, or a forger's guesses, would mute
// the server. It costs nothing per datagram, and keeps the kernel's receive stamp, which a socket
// that is read ahead would lose. Where there can be none the first datagram decides.
type sieve struct{ conn net.Conn }

const (
	udpHeader    = 8  // what a socket's filter sees begins with it
	originAt     = 24 // RFC 5905 section 7.3
	transmitAt   = 40
	wholeReply   = ^uint32(0)
	returnLength = unix.BPF_RET | unix.BPF_K
)

// ProcessQuery is called when the request is complete but for the digest, and not sent yet.
func (s *sieve) ProcessQuery(request *bytes.Buffer) error {
	socket, ok := s.conn.(syscall.Conn)
	if !ok || request.Len() < replyLength {
		return nil
	}
	transmit := request.Bytes()[transmitAt:]
	program := origins(binary.BigEndian.Uint32(transmit), binary.BigEndian.Uint32(transmit[4:]))
	if raw, err := socket.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) {
			_ = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER,
				&unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]})
		})
	}
	return nil
}

func (*sieve) ProcessResponse([]byte) error { return nil }

// origins accepts replies to the request of that transmit stamp: as long as a header, for a load
// beyond the end drops the datagram, with its stamp for origin.
func origins(high, low uint32) []unix.SockFilter {
	load := func(size uint16, at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_ABS | size, K: udpHeader + at}
	}
	equals := func(value uint32, orSkip uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: value, Jf: orSkip}
	}
	return []unix.SockFilter{
		load(unix.BPF_B, replyLength-1),
		load(unix.BPF_W, originAt),
		equals(high, 3),
		load(unix.BPF_W, originAt+4),
		equals(low, 1),
		{Code: returnLength, K: wholeReply},
		{Code: returnLength, K: 0},
	}
}
