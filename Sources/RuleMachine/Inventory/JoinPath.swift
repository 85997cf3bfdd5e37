import ResourceDocuments

/// What leads from a resource to what a join knows it by.
package struct JoinPath: Hashable, Sendable {
    /// How it meets the key that is asked for.
    package enum Form: Hashable, Sendable {
        /// It is the key.
        case equal
        /// It is one of the key's elements.
        case among
        /// One of its elements, or what leads from one, is the key.
        case containing
        /// One of its elements is the key, or the key of one of its members.
        case holding
    }

    package let steps: [SharedValue.Step]
    /// Of `containing`: from an element of the list.
    package let elements: [SharedValue.Step]
    package let form: Form

    package init(_ steps: [SharedValue.Step], elements: [SharedValue.Step] = [], form: Form = .equal) {
        self.steps = steps
        self.elements = elements
        self.form = form
    }

    /// Whether a value may come of it that stands in no document.
    var isDerived: Bool {
        (steps + elements).contains { step in
            switch step.operation {
            case .call, .convert, .fallback: true
            case .member, .attribute, .index: false
            }
        }
    }
}

/// What stands beside a join's number in a register.
struct JoinConstant {
    /// What a key that is no key ranges over.
    let kind: Int
    /// The number of the other equality, from 1; 0 where there is none.
    let other: Int

    init(kind: Int, other: Int) {
        self.kind = kind
        self.other = other
    }

    init(_ join: Register) {
        kind = Int(truncatingIfNeeded: join.aux & 0xFFFF_FFFF)
        other = Int(truncatingIfNeeded: join.aux &>> 32)
    }

    var rawValue: UInt64 { UInt64(kind) | UInt64(other) &<< 32 }
}

/// A join whose constants are frozen, one for each step, those from an element behind those to the list.
struct FrozenJoin {
    let kind: String
    let path: JoinPath
    let constants: [Register]
}
