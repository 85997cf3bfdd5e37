import ResourceDocuments

extension ConstantWriter {
    /// The memory of all constants; it moves no more.
    struct Frozen {
        let view: UnsafeMutablePointer<DocumentView>
        private let text: UnsafeMutablePointer<UInt8>
        private let words: UnsafeMutablePointer<UInt64>
        private let addresses: UnsafeMutableBufferPointer<AddressRange>
        private let textSets: UnsafeMutableBufferPointer<TextSet>
        private let addressSets: UnsafeMutableBufferPointer<FrozenAddressSet>
        private let globs: UnsafeMutableBufferPointer<Glob>
        /// Kept alive here; registers name them by their address.
        private let patterns: [Pattern]
        private var lists: [(elements: UnsafeMutablePointer<Register>, count: Int, causes: UnknownCauses)] = []

        init(_ writer: ConstantWriter) {
            text = .allocate(capacity: writer.bytes.count + PaddedBytes.padding)
            text.initialize(repeating: 0, count: writer.bytes.count + PaddedBytes.padding)
            for (index, byte) in writer.bytes.enumerated() { text[index] = byte }
            words = .allocate(capacity: max(writer.words.count, 1))
            for (index, word) in writer.words.enumerated() { words[index] = word }
            view = .allocate(capacity: 1)
            view.initialize(to: DocumentView(text: text, decoded: text, words: words))
            let view = view
            addresses = Self.freeze(writer.addresses)
            textSets = Self.freeze(writer.textSets.map { TextSet($0, in: view) })
            addressSets = Self.freeze(writer.addressSets.map { FrozenAddressSet($0) })
            globs = Self.freeze(writer.globs)
            patterns = writer.patterns
            // A list stands behind the lists among its elements, so those are frozen by then.
            for elements in writer.lists {
                let place = UnsafeMutablePointer<Register>.allocate(capacity: max(elements.count, 1))
                var causes = UnknownCauses()
                for (index, element) in elements.enumerated() {
                    place[index] = register(element)
                    if place[index].word.tag == .unknown { causes.formUnion(place[index].causes) }
                }
                lists.append((elements: place, count: elements.count, causes: causes))
            }
        }

        private static func freeze<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
            let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
            _ = buffer.initialize(from: elements)
            return buffer
        }

        func deallocate() {
            text.deallocate()
            words.deallocate()
            view.deallocate()
            addresses.deallocate()
            for set in textSets { set.deallocate() }
            textSets.deallocate()
            for set in addressSets { set.deallocate() }
            addressSets.deinitialize().deallocate()
            globs.deinitialize().deallocate()
            for list in lists { list.elements.deallocate() }
        }

        func register(_ written: Written) -> Register {
            switch written {
            case .word(let word, let aux):
                switch word.tag {
                case .extra, .unknown: Register(word: word, aux: aux)
                case .null, .false, .true, .integer, .decimal, .string, .decodedString, .array, .object,
                    .objectWithDuplicates, .key, .undetermined, .resource, .list:
                    Register(word: word, view: view)
                }
            case .address(let index): Self.register(.address, addresses, index)
            case .texts(let index): Self.register(.texts, textSets, index)
            case .addresses(let index): Self.register(.addresses, addressSets, index)
            case .glob(let index): Self.register(.glob, globs, index)
            case .pattern(let index): Operations.constant(patterns[index])
            case .list(let index):
                Register(
                    word: TapeWord(
                        .list, high: UInt32(lists[index].causes.rawValue),
                        low: UInt32(truncatingIfNeeded: lists[index].count)),
                    aux: UInt64(UInt(bitPattern: lists[index].elements)))
            }
        }

        private static func register<Element>(
            _ kind: ExtraKind, _ elements: UnsafeMutableBufferPointer<Element>, _ index: Int
        ) -> Register {
            let place = elements.baseAddress.map { UnsafeMutableRawPointer($0 + index) }
            return Register(word: TapeWord(kind), aux: UInt64(UInt(bitPattern: place)))
        }
    }

    func freeze() -> Frozen { Frozen(self) }
}

/// A set of addresses, and its ranges in memory of their own: a machine that looks one address up retains nothing.
struct FrozenAddressSet {
    let set: AddressSet
    let ranges: UnsafeBufferPointer<AddressRange>

    fileprivate init(_ set: AddressSet) {
        self.set = set
        let ranges = UnsafeMutableBufferPointer<AddressRange>.allocate(capacity: set.ranges.count)
        _ = ranges.initialize(from: set.ranges)
        self.ranges = UnsafeBufferPointer(ranges)
    }

    fileprivate func deallocate() { ranges.deallocate() }
}
