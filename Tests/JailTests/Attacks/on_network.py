"""Attacks on the network and on the sockets of other programs."""
import os
import socket

from attack import NotHere, attack


def open_socket(*arguments):
    try:
        return socket.socket(*arguments)
    except OSError as error:
        # Protocols that this kernel doesn't have; the jail answers otherwise.
        if error.errno in (93, 94, 97):
            raise NotHere(error)
        raise


def connects(family, address, protocol=0):
    with open_socket(family, socket.SOCK_STREAM, protocol) as client:
        client.settimeout(2)
        client.connect(address)
        client.sendall(b"attack")
        return True


@attack()
def connect_by_tcp(world):
    return connects(socket.AF_INET, ("127.0.0.1", world["tcp"]))


@attack()
def connect_by_tcp_over_ipv6(world):
    if not world["tcp6"]:
        raise NotHere("no IPv6")
    return connects(socket.AF_INET6, ("::1", world["tcp6"]))


@attack()
def connect_by_multipath_tcp(world):
    """Landlock's rules about ports don't see it."""
    return connects(socket.AF_INET, ("127.0.0.1", world["tcp"]), 262)


@attack()
def connect_by_sctp(world):
    open_socket(socket.AF_INET, socket.SOCK_STREAM, 132)
    return True


@attack()
def listen_for_tcp(world):
    with open_socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        return True


@attack()
def send_by_udp(world):
    with open_socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        return client.sendto(b"attack", ("127.0.0.1", world["udp"])) == 6


@attack()
def send_by_udp_over_ipv6(world):
    if not world["tcp6"]:
        raise NotHere("no IPv6")
    with open_socket(socket.AF_INET6, socket.SOCK_DGRAM) as client:
        return client.sendto(b"attack", ("::1", world["udp"])) == 6


@attack()
def look_up_a_name(world):
    return bool(socket.getaddrinfo("localhost", 80)) and open_socket(socket.AF_INET, socket.SOCK_DGRAM) is not None


@attack()
def send_raw_packets(world):
    if os.geteuid() != 0:
        raise NotHere("only root may")
    open_socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    return True


@attack()
def hear_all_packets(world):
    if os.geteuid() != 0:
        raise NotHere("only root may")
    open_socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    return True


@attack()
def talk_to_the_kernel_by_netlink(world):
    open_socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).bind((0, 0))
    return True


@attack()
def reach_the_host_of_a_virtual_machine(world):
    open_socket(socket.AF_VSOCK, socket.SOCK_STREAM)
    return True


@attack()
def use_the_cryptography_of_the_kernel(world):
    open_socket(socket.AF_ALG, socket.SOCK_SEQPACKET)
    return True


@attack()
def reach_a_bluetooth_device(world):
    open_socket(31, socket.SOCK_RAW, 1)
    return True


@attack()
def connect_to_a_unix_socket(world):
    return connects(socket.AF_UNIX, world["unix"])


@attack()
def connect_to_an_abstract_socket(world):
    """This is how programs reach a desktop, or the agent that holds keys."""
    return connects(socket.AF_UNIX, "\0" + world["abstract"])


@attack()
def send_to_a_unix_socket_from_a_pair(world):
    """A pair of datagram sockets is connected, but can send elsewhere."""
    one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    return one.sendto(b"attack", world["datagram"]) == 6


@attack()
def pass_a_descriptor_through_a_pair(world):
    """A pair of streams is allowed, because asyncio needs it, but only for bytes."""
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with open("/dev/null") as file:
        socket.send_fds(one, [b"x"], [file.fileno()])
    return len(socket.recv_fds(other, 1, 1)[1]) == 1


@attack()
def listen_at_a_unix_socket(world):
    with open_socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("\0sextant-attack-%d" % os.getpid())
        server.listen()
        return True
