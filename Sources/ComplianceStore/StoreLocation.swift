/// Where the store's file is, when nobody names one.
package enum StoreLocation {
    /// `NORMA_DATABASE`, else `norma/norma.sqlite` in the data folder of the XDG Base Directory Specification: `XDG_DATA_HOME`, else
    /// `~/.local/share`. nil where the environment names no home either. A relative `XDG_DATA_HOME` is no folder, says the
    /// specification.
    package static func path(in environment: [String: String]) -> String? {
        if let path = environment["NORMA_DATABASE"], !path.isEmpty { return path }
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return "\(data)/norma/norma.sqlite" }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return "\(home)/.local/share/norma/norma.sqlite"
    }
}
