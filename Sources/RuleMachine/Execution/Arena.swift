/// Memory for the values that a run derives: bumped forward, never moved, forgotten all at once.
///
/// Chunks grow geometrically and the largest is kept, so in the common case nothing is asked of the system.
struct Arena: ~Copyable {
    private static let firstChunk = 1 << 14

    private var full: [UnsafeMutableRawPointer] = []
    private var chunk: UnsafeMutableRawPointer
    private var capacity: Int
    private var used = 0

    init() {
        capacity = Self.firstChunk
        chunk = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        for chunk in full { chunk.deallocate() }
        chunk.deallocate()
    }

    /// `byteCount` bytes, aligned to 16; valid until `reset`.
    mutating func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
        let size = (byteCount &+ 15) & ~15
        if size > capacity &- used { grow(size) }
        defer { used &+= size }
        return chunk + used
    }

    private mutating func grow(_ size: Int) {
        full.append(chunk)
        capacity = max(size, capacity &* 2)
        chunk = .allocate(byteCount: capacity, alignment: 16)
        used = 0
    }

    mutating func reset() {
        used = 0
        if full.isEmpty { return }
        for chunk in full { chunk.deallocate() }
        full.removeAll(keepingCapacity: true)
    }
}

/// Values that wait to become a list: a stack that grows, so that lists may be built one inside another.
struct PushedValues: ~Copyable {
    private var base: UnsafeMutablePointer<Register>
    private var capacity = 64
    private(set) var count = 0

    init() { base = .allocate(capacity: capacity) }
    deinit { base.deallocate() }

    mutating func push(_ value: Register) {
        if count == capacity { grow() }
        base[count] = value
        count &+= 1
    }

    private mutating func grow() {
        let grown = UnsafeMutablePointer<Register>.allocate(capacity: capacity * 2)
        grown.update(from: base, count: count)
        base.deallocate()
        base = grown
        capacity *= 2
    }

    /// All values from `mark` on, which leave the stack and stay readable until the next push.
    mutating func pop(to mark: Int) -> UnsafeBufferPointer<Register> {
        defer { count = mark }
        return UnsafeBufferPointer(start: base + mark, count: count - mark)
    }

    mutating func removeAll() { count = 0 }
}
