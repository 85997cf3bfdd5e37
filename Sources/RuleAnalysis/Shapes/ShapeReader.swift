import ResourceDocuments
import RuleChecker
import RuleSyntax
import SourceText

/// What some rules read, all together: two versions of one rule are asked about the same resources.
struct RuleShape {
    let tested: ResourceShape
    /// By the kind that a rule ranges over.
    let others: [(kind: KindPattern, shape: ResourceShape)]

    init(_ rules: [BoundRule], asOf: Instant) {
        var kinds: [KindPattern] = []
        for kind in rules.flatMap(\.rule.kinds) where !kinds.contains(kind) { kinds.append(kind) }
        var reader = ShapeReader(
            tested: ResourceShape(kinds: kinds, schemas: rules.first?.rule.schemas ?? KindSchemas()), asOf: asOf)
        for rule in rules { reader.read(rule) }
        tested = reader.tested
        others = reader.others
    }
}

/// Walks checked rules and writes down what they read.
struct ShapeReader {
    let tested: ResourceShape
    private(set) var others: [(kind: KindPattern, shape: ResourceShape)] = []
    let asOf: Instant
    private var parameters: [Value] = []
    private var schemas = KindSchemas()
    private var slots: [Slot: Reading] = [:]
    /// Nobody asks for an element so far down a list.
    private static let maximumIndex = 127
    /// Calls inside one another; defines do not recurse, but a search needs no more.
    private var depth = 0

    /// What an expression may give: values of places, resources, constants.
    struct Reading {
        var shapes: [PropertyShape] = []
        /// Lists of the keys of some, or of their keys with their values.
        var keyLists: [PropertyShape] = []
        var resources: [ResourceShape] = []
        var constants: [Value] = []
        /// What a number tells the length of, or the number of elements.
        var sizes: [Size] = []
        /// Of places that are those of elements, as behind `[*]`: the lists that these stand in.
        var lists: [PropertyShape] = []

        var areElements: Bool { !lists.isEmpty }

        enum Size {
            case length(PropertyShape)
            case count(PropertyShape)
            case countOfResources(ResourceShape)
            case prefixLength(PropertyShape)
            /// Of a span of time: how many days it has.
            case days(PropertyShape)
        }

        static func + (left: Reading, right: Reading) -> Reading {
            Reading(
                shapes: left.shapes + right.shapes, keyLists: left.keyLists + right.keyLists,
                resources: left.resources + right.resources,
                constants: left.constants + right.constants, sizes: left.sizes + right.sizes,
                lists: left.lists + right.lists)
        }
    }

    init(tested: ResourceShape, asOf: Instant) {
        self.tested = tested
        self.asOf = asOf
    }

    mutating func read(_ bound: BoundRule) {
        parameters = bound.parameters.map(\.value)
        schemas = bound.rule.schemas
        slots = [:]
        for binding in bound.rule.bindings { slots[binding.slot] = reading(of: binding.form) }
        for condition in [bound.rule.filter].compactMap(\.self) + bound.rule.conditions { read(condition) }
        for clause in bound.rule.clauses { read(clause.condition) }
    }

    private mutating func reading(of form: CheckedBinding.Form) -> Reading {
        switch form {
        case .expression(let expression): return reading(of: expression)
        case .each(let variable, let sources, let filter):
            let lists = sources.map { reading(of: $0) }.reduce(Reading(), +)
            slots[variable] = elements(of: lists, in: sources)
            if let filter { read(filter) }
            return lists
        }
    }

    private mutating func reading(of source: CheckedSource) -> Reading {
        switch source {
        case .expression(let expression): reading(of: expression)
        case .resources(let kind, _): Reading(resources: [shape(of: kind)])
        }
    }

    private mutating func shape(of kind: KindPattern) -> ResourceShape {
        if let known = others.first(where: { $0.kind == kind }) { return known.shape }
        let shape = ResourceShape(kinds: [kind], schemas: schemas)
        others.append((kind, shape))
        return shape
    }

    /// Resources are their own elements: what is ranged over is the kind.
    private func elements(of lists: Reading, in sources: [CheckedSource]) -> Reading {
        var constants: [Value] = []
        for case .list(let elements) in lists.constants { constants += elements }
        return Reading(
            shapes: lists.areElements ? lists.shapes : (lists.shapes + lists.keyLists).map { $0.elements() },
            resources: lists.resources, constants: constants)
    }

    // MARK: Conditions

