/// How many columns of a terminal text takes.
package enum DisplayWidth {
    /// 0 for marks that combine with the character before them, 2 for wide characters, else 1. Characters without
    /// a shape are not meant: `VisibleText` has replaced them.
    package static func columns(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        // Hangul vowels and finals join their syllable.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        let category = scalar.properties.generalCategory
        if category == .nonspacingMark || category == .enclosingMark { return 0 }
        return isWide(scalar) ? 2 : 1
    }

    package static func columns(of text: String) -> Int {
        VisibleText.isPlain(text) ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x1100 { return false }
        if wideRanges.contains(where: { $0.contains(scalar.value) }) { return true }
        // The wide symbols outside these ranges are those shown as emoji; two regional indicators make one flag.
        return scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    /// East_Asian_Width W and F (Unicode 14, EastAsianWidth.txt), ranges joined over unassigned code points.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F320, 0x20000...0x3FFFD,
    ]
}
