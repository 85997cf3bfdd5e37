import Synchronization

/// Begins work beside the caller's, and gives what waits for its end.
package typealias SideWork = (_ work: @escaping @Sendable () -> Void) -> () -> Void

/// What work beside the caller's gives, once it has ended.
final class Later<Value: Sendable>: Sendable {
    private let held = Mutex<Value?>(nil)

    var value: Value? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
