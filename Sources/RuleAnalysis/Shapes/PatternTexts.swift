import ResourceDocuments

/// Texts that a regular expression finds something in, made by reading it loosely: what it asks for beside letters, classes, groups and
/// repetition is passed over, and only a text that PCRE2 then finds it in is given.
enum PatternTexts {
    static func matching(_ pattern: Pattern, limit: Int) -> [String] {
        var random = SplitMix(seed: 1)
        var texts: [String] = []
        for _ in 0..<(limit * 6) where texts.count < limit {
            var maker = PatternTextMaker(pattern.text)
            let text = maker.make(&random)
            if !texts.contains(text), pattern.matches(text) == .found { texts.append(text) }
        }
        return texts
    }
}

/// Follows a pattern from left to right and writes one of the texts that it describes.
private struct PatternTextMaker {
    private let characters: [Character]
    private var position = 0
    private var depth = 0

    init(_ text: String) { characters = Array(text) }

    mutating func make(_ random: inout SplitMix) -> String {
        position = 0
        return alternatives(&random)
    }

    private var next: Character? { position < characters.count ? characters[position] : nil }

    private func startsHere(_ text: String) -> Bool { characters[position...].starts(with: Array(text)) }

    /// Up to the group's end; every alternative is read, one is written.
    private mutating func alternatives(_ random: inout SplitMix) -> String {
        depth += 1
        defer { depth -= 1 }
        var texts = [sequence(&random)]
        while next == "|" {
            position += 1
            texts.append(sequence(&random))
        }
        return texts.randomElement(using: &random) ?? ""
    }

    private mutating func sequence(_ random: inout SplitMix) -> String {
        var text = ""
        while let character = next, character != "|", character != ")" || depth < 2 {
            if character == ")" {
                position += 1
                continue
            }
            let start = position
            var atom = self.atom(&random)
            let end = position
            let count = repetition(&random)
            if count == 0 { atom = "" }
            let behind = position
            for _ in 1..<max(count, 1) where count > 1 {
                position = start
                atom += self.atom(&random)
            }
            position = max(behind, end)
            text += atom
        }
        return text
    }

    private mutating func atom(_ random: inout SplitMix) -> String {
        guard let character = next else { return "" }
        position += 1
        switch character {
        case "(": return group(&random)
        case "[": return byteClass(&random)
        case "\\": return escape(&random)
        case ".": return "a"
        case "^", "$": return ""
        default: return String(character)
        }
    }

    /// A look-around writes nothing.
    private mutating func group(_ random: inout SplitMix) -> String {
        var isWritten = true
        if next == "?" {
            for opening in ["?:", "?=", "?!", "?<=", "?<!", "?>", "?|"] where startsHere(opening) {
                isWritten = ["?:", "?>", "?|"].contains(opening)
                position += opening.count
                break
            }
            while next == "?" || (isWritten && startsHere("i)")) || startsHere("m)") { position += 1 }
        }
        let text = alternatives(&random)
        if next == ")" { position += 1 }
        return isWritten ? text : ""
    }

    private mutating func escape(_ random: inout SplitMix) -> String {
        guard let character = next else { return "" }
        position += 1
        switch character {
        case "d": return String(Int(random.next() % 10))
        case "w": return "a"
        case "s": return " "
        case "S", "D", "W": return character == "W" ? "-" : "x"
        case "b", "B", "A", "z", "Z", "K": return ""
        case "n": return "\n"
        case "t": return "\t"
        default: return String(character)
        }
    }

    private mutating func byteClass(_ random: inout SplitMix) -> String {
        let isNegated = next == "^"
        if isNegated { position += 1 }
        var members: [Character] = []
        var isFirst = true
        while let character = next, character != "]" || isFirst {
            isFirst = false
            position += 1
            if character == "\\" {
                members += escape(&random)
            } else if next == "-", position + 1 < characters.count, characters[position + 1] != "]" {
                members += [character, characters[position + 1]]
                position += 2
            } else {
                members.append(character)
            }
        }
        if next == "]" { position += 1 }
        guard isNegated else { return members.randomElement(using: &random).map { String($0) } ?? "" }
        return ["a", "Z", "5", "-"].first { !members.contains(Character($0)) } ?? "~"
    }

    /// How often what stands before it is written: few times more than it must.
    private mutating func repetition(_ random: inout SplitMix) -> Int {
        var count = 1
        switch next {
        case "*":
            position += 1
            count = random.chance(50) ? 0 : 1
        case "+":
            position += 1
            count = random.chance(70) ? 1 : 2
        case "?":
            position += 1
            count = random.chance(50) ? 0 : 1
        case "{":
            guard let end = characters[position...].firstIndex(of: "}"),
                let least = Int(String(characters[(position + 1)..<end].prefix { $0 != "," }))
            else { return 1 }
            position = end + 1
            count = min(least, 256)
        default: return 1
        }
        if next == "?" || next == "+" { position += 1 }
        return count
    }
}
