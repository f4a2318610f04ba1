/// Why a file could not be read.
struct FileFailure: Error {
  var reason: String
}
