import CByteScan

extension JSONParser {
    /// Reads a key that is not the one that was guessed, and what stands between it and its value. Its word is in `scalar`, and in `key`
    /// what it is known as.
    @inline(never)
    mutating func readKey(
        at start: UnsafePointer<UInt8>, in container: UnsafePointer<JSONContainer>, _ table: inout KeyStorage
    ) throws(DocumentError) -> UnsafePointer<UInt8> {
        let textEnd = text + textCount
        guard start < textEnd, start.pointee == UInt8(ascii: "\"") else {
            throw fault(expecting: .key, at: start, in: container.pointee)
        }
        if let other = knownKeys.otherGuess(after: key, at: start, before: textEnd) {
            key = other
            scalar = TapeWord(.key, high: UInt32(truncatingIfNeeded: start + 1 - text), low: other.pointee.id)
            return start + Int(other.pointee.extent)
        }
        let prefix = decodedCount
        decodedCount &+= MemoryLayout<UInt32>.size
        var position = Self.skipSpace(try readString(at: start + 1), textEnd)
        guard position < textEnd, position.pointee == UInt8(ascii: ":") else {
            throw fault(expecting: .colon, at: position, in: container.pointee)
        }
        position = Self.skipSpace(position + 1, textEnd)
        let id: UInt32
        if scalar.tag == .string {
            decodedCount = prefix
            id = table.intern(start + 1, length: scalar.low)
            key = knownKeys.key(id, after: key, in: container.pointee.key)
            key.pointee.guess(start, extent: position - start)
            scalar = TapeWord(.key, high: UInt32(truncatingIfNeeded: scalar.high), low: id)
        } else {
            let length = UInt32(truncatingIfNeeded: scalar.low)
            UnsafeMutableRawPointer(decoded + prefix).storeBytes(of: length, as: UInt32.self)
            id = table.intern(decoded + scalar.high, length: scalar.low)
            key = knownKeys.key(id, after: key, in: container.pointee.key)
            scalar = TapeWord(.key, high: UInt32(truncatingIfNeeded: prefix | TapeWord.decodedKeyFlag), low: id)
        }
        return position
    }
}
