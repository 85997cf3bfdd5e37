/// Kinds that have to be collected for a rule to say of resources what is said of it, and of which there is none among them.
enum CollectedKinds {
    /// As a case says it.
    static func words(_ kinds: [String]) -> String { "collected: [\(kinds.joined(separator: ", "))]" }
}
