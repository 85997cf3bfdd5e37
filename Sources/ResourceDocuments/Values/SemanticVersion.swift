extension VersionNumber {
    /// A version in the form of SemVer 2.0.0: three numbers without leading zeros, and what may stand behind them. nil for
    /// any other text, `1.2` and `v1.2.0` among them.
    package init?(semantic text: String) {
        let core = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "-" || $0 == "+" }.first ?? ""
        let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
        let isSemantic =
            numbers.count == 3
            && numbers.allSatisfy { number in
                !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
                    && (number == "0" || number.first != "0")
            }
        guard isSemantic else { return nil }
        self.init(text)
    }
}
