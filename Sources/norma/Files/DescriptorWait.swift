import Foundation

/// What can be done with a descriptor that another program has set not to wait (`O_NONBLOCK`), such as a pipe that it shares with this one.
enum DescriptorWait {
    /// After a call that failed with `code`: whether to call again, which is worth something then. Waits until there is something to
    /// read, or room to write.
    static func isOver(after code: Int32, on descriptor: Int32, for events: Int32) -> Bool {
        if code == EINTR { return true }
        guard code == EAGAIN || code == EWOULDBLOCK else { return false }
        var waited = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
        return poll(&waited, 1, -1) >= 0 || errno == EINTR
    }
}
