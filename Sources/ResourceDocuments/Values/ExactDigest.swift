extension ResourceFrame {
    /// Everything that rules and their findings can read of the resource, as it stands: members in their order, numbers as they
    /// are written, a null apart from what is not there, the name of the file. Where the values stand is no part of it. O(values)
    package func append(to stream: inout DigestStream) {
        view.append(properties, to: &stream)
        for attribute in ResourceAttribute.allCases { view.append(attributes[attribute], to: &stream) }
    }
}

extension DocumentView {
    /// A value from its front to its back, with the length of each part before it: two values that differ give other bytes.
    fileprivate func append(_ word: TapeWord, to stream: inout DigestStream) {
        stream.append(word.rawTag)
        switch word.tag {
        case .integer: stream.append(number: Int(word.integer))
        case .decimal, .string, .decodedString: append(bytes(of: word), to: &stream)
        case .array:
            stream.append(number: word.low)
            for index in 0..<word.low { append(element(of: word, at: index), to: &stream) }
        case .object, .objectWithDuplicates:
            stream.append(number: word.low)
            for index in 0..<word.low {
                append(bytes(ofKey: key(of: word, at: index)), to: &stream)
                append(value(of: word, at: index), to: &stream)
            }
        case .undetermined:
            stream.append(number: word.low)
            append(name(of: word), to: &stream)
            if let written = written(for: word) { append(written, to: &stream) }
        // The last six are never a value on a document's tape.
        case .null, .false, .true, .key, .unknown, .resource, .list, .extra: break
        }
    }

    private func append(_ bytes: UnsafeBufferPointer<UInt8>, to stream: inout DigestStream) {
        stream.append(number: bytes.count)
        stream.append(UnsafeRawBufferPointer(bytes))
    }
}