    mutating func read(_ condition: CheckedCondition) {
        switch condition {
        case .all(let parts, _), .any(let parts, _): for part in parts { read(part) }
        case .not(let part, _): read(part)
        case .test(let test):
            let subject = reading(of: test.subject)
            ask(test.predicate, of: subject)
        case .quantified(let quantified):
            let lists = quantified.sources.map { reading(of: $0) }.reduce(Reading(), +)
            if quantified.keyVariable != nil { for shape in lists.shapes { shape.hasKeys = true } }
            if let bound = quantified.quantifier.bound {
                // The largest wraps round to what no list has.
                add(sizes: [bound - 1, bound, bound &+ 1], to: lists.elementCounts)
            }
            slots[quantified.variable] = elements(of: lists, in: quantified.sources)
            if let key = quantified.keyVariable { slots[key] = Reading(shapes: lists.shapes.map { $0.keyShape() }) }
            if let filter = quantified.filter { read(filter) }
            if let body = quantified.body { read(body) }
        case .call(let call): _ = reading(of: call)
        }
    }

    // MARK: Expressions

    mutating func reading(of expression: CheckedExpression) -> Reading {
        switch expression.form {
        case .literal(let value): return Reading(constants: [value])
        case .parameter(let index):
            return Reading(constants: parameters.indices.contains(index) ? [parameters[index]] : [])
        case .slot(let slot): return slots[slot] ?? Reading()
        case .asOf: return Reading(constants: [.instant(asOf)])
        case .resources(let kind): return Reading(resources: [shape(of: kind)])
        case .path(let path): return reading(of: path)
        case .fallback(let first, let second, _): return reading(of: first) + reading(of: second)
        case .convert(let inner, let conversion):
            let reading = reading(of: inner)
            for shape in reading.shapes where shape.isLeaf {
                for example in conversion.examples { shape.add(example) }
            }
            return reading
        case .define(let call): return reading(of: call)
        case .call(let function, let arguments):
            let readings = arguments.map { reading(of: $0) }
            return reading(of: function, readings)
        }
    }

    private mutating func reading(of call: CheckedDefineCall) -> Reading {
        guard depth < 20 else { return Reading() }
        let outer = slots
        var inner: [Slot: Reading] = [:]
        for (index, argument) in call.arguments.enumerated() { inner[Slot(index)] = reading(of: argument) }
        slots = inner
        depth += 1
        defer {
            slots = outer
            depth -= 1
        }
        switch call.define.body {
        case .condition(let condition):
            read(condition)
            return Reading()
        case .expression(let expression): return reading(of: expression)
        }
    }

    private mutating func reading(of path: CheckedPath) -> Reading {
        var reading: Reading
        switch path.root {
        case .this: reading = Reading(resources: [tested])
        case .slot(let slot): reading = slots[slot] ?? Reading()
        case .expression(let expression): reading = self.reading(of: expression)
        }
        var lists: [PropertyShape] = []
        for step in path.steps {
            if case .elements = step { lists = reading.shapes + reading.resources.map(\.properties) }
            reading = self.reading(of: step, of: reading)
        }
        reading.lists = lists
        return reading
    }

    private mutating func reading(of step: CheckedPath.Step, of reading: Reading) -> Reading {
        let shapes = reading.shapes + reading.resources.map(\.properties)
        switch step {
        case .member(let name, _): return Reading(shapes: shapes.map { $0.member(name) })
        case .attribute(let attribute, _):
            return Reading(shapes: reading.resources.map { $0.attribute(attribute) })
        case .elements:
            return elements(
                of: Reading(
                    shapes: shapes, keyLists: reading.keyLists, constants: reading.constants, lists: reading.lists),
                in: [])
        case .index(let index, _):
            let keys = self.reading(of: index).constants
            var members: [PropertyShape] = []
            for case .string(let key) in keys { members += shapes.map { $0.member(key) } }
            // Where the list ends there, and where it goes on.
            for case .number(let number) in keys {
                guard let place = number.int64, (0..<Int64(Self.maximumIndex)).contains(place) else { continue }
                add(
                    sizes: [0, 1, 2].map { Int(place) + $0 },
                    to: (reading.areElements ? reading.lists : shapes).map(Reading.Size.count) + reading.sizes)
            }
            guard members.isEmpty else { return Reading(shapes: members) }
            return elements(of: Reading(shapes: shapes, keyLists: reading.keyLists, lists: reading.lists), in: [])
        }
    }

