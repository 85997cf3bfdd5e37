import RuleChecker

/// The values of a rule's, or of a define's, bindings and variables at one moment.
///
/// A value type: what decided a clause keeps the frame it was found in, and a message is evaluated in it later.
struct Frame: Sendable {
    private var slots: [TracedValue?]
    /// Whether this is the rule's own frame, in which its `let`s have slots.
    let isRule: Bool

    init(slotCount: Int, isRule: Bool) {
        slots = Array(repeating: nil, count: max(0, slotCount))
        self.isRule = isRule
    }

    /// A define's: its formals hold the arguments.
    init(_ define: CheckedDefine, arguments: [TracedValue]) {
        self.init(slotCount: max(define.slotCount, arguments.count), isRule: false)
        for (index, argument) in arguments.enumerated() { slots[index] = argument }
    }

    /// nil where nothing has been bound.
    subscript(slot: Slot) -> TracedValue? {
        get { slots.indices.contains(slot.index) ? slots[slot.index] : nil }
        set { if slots.indices.contains(slot.index) { slots[slot.index] = newValue } }
    }
}
