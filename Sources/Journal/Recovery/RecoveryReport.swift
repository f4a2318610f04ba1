/// What a recovery found and saved.
struct RecoveryReport: Equatable {
  var answersFound = 0
  var answersSaved = 0
  var attemptsSaved = 0
  /// Lost attempts that were replaced by abandoned ones, because answers belong to them.
  var attemptsReplaced = 0
  /// The number of rows of all tables.
  var rowsFound = 0

  /// The message for the person.
  func notice(damagedFile: String) -> String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    var text = "The journal was damaged and has been rebuilt. "
    text +=
      answersFound == 0
      ? "No answers could be found in it. "
      : "\(answersSaved) of the \(count(answersFound, "answer")) found in it \(answersSaved == 1 ? "was" : "were") saved, "
        + "in \(count(attemptsSaved, "attempt")). "
    if attemptsReplaced > 0 {
      text +=
        attemptsReplaced == 1
        ? "The record of 1 attempt was lost; " : "The records of \(attemptsReplaced) attempts were lost; "
      text += "what belongs to \(attemptsReplaced == 1 ? "it" : "them") is kept under abandoned attempts. "
    }
    return text + "The damaged file is kept as \(damagedFile)."
  }
}
