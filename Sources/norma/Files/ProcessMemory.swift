/// What a command has made by its end, and what goes with the process: to free the bundled library takes a twentieth of the time in which it
/// is checked, and gives nobody anything back.
enum ProcessMemory {
    private final class Kept<Value> {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    static func keep<Value>(_ value: Value) { _ = Unmanaged.passRetained(Kept(value)) }
}
