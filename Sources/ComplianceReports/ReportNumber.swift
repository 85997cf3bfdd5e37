/// Numbers as reports show them.
enum ReportNumber {
    /// A whole number as one, any other to two decimals, without zeros at the end: `18`, `66.67`, `87.5`.
    static func text(of value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)" }
        let digits = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
        return "\(whole).\(digits)"
    }
}
