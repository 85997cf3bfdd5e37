import CByteScan

/// The key that came after a key when it was read last: in documents of one shape it comes again.
///
/// One cache line, so that a guess costs one load: 32 bytes of text with the closing quote, compared at once.
struct KeyPrediction {
    private var text: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// A bit for each byte of the key and its closing quote; `never` when there is no guess.
    private(set) var mask = Self.never
    private(set) var id: UInt32 = 0
    private(set) var length: UInt32 = 0
    private var padding: (UInt64, UInt64) = (0, 0)

    static let none = KeyPrediction()
    /// Bit 32 is in no comparison of 32 bytes.
    private static let never: UInt64 = 1 << 32
    /// With its quote it fills the 32 bytes.
    private static let longest = 31

    /// Guesses `length` bytes at `key`, of which 32 are readable.
    mutating func guess(_ key: UnsafePointer<UInt8>, length: Int, id: UInt32) {
        guard length <= Self.longest else {
            mask = Self.never
            return
        }
        text = UnsafeRawPointer(key).loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
        mask = (2 << UInt64(length)) - 1
        self.id = id
        self.length = UInt32(length)
    }
}

extension JSONParser {
    /// Ids below this have a slot for a guess: a text of a million different keys shall not fill the memory with guesses.
    static var guessedKeys: Int { 1 << 16 }

    /// Reads a key that was not guessed, from its opening quote; its word is in `scalar`, the guess in the slot `previous` is this key.
    @inline(never)
    mutating func readKey(
        at start: UnsafePointer<UInt8>, after previous: Int, _ table: inout KeyStorage
    ) throws(DocumentError) -> UnsafePointer<UInt8> {
        let key = start + 1
        let prefix = decodedCount
        decodedCount &+= MemoryLayout<UInt32>.size
        let end = try readString(at: key)
        let id: UInt32
        if scalar.tag == .string {
            decodedCount = prefix
            id = table.intern(key, length: scalar.low)
            predictions[previous].guess(key, length: scalar.low, id: id)
            scalar = TapeWord(.key, high: UInt32(truncatingIfNeeded: scalar.high), low: id)
        } else {
            let length = UInt32(truncatingIfNeeded: scalar.low)
            UnsafeMutableRawPointer(decoded + prefix).storeBytes(of: length, as: UInt32.self)
            id = table.intern(decoded + scalar.high, length: scalar.low)
            scalar = TapeWord(.key, high: UInt32(truncatingIfNeeded: prefix | TapeWord.decodedKeyFlag), low: id)
        }
        reservePredictions(Int(id))
        return end
    }
}
