# Sockets: pairs, servers, datagrams, timeouts, addresses, and what they refuse.
import os
import select
import socket
import tempfile


def attempt(function, *args):
    try:
        print(function(*args))
    except (OSError, OverflowError, TypeError, ValueError) as error:
        print(type(error).__name__, error)


left, right = socket.socketpair()
print(left.family, left.type, left.proto, left.gettimeout(), left.getblocking())
left.sendall(b"hello")
print(right.recv(3), right.recv(3), left.send(b"again"), right.recv(100, socket.MSG_PEEK), right.recvfrom(100))
right.settimeout(0.01)
attempt(right.recv, 10)
right.setblocking(False)
attempt(right.recv, 10)
print(right.timeout, select.select([right], [right], [], 0)[1] == [right])
room = bytearray(6)
left.send(b"xyz")
print(right.recv_into(room), room, select.select([right], [], [], 0))
attempt(right.recv_into, room, 7)
attempt(right.recv, -1)
attempt(left.settimeout, -1)
attempt(left.setsockopt, socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
print(left.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE), left.getsockname() == "")
right.setblocking(True)
with left.makefile("w") as file:
    file.write("a line\n")
print(right.makefile("rb").readline())
left.close()
print(right.recv(5), left.fileno(), right.detach() > 2)
attempt(left.send, b"x")

server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname(), timeout=5)
served, address = server.accept()
print(address == client.getsockname(), served.getpeername() == address, client.getpeername() == server.getsockname())
client.sendall(b"x" * 1000)
client.shutdown(socket.SHUT_WR)
print(sum(iter(lambda: len(served.recv(300)), 0)))
for each in server, client, served:
    each.close()

with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mailbox:
    path = os.path.join(folder, "mail")
    mailbox.bind(path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        print(sender.sendto(b"letter", path), mailbox.recvfrom(100), mailbox.getsockname() == path)
    attempt(mailbox.bind, "x" * 200)

with socket.socket() as sock:
    attempt(sock.connect, "nowhere")
    attempt(sock.connect, ("127.0.0.1",))
    attempt(sock.connect, ("127.0.0.1", 70000))
    attempt(sock.connect, ("127.0.0.1", 1))
    print(sock.connect_ex(("127.0.0.1", 1)))
attempt(socket.socket, 999)
print(socket.inet_aton("1.2.3.4"), socket.inet_ntoa(b"\x01\x02\x03\x04"), socket.inet_pton(socket.AF_INET6, "::1")[-1])
print(socket.inet_ntop(socket.AF_INET6, bytes(15) + b"\x01"), socket.htons(1), socket.ntohl(1 << 24))
for wrong in (
    (socket.inet_aton, "1.2.3.x"),
    (socket.inet_ntoa, b"123"),
    (socket.inet_pton, socket.AF_INET, "::1"),
    (socket.htons, -1),
    (socket.htons, 70000),
    (socket.getaddrinfo, "1.2.3.4.5", 1, 0, 0, 0, socket.AI_NUMERICHOST),
):
    attempt(*wrong)
print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM), socket.gethostbyname("127.0.0.1"))
print(socket.getdefaulttimeout(), socket.setdefaulttimeout(2), socket.socketpair()[0].gettimeout())
