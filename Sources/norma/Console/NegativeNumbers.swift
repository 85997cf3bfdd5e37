/// Numbers below zero on the command line.
enum NegativeNumbers {
    /// `--page -1` as `--page=-1`: no option's name begins with a digit, and an option that takes a number shall say what is wrong with this one
    /// rather than that it has none.
    static func joined(_ arguments: [String]) -> [String] {
        var joined: [String] = []
        for word in arguments {
            if isNegative(word), let option = joined.last, option.count > 2, option.hasPrefix("--"),
                !option.contains("=")
            {
                joined[joined.count - 1] = "\(option)=\(word)"
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    private static func isNegative(_ word: String) -> Bool {
        word.hasPrefix("-") && word.utf8.count > 1
            && word.utf8.dropFirst().allSatisfy {
                $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }
}
