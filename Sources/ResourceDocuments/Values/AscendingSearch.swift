extension RandomAccessCollection where Index == Int {
    /// Where in what is sorted the first element stands that does not come before something; the end where all do. O(log elements)
    @inlinable package func firstPlace(whereNot comesBefore: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if comesBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension RandomAccessCollection where Index == Int, Element: Comparable {
    /// Where an element stands among ascending ones. O(log elements)
    @inlinable package func place(ofAscending element: Element) -> Int? {
        let place = firstPlace { $0 < element }
        return place < endIndex && self[place] == element ? place : nil
    }
}
