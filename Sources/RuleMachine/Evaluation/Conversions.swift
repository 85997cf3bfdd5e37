import ResourceDocuments

extension Operations {
    // MARK: What a register holds

    static func instant(_ value: Register) -> Instant {
        Instant(seconds: Int64(bitPattern: value.aux), nanoseconds: Int32(truncatingIfNeeded: value.word.high))
    }

    static func span(_ value: Register) -> TimeSpan {
        TimeSpan(seconds: Int64(bitPattern: value.aux), nanoseconds: Int32(truncatingIfNeeded: value.word.high))
    }

    // MARK: What a value becomes

    static func register(_ instant: Instant) -> Register {
        Register(
            word: TapeWord(.instant, high: UInt32(bitPattern: instant.nanoseconds)),
            aux: UInt64(bitPattern: instant.seconds))
    }

    static func register(_ span: TimeSpan) -> Register {
        Register(
            word: TapeWord(.span, high: UInt32(bitPattern: span.nanoseconds)), aux: UInt64(bitPattern: span.seconds))
    }

    func register(_ range: AddressRange) -> Register {
        let place = state.pointee.arena.allocate(MemoryLayout<AddressRange>.size)
        place.initializeMemory(as: AddressRange.self, repeating: range, count: 1)
        return Register(word: TapeWord(.address), aux: UInt64(UInt(bitPattern: place)))
    }

    func register(_ version: VersionNumber) -> Register {
        state.pointee.versions.append(version)
        return Register(
            word: TapeWord(.version, high: UInt32(truncatingIfNeeded: state.pointee.versions.count - 1)), aux: 0)
    }

    /// Whoever calls keeps the pattern alive.
    static func constant(_ pattern: Pattern) -> Register {
        Register(word: TapeWord(.pattern), aux: UInt64(UInt(bitPattern: Unmanaged.passUnretained(pattern).toOpaque())))
    }

    func register(_ pattern: Pattern) -> Register {
        state.pointee.patterns.append(pattern)
        return Self.constant(pattern)
    }

    func register(_ number: ExactNumber) -> Register {
        if let integer = number.int64, integer.magnitude < UInt64(TapeWord.integerLimit) {
            return Register(word: TapeWord(integer: integer), aux: 0)
        }
        var text = number.description
        let derived = text.withUTF8 { self.text(copying: $0) }
        return Register(word: TapeWord(.decimal, high: 0, low: UInt32(derived.word.low)), aux: derived.aux)
    }

    /// A text of its own: a view in the arena with the bytes behind it.
    func text(copying bytes: UnsafeBufferPointer<UInt8>) -> Register {
        Self.text(copying: bytes) { state.pointee.arena.allocate($0) }
    }

    /// The same, or a number's text, where `allocate` says.
    static func text(
        copying bytes: UnsafeBufferPointer<UInt8>, tag: TapeTag = .string,
        _ allocate: (Int) -> UnsafeMutableRawPointer
    ) -> Register {
        let header = MemoryLayout<DocumentView>.stride
        let place = allocate(header + bytes.count + PaddedBytes.padding)
        let text = (place + header).bindMemory(to: UInt8.self, capacity: bytes.count + PaddedBytes.padding)
        if let base = bytes.baseAddress { text.update(from: base, count: bytes.count) }
        (text + bytes.count).update(repeating: 0, count: PaddedBytes.padding)
        let view = place.bindMemory(to: DocumentView.self, capacity: 1)
        // The words are never read: nothing on a text points to one.
        let words = UnsafeRawPointer(place).assumingMemoryBound(to: UInt64.self)
        view.initialize(to: DocumentView(text: text, decoded: text, words: words))
        return Register(word: TapeWord(tag, high: 0, low: UInt32(truncatingIfNeeded: bytes.count)), view: view)
    }

    func text(_ string: String) -> Register {
        var string = string
        return string.withUTF8 { text(copying: $0) }
    }

    /// A list of these values; Unknown elements make it a list of which not all is known.
    func list(_ values: UnsafeBufferPointer<Register>) -> Register {
        let place = state.pointee.arena.allocate(values.count &* MemoryLayout<Register>.stride)
        let elements = place.bindMemory(to: Register.self, capacity: max(values.count, 1))
        var causes = UnknownCauses()
        for index in 0..<values.count {
            elements[index] = values[index]
            if values[index].isUnknown { causes.formUnion(values[index].causes) }
        }
        let count = UInt32(truncatingIfNeeded: values.count)
        return Register(
            word: TapeWord(.list, high: UInt32(causes.rawValue), low: count), aux: UInt64(UInt(bitPattern: place)))
    }

    func list(_ values: [Register]) -> Register { values.withUnsafeBufferPointer { list($0) } }

    // MARK: Reading

    /// `convert` of Meaning.md: a text as what it spells, a list element by element, a value that has the kind as it is.
    @inline(never)
    func convert(_ value: Register, _ conversion: MachineConversion) -> Register {
        if value.isUnknown { return Register(value.causes) }
        guard let elements = ListElements(value) else { return convertOne(value, conversion) }
        charge(elements.count)
        var converted: [Register] = []
        converted.reserveCapacity(elements.count)
        for index in 0..<elements.count {
            let element = elements[index]
            converted.append(element.isUnknown ? Register(element.causes) : convert(element, conversion))
        }
        return list(converted)
    }

    private func convertOne(_ value: Register, _ conversion: MachineConversion) -> Register {
        let kind: ValueKind =
            switch conversion {
            case .address: .address
            case .instant: .instant
            case .span: .span
            case .version: .version
            case .quantity, .number: .number
            case .pattern: .pattern
            }
        if value.kind == kind { return value }
        guard value.word.isText else { return Register(.wrongType) }
        let read: Register?
        switch conversion {
        case .address: read = AddressRange(value.bytes).map { register($0) }
        case .instant: read = Instant(value.bytes).map { Self.register($0) }
        case .span: read = TimeSpan(String(value.bytes)).map { Self.register($0) }
        case .version: read = VersionNumber(String(value.bytes)).map { register($0) }
        case .quantity: read = Quantity.parse(String(value.bytes)).map { register($0) }
        case .number: read = ExactNumber(value.bytes).map { register($0) }
        case .pattern:
            charge(1_000)
            read = (try? Pattern(String(value.bytes), caseInsensitive: false)).map { register($0) }
        }
        return read ?? Register(.badData)
    }
}
