import ResourceDocuments

extension Operations {
    /// `value is present`
    @inline(__always)
    static func present(_ asked: Register) -> Answer {
        let value = asked.asValue
        if !value.isUnknown { return .true }
        if value.isDecidedLater {
            return value.view.pointee.mayBeNothing(value.word) ? Answer(.undetermined) : .true
        }
        let causes = value.causes
        return causes.isSubset(of: .notThere) ? .false : Answer(causes)
    }

    /// `value is empty`
    @inline(never)
    static func empty(_ value: Register) -> Answer {
        if value.isUnknown { return Answer(value.causes) }
        if let list = ListElements(value) {
            if list.causes.isEmpty { return Answer(list.count == 0) }
            for index in 0..<list.count where !list[index].isUnknown { return .false }
            return Answer(list.causes)
        }
        if let map = MapMembers(value) { return map.hasDuplicates ? .badData : Answer(map.count == 0) }
        return Answer(value.word.isText && value.word.low == 0)
    }

    /// `value is undetermined`
    static func undetermined(_ asked: Register) -> Answer {
        let causes = asked.asValue.causes
        return causes.isEmpty ? .false : causes == .undetermined ? .true : Answer(causes)
    }

    /// `value is a TYPE`
    @inline(never)
    func isA(_ value: Register, _ type: MachineType) -> Answer {
        let value = value.written ?? value
        let causes = value.causes
        if !causes.isEmpty { return causes.isSubset(of: .notThere) ? .false : Answer(causes) }
        switch type {
        case .general: return .true
        case .string: return Answer(value.kind == .text)
        case .numeric: return Answer(value.kind == .number)
        case .boolean: return Answer(value.kind == .boolean)
        case .list: return Answer(value.kind == .list)
        case .map: return Answer(value.kind == .map)
        case .timestamp: return Answer(value.kind == .instant || reads(value, as: .instant))
        case .duration: return Answer(value.kind == .span || reads(value, as: .span))
        case .version: return Answer(value.kind == .version || reads(value, as: .version))
        case .ip: return Answer(value.kind == .address || reads(value, as: .address))
        case .pattern: return Answer(value.kind == .pattern || reads(value, as: .pattern))
        case .quantity: return Answer(value.kind == .number || reads(value, as: .quantity))
        case .stringList: return everyElement(of: value, isA: .string)
        case .ipList: return everyElement(of: value, isA: .ip)
        case .numericList: return everyElement(of: value, isA: .numeric)
        }
    }

    private func everyElement(of value: Register, isA type: MachineType) -> Answer {
        guard let list = ListElements(value) else { return .false }
        var fold = AnswerFold.and
        for index in 0..<list.count where !fold.isDecided {
            let element = list[index]
            fold.add(element.isUnknown && element.written == nil ? Answer(element.causes) : isA(element, type))
        }
        return fold.answer
    }

    /// Whether a text reads so, without keeping what it reads as.
    private func reads(_ value: Register, as conversion: MachineConversion) -> Bool {
        guard value.word.isText else { return false }
        let text = String(value.bytes)
        return switch conversion {
        case .address: AddressRange(text) != nil
        case .instant: Instant(text) != nil
        case .span: TimeSpan(text) != nil
        case .version: VersionNumber(text) != nil
        case .quantity: Quantity.parse(text) != nil
        case .pattern: (try? Pattern(text, caseInsensitive: false)) != nil
        case .number: ExactNumber(value.bytes) != nil
        }
    }
}
