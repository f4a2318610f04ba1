/// The reason why a file can't be read or written.
package struct FileFailure: Error {
  package var reason: String
}
