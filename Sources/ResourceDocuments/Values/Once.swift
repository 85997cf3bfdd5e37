import Synchronization

/// Does one thing once, whichever thread comes first; the others wait for it.
final class Once: Sendable {
    private let isDone = Atomic<Bool>(false)
    private let mutex = Mutex(())

    func run(_ work: () -> Void) {
        if isDone.load(ordering: .acquiring) { return }
        mutex.withLock { _ in
            if isDone.load(ordering: .relaxed) { return }
            work()
            isDone.store(true, ordering: .releasing)
        }
    }
}
