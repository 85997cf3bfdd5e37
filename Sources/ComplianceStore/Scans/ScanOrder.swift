/// Which of two scans is the later one, and which the last: the one of the later instant, and of one instant the one that was entered
/// later. A scan that is made up for a day of the past is of that day.
enum ScanOrder {
    /// An instant without its `Z` sorts as the instant does, with a fraction of a second and without.
    static let newestFirst = "rtrim(started_at, 'Z') DESC, number DESC"

    /// A query of the numbers of each attachment's last complete scan.
    static let lastComplete = """
        SELECT number FROM (
            SELECT number, row_number() OVER (PARTITION BY attachment ORDER BY \(newestFirst)) AS place
            FROM scan WHERE state = 'completed')
        WHERE place = 1
        """
}
