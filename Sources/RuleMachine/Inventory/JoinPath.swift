import ResourceDocuments

/// What leads from a resource to what a join knows it by.
package struct JoinPath: Hashable, Sendable {
    /// How it meets the key that is asked for.
    package enum Form: Hashable, Sendable {
        /// It is the key.
        case equal
        /// It is one of the key's elements.
        case among
        /// One of its elements is the key.
        case containing
    }

    package let steps: [SharedValue.Step]
    package let form: Form

    package init(_ steps: [SharedValue.Step], form: Form = .equal) {
        self.steps = steps
        self.form = form
    }

    /// Whether a value may come of it that stands in no document.
    var isDerived: Bool {
        steps.contains { step in
            switch step.operation {
            case .call, .convert, .fallback: true
            case .member, .attribute, .index: false
            }
        }
    }
}

/// A join whose constants are frozen, one for each step.
struct FrozenJoin {
    let kind: String
    let path: JoinPath
    let constants: [Register]
}
