import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads and writes files through system calls, which start faster than any library above them.
package enum FileText {
  /// The bytes of a regular file, up to a limit.
  package static func read(_ path: String, limit: Int) -> Result<[UInt8], FileFailure> {
    result {
      // Opening a pipe must not block until there is a writer.
      let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.nonBlocking, .closeOnExec])
      return try file.closeAfter {
        let status = try file.stat()
        guard status.type == .regular else { throw FileFailure(reason: "it is no regular file") }
        guard status.size <= limit else { throw FileFailure(reason: "it is larger than \(limit) bytes") }
        return try [UInt8](unsafeUninitializedCapacity: Int(status.size)) { buffer, filled in
          let whole = UnsafeMutableRawBufferPointer(buffer)
          while filled < whole.count {
            let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: whole[filled...]))
            if count == 0 { break }
            filled += count
          }
        }
      }
    }
  }

  /// Hands on the bytes of a regular file of any size, block by block.
  ///
  /// - Throws: `FileFailure` if the file can't be read, and what `body` throws.
  package static func blocks(
    of path: String, size: Int = 1 << 20, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    let file = try result {
      try FileDescriptor.open(FilePath(path), .readOnly, options: [.nonBlocking, .closeOnExec])
    }.get()
    // Nothing was written, so a failure to close loses nothing.
    defer { try? file.close() }
    guard try result({ try file.stat().type }).get() == .regular else {
      throw FileFailure(reason: "it is no regular file")
    }
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = try result { try file.read(into: block) }.get()
      if count == 0 { return }
      let bytes = UnsafeRawBufferPointer(rebasing: block[..<count])
      try body(bytes.bindMemory(to: UInt8.self))
    }
  }

  /// Writes a file through a new one beside it, so that readers see the old or the new content, never a part.
  ///
  /// - Throws: The reason why it couldn't be written; nothing is left behind.
  package static func replace(
    _ path: String, with bytes: [UInt8], permissions: FilePermissions = .ownerReadWrite
  ) throws(FileFailure) {
    let fresh = path + "." + String(UInt64.random(in: .min ... .max), radix: 36)
    try create(fresh, with: bytes)
    do throws(FileFailure) {
      // The umask may have removed permissions, so set them explicitly.
      guard permissions == .ownerReadWrite || chmod(fresh, permissions.rawValue) == 0,
        rename(fresh, path) == 0
      else { throw FileFailure(reason: Errno(rawValue: errno).description) }
    } catch {
      unlink(fresh)
      throw error
    }
  }

  /// Replaces the content of a person's file: a link stays a link, and the mode stays unchanged.
  package static func rewrite(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
    guard let target = realpath(path, nil) else {
      throw FileFailure(reason: Errno(rawValue: errno).description)
    }
    defer { free(target) }
    let permissions = try result { try FilePath(platformString: target).stat().permissions }.get()
    try replace(String(cString: target), with: bytes, permissions: permissions)
  }

  /// Writes a new file that only the person can read; an existing one is not touched.
  package static func create(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
    try result {
      let file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerReadWrite)
      do {
        try file.closeAfter { _ = try file.writeAll(bytes) }
      } catch {
        unlink(path)
        throw error
      }
    }.get()
  }

  /// Adds bytes at the end of a file.
  package static func append(_ path: String, _ bytes: [UInt8]) throws(FileFailure) {
    try result {
      let file = try FileDescriptor.open(FilePath(path), .writeOnly, options: [.append, .closeOnExec])
      try file.closeAfter { _ = try file.writeAll(bytes) }
    }.get()
  }

  /// The names in a folder, sorted, without hidden ones; empty if it isn't a folder.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// True for anything with this path, even a link that leads nowhere: reading it then says so.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// Creates a folder and its parents, for the person only.
  package static func makeFolder(_ path: String) {
    var built = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      built += part + "/"
      if built.count > 1 { mkdir(built, 0o700) }
    }
  }

  /// Describes an error of the system in words.
  private static func result<Value>(_ body: () throws -> Value) -> Result<Value, FileFailure> {
    do {
      return .success(try body())
    } catch let failure as FileFailure {
      return .failure(failure)
    } catch {
      return .failure(FileFailure(reason: (error as? Errno)?.description ?? "\(error)"))
    }
  }
}
