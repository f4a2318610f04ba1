/// A command to a screen, from a key or the mouse.
public enum Command: Hashable, Sendable {
  /// Move up.
  case up
  /// Move down.
  case down
  /// Move left, or fold.
  case left
  /// Move right, or unfold.
  case right
  /// Scroll up by a page.
  case pageUp
  /// Scroll down by a page.
  case pageDown
  /// Go to the first.
  case top
  /// Go to the last.
  case bottom
  /// Open or start what is focused.
  case confirm
  /// Go one level back.
  case back
  /// Quit the program.
  case quit
  /// Show or hide the keys.
  case help
  /// Draw everything again.
  case redraw
  /// Go to the shell; `fg` returns.
  case suspend
  /// Go to a place.
  case goTo(PlaceName)
  /// Choose or focus the entry with this index.
  case choose(Int)
  /// Choose the action with this index in the pane beside a list.
  case chooseAction(Int)
  /// Open the list or view with this index.
  case tab(Int)
  /// Mark what is focused.
  case toggle
  /// "I don't know".
  case unknown
  /// Rate how sure the answer is, 1 to 3.
  case rate(Int)
  /// Undo the last choice.
  case undo
  /// Go to an item of the exam.
  case toItem(Int)
  /// Hand the exam in.
  case handIn
  /// Flag the item, or remove the flag.
  case flag
  /// Write a note on the item.
  case note
  /// Move the focused step up.
  case moveStepUp
  /// Move the focused step down.
  case moveStepDown
  /// Scroll the pane beside a list up.
  case scrollUp
  /// Scroll the pane beside a list down.
  case scrollDown
  /// Cover the question and stop the clock.
  case pause
  /// Show the overview of an exam's items.
  case overview
  /// Go to the next pane or field.
  case next
  /// Go to the previous pane or field.
  case previous
  /// Resume the open attempt.
  case resume
  /// Compare the two marked attempts.
  case compare
  /// Practise the focused skill.
  case drill
  /// Measure the focused skill or domain.
  case focus
  /// Change the order of the list.
  case sort
  /// Show less or more of the list.
  case filter
  /// Show everything again: no filter, no search.
  case clear
  /// Show only one step of the roadmap.
  case onlyStep(Int)
  /// Show only the focused domain.
  case onlyDomain
  /// Export what is focused to a file.
  case export
  /// Export the whole report to a file.
  case exportAll
  /// Search as the person types.
  case search
  /// Report a problem with what is focused.
  case report
  /// Set the due date.
  case setDate
  /// Set the day of the interview.
  case setInterview
  /// Set the proof.
  case setArtefact
  /// Plan with more time per week.
  case moreTime
  /// Plan with less time per week.
  case lessTime
  /// Open the palette, which finds every command by name.
  case palette
  /// Explain where a number came from.
  case explain
  /// Exclude an attempt from the score, or let it count again.
  case exclude
  /// Delete an attempt for good.
  case delete
  /// Copy what is shown to the terminal's clipboard.
  case copy
}
