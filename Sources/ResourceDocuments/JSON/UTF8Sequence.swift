/// Well-formed UTF-8, byte by byte.
enum UTF8Sequence {
    /// U+FEFF.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func isByteOrderMark(at start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> Bool {
        end - start >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF
    }

    /// The length of the well-formed sequence of two to four bytes at `start`; 0 when there is none. Three bytes behind
    /// `start` are readable. The Unicode Standard 15.0, table 3-7: no overlong forms, no surrogates, nothing past U+10FFFF.
    static func length(at start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch start.pointee {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return 0
        }
        guard end - start >= length, second.contains(start[1]) else { return 0 }
        for index in 2..<max(length, 2) where start[index] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
