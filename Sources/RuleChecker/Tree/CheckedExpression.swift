package import ResourceDocuments
package import SourceText

/// An expression with its names settled and its static type.
///
/// The tree is made of objects that never change: who walks it, or keeps a part of it, counts one reference and not one for each place,
/// name and operand in it.
package final class CheckedExpression: Sendable {
    package enum Form: Sendable {
        case literal(Value)
        case parameter(Int)
        /// A binding, a quantifier's variable or a formal.
        case slot(Slot)
        case asOf
        case path(CheckedPath)
        case fallback(CheckedExpression, CheckedExpression, Fallback)
        case call(BuiltinFunction, [CheckedExpression])
        /// A define that gives a value.
        case define(CheckedDefineCall)
        /// `resources of K`, as an argument of `count` only.
        case resources(KindPattern)
        /// Reads the value as the type that the other side of a comparison asks for.
        case convert(CheckedExpression, Conversion)
    }

    /// When `a default b` answers `b`.
    package enum Fallback: Sendable {
        /// `b` is a literal: only where the end of `a` itself is absent; `[]` drops absent branches.
        case ownEnd
        /// `b` is not: wherever `a` breaks off.
        case anywhere
    }

    package let form: Form
    package let type: ValueType
    package let place: SourcePlace

    package init(_ form: Form, type: ValueType, place: SourcePlace) {
        self.form = form
        self.type = type
        self.place = place
    }

    /// Another value at the same place.
    package func with(_ form: Form) -> CheckedExpression { CheckedExpression(form, type: type, place: place) }

    package func with(type: ValueType) -> CheckedExpression { CheckedExpression(form, type: type, place: place) }
}

/// How a value that has no static type is read when its neighbour has one. Element by element on a list;
/// a value that already has the type stays as it is.
package enum Conversion: String, CaseIterable, Sendable {
    case address, instant, span, version, quantity, pattern
    /// A number, or text that holds one: a property that its schema declares numeric.
    case number
}

/// Where a path starts and the steps it takes.
package final class CheckedPath: Sendable {
    package enum Root: Sendable {
        /// The properties of the resource under test.
        case this
        /// A slot's value; a resource's slot starts at its properties.
        case slot(Slot)
        case expression(CheckedExpression)
    }

    package enum Step: Sendable {
        case member(String, SourcePlace)
        /// Only on `this` or on a variable over `resources of`.
        case attribute(ResourceAttribute, SourcePlace)
        case index(CheckedExpression, SourcePlace)
        /// `[*]`
        case elements(SourcePlace)

        package var place: SourcePlace {
            switch self {
            case .member(_, let place), .attribute(_, let place), .index(_, let place), .elements(let place): place
            }
        }

        fileprivate var isMember: Bool { if case .member = self { true } else { false } }
    }

    package let root: Root
    package let steps: [Step]
    /// The names of the members that it leads through before it takes another step.
    package let members: [String]

    package init(root: Root, steps: [Step]) {
        self.root = root
        self.steps = steps
        var members: [String] = []
        for case .member(let name, _) in steps.prefix(while: \.isMember) { members.append(name) }
        self.members = members
    }

    /// Whether it leads through nothing but members.
    package var isOfMembers: Bool { members.count == steps.count }

    /// True when a `[*]` makes the path a list of branches.
    package var isSpread: Bool {
        steps.contains { if case .elements = $0 { true } else { false } }
    }
}

/// A call of a define with its arguments, one for each formal.
package final class CheckedDefineCall: Sendable {
    package let define: CheckedDefine
    package let arguments: [CheckedExpression]
    package let place: SourcePlace

    package init(define: CheckedDefine, arguments: [CheckedExpression], place: SourcePlace) {
        self.define = define
        self.arguments = arguments
        self.place = place
    }
}

/// `define`: formals stand in slots `0 ..< formals.count` of a frame of its own.
package final class CheckedDefine: Sendable {
    package enum Body: Sendable {
        case condition(CheckedCondition)
        case expression(CheckedExpression)
    }

    package let name: String
    package let formals: [String]
    package let slotCount: Int
    package let body: Body
    package let readsClock: Bool
    package let cost: StaticCost
    package let place: SourcePlace

    package init(
        name: String, formals: [String], slotCount: Int, body: Body, readsClock: Bool, cost: StaticCost,
        place: SourcePlace
    ) {
        self.name = name
        self.formals = formals
        self.slotCount = slotCount
        self.body = body
        self.readsClock = readsClock
        self.cost = cost
        self.place = place
    }
}