    private func reading(of function: BuiltinFunction, _ arguments: [Reading]) -> Reading {
        let first = arguments.first ?? Reading()
        if function.takesTextAlone { for shape in first.shapes { shape.readsText = true } }
        for typical in function.typicalArguments { for shape in first.shapes { shape.add(typical: typical) } }
        switch function {
        case .lower, .upper:
            for shape in first.shapes { shape.foldsCase = true }
            return first
        case .trim, .text, .number, .list, .distinct, .quantity, .duration, .timestamp, .version, .ip:
            return first
        case .count:
            for shape in first.shapes where !first.areElements { _ = shape.elements() }
            return Reading(sizes: first.elementCounts)
        case .values:
            for shape in first.shapes { shape.hasKeys = true }
            return Reading(shapes: first.shapes.map { $0.elements() }, sizes: first.elementCounts, lists: first.shapes)
        case .first, .last: return elements(of: first, in: [])
        case .entries:
            return Reading(keyLists: first.shapes.map { $0.listOfEntries() }, sizes: first.elementCounts)
        case .keys:
            for shape in first.shapes { _ = shape.elements() }
            return Reading(keyLists: first.shapes.map { $0.listOfKeys() }, sizes: first.elementCounts)
        case .json: return Reading(shapes: first.shapes.map { $0.decoded() })
        case .yaml:
            for shape in first.shapes { shape.takesYAML = true }
            return Reading(shapes: first.shapes.map { $0.decoded() })
        case .split:
            let separators = arguments.dropFirst().flatMap(\.constants)
            for case .string(let separator) in separators {
                for shape in first.shapes { shape.add(.text("a\(separator)b")) }
            }
            guard case .string(let separator)? = separators.first else { return Reading() }
            return Reading(shapes: first.shapes.map { $0.split(by: separator) })
        case .length:
            for shape in first.shapes { for text in ["", "a", "abcdefgh"] { shape.add(.text(text)) } }
            return Reading(sizes: first.shapes.map(Reading.Size.length))
        case .prefixLength:
            for shape in first.shapes { for text in ["10.0.0.0/8", "10.0.0.1"] { shape.add(.text(text)) } }
            return Reading(sizes: first.shapes.map(Reading.Size.prefixLength))
        case .base64: return Reading(shapes: first.shapes.map { $0.decodedText() })
        case .days:
            let spans = first.constants.compactMap { constant -> Value? in
                guard case .number(let days) = constant, let days = days.int64, days.magnitude < 1 << 20 else {
                    return nil
                }
                return .span(TimeSpan(seconds: days * 86_400))
            }
            return Reading(constants: spans, sizes: first.shapes.map(Reading.Size.days))
        }
    }
}

extension ShapeReader.Reading {
    /// What a count of its elements tells the size of.
    fileprivate var elementCounts: [Size] {
        let counted = sizes.filter { size in
            switch size {
            case .count, .countOfResources: true
            case .length, .prefixLength, .days: false
            }
        }
        return (areElements ? lists : shapes).map(Size.count) + resources.map(Size.countOfResources) + counted
    }
}

extension BuiltinFunction {
    /// And gives a text that is nearly the same.
    fileprivate var takesTextAlone: Bool {
        switch self {
        case .lower, .upper, .trim: true
        case .count, .length, .number, .text, .list, .distinct, .keys, .values, .entries, .split, .first, .last,
            .prefixLength,
            .quantity, .duration, .days, .timestamp, .version, .ip, .json, .yaml, .base64:
            false
        }
    }

    /// What it can read.
    fileprivate var typicalArguments: [SampleValue] {
        switch self {
        case .number: [.integer(1), .integer(2), .integer(10)]
        case .days: [.integer(1), .integer(30), .integer(365)]
        case .quantity: [.text("1"), .text("500m"), .text("2Gi")]
        case .duration: [.text("1h"), .text("30d"), .text("365d")]
        case .timestamp: [.text("2020-01-01T00:00:00Z"), .text("2025-06-30T00:00:00Z"), .text("2030-01-01T00:00:00Z")]
        case .version: [.text("1.2.0"), .text("1.10.0"), .text("2.0.0")]
        case .ip: [.text("10.0.0.0/8"), .text("10.0.0.1"), .text("192.0.2.1")]
        case .count, .length, .lower, .upper, .trim, .text, .list, .distinct, .keys, .values, .entries, .split, .first,
            .last,
            .prefixLength, .json, .yaml, .base64:
            []
        }
    }
}

extension Conversion {
    /// Text that reads so, and text that does not.
    fileprivate var examples: [SampleValue] {
        switch self {
        case .address: [.text("10.0.0.0/8"), .text("0.0.0.0/0")]
        case .instant: [.text("2020-01-01T00:00:00Z")]
        case .span: [.text("1d")]
        case .version: [.text("1.0.0")]
        case .quantity: [.text("1")]
        case .pattern, .number: []
        }
    }
}
