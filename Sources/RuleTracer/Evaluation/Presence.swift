import ResourceDocuments
import RuleChecker
import RuleSyntax

/// `is present`, `is empty`, `is undetermined`, `is a TYPE`
extension TracedValue {
    var isPresent: Answer {
        guard let unknown = asValue.unknown else { return .yes }
        if let later = unknown.decidedLater { return later.mayBeNothing ? .unknown(unknown) : .yes }
        return unknown.causes.isSubset(of: .notThere) ? .no : .unknown(unknown)
    }

    var isEmpty: Answer {
        let value = asValue
        switch value.content {
        case .unknown(let unknown): return .unknown(unknown)
        case .text(let text): return Answer(text.isEmpty)
        case .list(let storage):
            let list = TracedList(storage, value.origin)
            guard let unknown = list.unknownOfDerived else { return Answer(list.isEmpty) }
            return list.contains { $0.unknown == nil } ? .no : .unknown(unknown)
        case .map(let storage):
            let map = TracedMap(storage, value.origin)
            if let duplicate = map.duplicateKey { return .unknown(duplicate) }
            return Answer(map.members.isEmpty)
        case .boolean, .number, .address, .instant, .span, .version, .pattern, .resource: return .no
        }
    }

    var isUndetermined: Answer {
        guard let unknown = asValue.unknown else { return .no }
        return unknown.causes == .undetermined ? .yes : .unknown(unknown)
    }

    func isA(_ type: TypeName) -> Answer {
        if isFunction { return Answer(type == .map || type == .general) }
        if let unknown = asValue.unknown {
            return unknown.causes.isSubset(of: .notThere) ? .no : .unknown(unknown)
        }
        switch type {
        case .general: return .yes
        case .string: return Answer(kind == .text)
        case .numeric: return Answer(kind == .number)
        case .boolean: return Answer(kind == .boolean)
        case .list: return Answer(kind == .list)
        case .map: return Answer(kind == .map)
        case .timestamp: return Answer(kind == .instant || reads(as: .instant))
        case .duration: return Answer(kind == .span || reads(as: .span))
        case .version: return Answer(kind == .version || reads(as: .version))
        case .ip: return Answer(kind == .address || reads(as: .address))
        case .pattern: return Answer(kind == .pattern || reads(as: .pattern))
        case .quantity: return Answer(kind == .number || reads(as: .quantity))
        case .stringList: return everyElement(isA: .string)
        case .ipList: return everyElement(isA: .ip)
        case .numericList: return everyElement(isA: .numeric)
        }
    }

    /// Unknown elements, null ones too, leave it open.
    private func everyElement(isA type: TypeName) -> Answer {
        guard let list else { return .no }
        return .all(
            list.lazy.map { element in
                guard let unknown = element.unknown, !element.isFunction else { return element.isA(type) }
                return .unknown(unknown)
            })
    }

    /// A map that stands in a document for a value that is decided later.
    private var isFunction: Bool { unknown?.decidedLater?.written != nil }
}
