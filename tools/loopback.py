"""Bring the loopback device up (Linux, in a fresh network namespace), for machines without the `ip` command."""

import fcntl
import socket
import struct

SIOCSIFFLAGS = 0x8914
IFF_UP_RUNNING = 0x1 | 0x40

if __name__ == "__main__":
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        fcntl.ioctl(probe, SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", IFF_UP_RUNNING, b""))
