/// Links: cells that a terminal can open in a browser.
extension Surface {
  /// The largest number of addresses in a picture.
  static let mostAddresses = 255
  /// The longest address, in bytes; terminals cut longer ones or drop them.
  private static let longestAddress = 2000

  /// Makes the cells of a rectangle a link; what is drawn over them later is none.
  ///
  /// An address that a terminal might not take as a whole is left out: the text stays, and links nowhere.
  public mutating func link(_ area: Rect, to address: String) {
    guard Self.isAddress(address) else { return }
    if !addresses.contains(address) {
      guard addresses.count < Self.mostAddresses else { return }
      addresses.append(address)
    }
    let number = UInt8((addresses.firstIndex(of: address) ?? 0) + 1)
    let part = area.intersection(Rect(size))
    for row in part.row..<part.endRow {
      for column in part.column..<part.endColumn { cells[row * size.columns + column].link = number }
    }
  }

  /// The address that a cell links to; nil if it links to none.
  public func address(column: Int, row: Int) -> String? {
    let number = Int(self[column: column, row: row].link)
    return number == 0 ? nil : addresses[number - 1]
  }

  /// True for an address of the web in printable ASCII without blanks, so that no byte of it can end the sequence.
  public static func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count <= longestAddress
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// A run of cells on one row whose link has to be written again.
  public struct LinkRun: Sendable, Hashable {
    /// The row.
    public var row: Int
    /// The columns.
    public var columns: Range<Int>
    /// The address; nil if the cells link nowhere any more.
    public var address: String?
    /// The number of the address in the picture; 0 without one.
    public var number: Int
  }

  /// The runs of cells whose link a terminal doesn't have yet, or has no more, after it showed the other picture and was
  /// sent what changed.
  ///
  /// - Parameter before: The picture that was shown; nil if the terminal was cleared.
  public func linkChanges(since before: Surface?) -> [LinkRun] {
    guard !addresses.isEmpty || !(before?.addresses.isEmpty ?? true) else { return [] }
    let hasSameTable = before?.addresses == addresses
    var runs: [LinkRun] = []
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = self[column: column, row: row]
        let old = before?[column: column, row: row]
        // Text that is written again loses its link, and text that isn't keeps the one it had.
        let isStale = cell.link > 0 ? old != cell || !hasSameTable : (old?.link ?? 0) > 0
        guard isStale else { continue }
        if let last = runs.last, last.row == row, last.columns.upperBound == column, last.number == cell.link
        {
          runs[runs.count - 1].columns = last.columns.lowerBound..<column + 1
        } else {
          runs.append(
            LinkRun(
              row: row, columns: column..<column + 1, address: address(column: column, row: row),
              number: Int(cell.link)))
        }
      }
    }
    return runs
  }
}
