/// What reports call the program that made them.
package enum NormaTool {
    package static let name = "Norma"
    package static let version = "0.1.0"
}
