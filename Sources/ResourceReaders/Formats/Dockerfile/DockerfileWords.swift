/// The words of a line as a shell splits them: at white space outside quotes, quotes and escapes still in them.
enum DockerfileWords {
    static func split(_ text: String, escape: Character) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        var isEscaped = false
        for character in text {
            if character.isWhitespace, quote == nil, !isEscaped {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            word.append(character)
            if isEscaped {
                isEscaped = false
            } else if character == escape, quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
