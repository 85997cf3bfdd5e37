import ResourceDocuments

/// A set of constant texts: open addressing over the words of the texts, or a plain list when they are few.
struct TextSet {
    /// Up to here comparing one after another is as quick as hashing.
    private static let plainLimit = 4

    private let words: UnsafeMutablePointer<TapeWord>
    /// The number of texts, or the number of buckets less one.
    private let extent: Int
    private let isPlain: Bool
    private let text: UnsafePointer<UInt8>

    /// `texts` are words of `view`.
    init(_ texts: [TapeWord], in view: UnsafePointer<DocumentView>) {
        text = view.pointee.text
        isPlain = texts.count <= Self.plainLimit
        if isPlain {
            words = .allocate(capacity: max(texts.count, 1))
            for (index, word) in texts.enumerated() { words[index] = word }
            extent = texts.count
            return
        }
        var buckets = 8
        while buckets < texts.count * 2 { buckets *= 2 }
        words = .allocate(capacity: buckets)
        words.initialize(repeating: .null, count: buckets)
        extent = buckets - 1
        for word in texts {
            var bucket = Int(truncatingIfNeeded: Texts.hash(view.pointee.bytes(of: word))) & extent
            while words[bucket] != .null, words[bucket] != word { bucket = (bucket + 1) & extent }
            words[bucket] = word
        }
    }

    func deallocate() { words.deallocate() }

    /// `bytes` have eight readable bytes behind them.
    @inline(__always)
    func contains(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        if isPlain {
            var index = 0
            while index < extent {
                let word = words[index]
                if word.low == bytes.count, Texts.areEqual(text + word.high, start, count: bytes.count) { return true }
                index &+= 1
            }
            return false
        }
        var bucket = Int(truncatingIfNeeded: Texts.hash(bytes)) & extent
        while true {
            let word = words[bucket]
            if word == .null { return false }
            if word.low == bytes.count, Texts.areEqual(text + word.high, start, count: bytes.count) { return true }
            bucket = (bucket &+ 1) & extent
        }
    }
}
