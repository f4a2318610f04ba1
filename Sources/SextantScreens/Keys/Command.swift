/// What a person can ask of a screen; keys and the mouse both come down to these.
public enum Command: Hashable, Sendable {
  /// One up.
  case up
  /// One down.
  case down
  /// One left, or fold.
  case left
  /// One right, or unfold.
  case right
  /// A screenful up.
  case pageUp
  /// A screenful down.
  case pageDown
  /// To the first.
  case top
  /// To the last.
  case bottom
  /// Do what is focused.
  case confirm
  /// One level back.
  case back
  /// Out of the program.
  case quit
  /// Show or hide the keys.
  case help
  /// Paint everything anew.
  case redraw
  /// To the shell, and back with `fg`.
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
  /// Take the choice back.
  case undo
  /// To an item of the exam.
  case toItem(Int)
  /// Hand the exam in.
  case handIn
  /// Put a flag on the item.
  case flag
  /// Write a note on the item.
  case note
  /// Move the focused step up.
  case raise
  /// Move the focused step down.
  case lower
  /// Scroll the pane beside a list up.
  case scrollUp
  /// Scroll the pane beside a list down.
  case scrollDown
  /// Cover the question and stop the clock.
  case pause
  /// All items of an exam at one look.
  case overview
  /// The next pane or field.
  case next
  /// The pane or field before.
  case previous
  /// Resume the open attempt.
  case resume
  /// Compare the two marked attempts.
  case compare
  /// Practise the focused skill.
  case drill
  /// Measure the focused skill.
  case focus
  /// Change the order of the list.
  case sort
  /// Show less or more of the list.
  case filter
  /// Everything again: no filter, no search.
  case clear
  /// Only one step of the road.
  case onlyStep(Int)
  /// Only the focused domain.
  case onlyDomain
  /// Write what is focused to a file.
  case export
  /// Write the whole report to a file.
  case exportAll
  /// Search as the person types.
  case search
  /// Report what is focused as wrong.
  case report
  /// Write by when something is to be done.
  case setDate
  /// Write what proves that something is done.
  case setArtefact
  /// More time a week for the plan.
  case moreTime
  /// Less time a week for the plan.
  case lessTime
  /// Every command by name.
  case palette
  /// Tell where a number came from.
  case explain
}
