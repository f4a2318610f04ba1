/// Why a file could not be read or written.
package struct FileFailure: Error {
  package var reason: String
}
