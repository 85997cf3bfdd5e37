/// The built-in functions. Each is total: bad data gives Unknown with its cause.
package enum BuiltinFunction: String, CaseIterable, Sendable {
    case count, length, lower, upper, trim, number, text, list, distinct, keys, values, entries, split, first, last
    case prefixLength = "prefix_length"
    case quantity, duration, days, timestamp, version, ip, json, yaml, base64
}
