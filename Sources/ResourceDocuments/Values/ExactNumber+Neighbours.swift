extension ExactNumber {
    /// Digits behind the point that are looked for.
    private static let mostFractionDigits = 6

    /// The numbers one lower and one higher in the last digit that it is written with: of 8 they are 7 and 9, of 0.5 they are 0.4 and 0.6.
    /// None beyond 64 bits.
    package var neighbours: [ExactNumber] {
        let digits = (0...Self.mostFractionDigits).first { scaled(byPowerOfTen: $0).isWhole }
        guard let digits, let whole = scaled(byPowerOfTen: digits).int64, whole > .min, whole < .max else { return [] }
        return [whole - 1, whole + 1].map { ExactNumber($0).scaled(byPowerOfTen: -digits) }
    }

    /// The number in the middle between this one and a higher one: of 9 and 10 it is 9.5. nil beyond 64 bits.
    package func middle(to higher: ExactNumber) -> ExactNumber? {
        // One digit more than either has is room for a half.
        let digits = (1...Self.mostFractionDigits + 1).first { digits in
            [self, higher].allSatisfy { $0.scaled(byPowerOfTen: digits - 1).isWhole }
        }
        guard let digits, let low = scaled(byPowerOfTen: digits).int64,
            let high = higher.scaled(byPowerOfTen: digits).int64
        else { return nil }
        let (distance, isBeyond) = high.subtractingReportingOverflow(low)
        return isBeyond ? nil : ExactNumber(low + distance / 2).scaled(byPowerOfTen: -digits)
    }
}
