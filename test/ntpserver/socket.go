package ntpserver

import (
	"encoding/binary"
	"net"
	"net/netip"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// listen opens a UDP socket whose packets carry the kernel's time of receipt, so
// that a busy machine does not look like a slow network.
func listen(address string) (*net.UDPConn, error) {
	at, err := net.ResolveUDPAddr("udp", address)
	if err != nil {
		return nil, err
	}
	conn, err := net.ListenUDP("udp", at)
	if err != nil {
		return nil, err
	}
	if err := stampReceipts(conn); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

func stampReceipts(conn *net.UDPConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = raw.Control(func(fd uintptr) {
		failed = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_TIMESTAMPNS, 1)
	})
	if err != nil {
		return err
	}
	return failed
}

// receive waits for a packet. arrived is the kernel's stamp, or the time now
// where there is none.
func receive(conn *net.UDPConn, buffer, control []byte) (n int, from netip.AddrPort, arrived time.Time, err error) {
	n, length, _, from, err := conn.ReadMsgUDPAddrPort(buffer, control)
	arrived = time.Now()
	if err != nil {
		return 0, from, arrived, err
	}
	if stamp, ok := receiptStamp(control[:length]); ok {
		arrived = stamp
	}
	return n, from, arrived, nil
}

// receiptStamp finds the SCM_TIMESTAMPNS message: a timespec of two native words.
func receiptStamp(control []byte) (time.Time, bool) {
	messages, err := syscall.ParseSocketControlMessage(control)
	if err != nil {
		return time.Time{}, false
	}
	for _, m := range messages {
		if m.Header.Level == unix.SOL_SOCKET && m.Header.Type == unix.SCM_TIMESTAMPNS {
			return timespec(m.Data)
		}
	}
	return time.Time{}, false
}

func timespec(data []byte) (time.Time, bool) {
	switch len(data) {
	case 16:
		return time.Unix(int64(binary.NativeEndian.Uint64(data)), int64(binary.NativeEndian.Uint64(data[8:]))), true
	case 8:
		return time.Unix(int64(int32(binary.NativeEndian.Uint32(data))), int64(int32(binary.NativeEndian.Uint32(data[4:])))), true
	}
	return time.Time{}, false
}
