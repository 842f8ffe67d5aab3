/* Kept true: a message is sent and received whole (the sockets keep record boundaries), and a
   file descriptor that comes with one is never dropped. */
#include "timeline/channel.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

int channel_pair(int ends[2])
{
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
}

typedef union FdSpace {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr aligned;
} FdSpace;

int channel_send(int channel, const Message *message, int fd)
{
    FdSpace space = {{0}};
    struct iovec part = {(void *)(uintptr_t)message, sizeof *message};
    struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
    if (fd >= 0) {
        header.msg_control = space.bytes;
        header.msg_controllen = sizeof space.bytes;
        struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(rights), &fd, sizeof fd);
    }
    for (;;) {
        ssize_t sent = sendmsg(channel, &header, MSG_NOSIGNAL);
        if (sent == (ssize_t)sizeof *message) return 0;
        if (sent < 0 && errno == EINTR) continue;
        return -1;
    }
}

int channel_receive(int channel, Message *message, int *fd)
{
    FdSpace space;
    struct iovec part = {message, sizeof *message};
    struct msghdr header = {.msg_iov = &part,
                            .msg_iovlen = 1,
                            .msg_control = space.bytes,
                            .msg_controllen = sizeof space.bytes};
    *fd = -1;
    ssize_t received;
    do received = recvmsg(channel, &header, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    if (received != (ssize_t)sizeof *message) return 0;
    struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
    if (rights != NULL && rights->cmsg_type == SCM_RIGHTS) memcpy(fd, CMSG_DATA(rights), sizeof *fd);
    return 1;
}
