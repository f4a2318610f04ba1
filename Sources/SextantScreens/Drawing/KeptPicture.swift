import Foundation
import SextantCore
import TerminalUI

#if canImport(Glibc)
  import Glibc
#endif

/// The last picture of the home screen, kept so that the next start can paint before everything is open.
///
/// It is shown only where nothing that it tells of has changed since, and the real screen follows at once;
/// until then no key is taken, so nobody acts on a picture.
public struct KeptPicture: Sendable {
  private let path: String
  private let sources: [String]
  private let salt: String

  /// Creates the keeper of a picture.
  ///
  /// - Parameters:
  ///   - folders: Where the picture lies, and the journal that it tells of.
  ///   - salt: What else the picture depends on, such as the program's version and the day.
  public init?(folders: Folders, salt: String) {
    guard let cache = folders.cache?.path else { return nil }
    path = cache + "/home.picture"
    let journal = folders.data.path + "/journal.sqlite"
    sources = [journal, journal + "-wal", folders.assessment.path + "/assessment.yaml"]
    self.salt = salt
  }

  /// What the picture depends on, as text that changes whenever that does.
  public func stamp() -> String {
    sources.map { source in
      var status = stat()
      // An empty write-ahead log says no more than a missing one.
      guard stat(source, &status) == 0, status.st_size > 0 else { return "-" }
      return "\(status.st_size).\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }.joined(separator: " ") + " " + salt
  }

  private var backgroundPath: String { path + ".background" }

  /// The name of the theme that suits the background, as the terminal last told it.
  public var background: String? {
    guard let file = fopen(backgroundPath, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Remembers what the terminal told of its background.
  public func keep(background name: String) {
    guard name != background, let file = fopen(backgroundPath, "we") else { return }
    fwrite(name, 1, name.utf8.count, file)
    fclose(file)
  }

  /// True where some picture was kept.
  public var isThere: Bool { access(path, R_OK) == 0 }

  /// The picture of a size, where it still holds.
  public func load(size: Size) -> Surface? {
    guard let file = fopen(path, "rbe") else { return nil }
    defer { fclose(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 17) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
    return Self.decode(bytes[...], size: size, stamp: stamp())
  }

  /// Keeps a picture; a cache that cannot be written is no fault.
  public func save(_ surface: Surface) {
    // One name for all: what a killed process left half written is written over, and a torn picture is not read.
    let fresh = path + ".new"
    guard let file = fopen(fresh, "wbe") else { return }
    fchmod(fileno(file), 0o600)
    let bytes = Self.encode(surface, stamp: stamp())
    let written = fwrite(bytes, 1, bytes.count, file)
    let isClosed = fclose(file) == 0
    if written != bytes.count || !isClosed || rename(fresh, path) != 0 { unlink(fresh) }
  }

  /// A picture as bytes: the stamp, the size and the cursor, then runs of one style, and a sum over all.
  public static func encode(_ surface: Surface, stamp: String) -> [UInt8] {
    var bytes: [UInt8] = []
    func number(_ value: Int) {
      bytes += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }
    func text(_ value: String) {
      number(value.utf8.count)
      bytes += value.utf8
    }
    text(stamp)
    number(surface.size.columns)
    number(surface.size.rows)
    number(surface.cursor?.column ?? 0xFFFF)
    number(surface.cursor?.row ?? 0xFFFF)
    for row in 0..<surface.size.rows {
      var column = 0
      while column < surface.size.columns {
        let start = column
        let style = surface[column: column, row: row].style
        var run = ""
        while column < surface.size.columns {
          let cell = surface[column: column, row: row]
          guard cell.style == style else { break }
          if !cell.isContinuation { run.append(cell.glyph) }
          column += 1
        }
        if style == .text, run.allSatisfy({ $0 == " " }) { continue }
        number(row)
        number(start)
        bytes += [style.role.rawValue, style.attributes.rawValue]
        text(run)
      }
    }
    let sum = checksum(bytes[...])
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
    return bytes
  }

  /// The picture in the bytes; nil where they are damaged, of another size or of another stamp.
  public static func decode(_ bytes: ArraySlice<UInt8>, size: Size, stamp: String) -> Surface? {
    guard bytes.count > 8 else { return nil }
    var rest = bytes.dropLast(8)
    let sum = bytes.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard checksum(rest) == sum else { return nil }
    func number() -> Int? {
      guard let low = rest.popFirst(), let high = rest.popFirst() else { return nil }
      return Int(low) | Int(high) << 8
    }
    func text() -> String? {
      guard let count = number(), count <= rest.count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return String(decoding: rest.prefix(count), as: UTF8.self)
    }
    guard text() == stamp, number() == size.columns, number() == size.rows, let column = number(),
      let row = number()
    else { return nil }
    var surface = Surface(size)
    if column != 0xFFFF { surface.cursor = Point(column: column, row: row) }
    while !rest.isEmpty {
      guard let row = number(), let column = number(),
        let role = rest.popFirst().flatMap(Role.init(rawValue:)),
        let attributes = rest.popFirst(), let run = text()
      else { return nil }
      surface.put(
        run, at: Point(column: column, row: row), Style(role, Style.Attributes(rawValue: attributes)))
    }
    return surface
  }

  /// FNV-1a over the bytes (Fowler, Noll and Vo).
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
