package import SourceText

extension SourcePlace {
    /// The text with one space wherever the layout has any, so that two ways to lay it out are one.
    package var canonicalText: String {
        var text = ""
        var isInString = false
        var isEscaped = false
        var isComment = false
        for scalar in self.text.unicodeScalars {
            if isComment {
                isComment = scalar != "\n"
            } else if isInString {
                text.unicodeScalars.append(scalar)
                isInString = isEscaped || scalar != "\""
                isEscaped = scalar == "\\" && !isEscaped
            } else if scalar == "#" {
                isComment = true
            } else if scalar.properties.isWhitespace {
                if !text.isEmpty, !text.hasSuffix(" ") { text += " " }
            } else {
                isInString = scalar == "\""
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
