import Psychometrics
import Reporting

/// A term that the program uses, and its meaning.
package struct Term: Identifiable, Hashable, Sendable {
  /// The name in the list.
  package var name: String
  /// The meaning, in one or a few sentences.
  package var meaning: String
  /// Other words that people may search for.
  package var synonyms: String

  /// Creates a term.
  package init(_ name: String, _ meaning: String, synonyms: String = "") {
    self.name = name
    self.meaning = meaning
    self.synonyms = synonyms
  }

  /// The name, which is unique.
  package var id: String { name }
}

/// The meanings of the program's terms; every explanation shown anywhere comes from here.
package enum Glossary {
  /// The margin of error.
  package static let margin = Term(
    "Margin of error", "± is a 95 % margin: 19 times out of 20 the true value lies within it.",
    synonyms: "± uncertainty precision")
  /// How urgent a skill is.
  package static let priority = Term(
    "Priority",
    "How urgent a skill is: how much it counts for your target, how likely you are below it, and how many answers say "
      + "so. High: several answers, at least one missed, and you are probably below the target. Medium: a question was "
      + "missed, but the answers are few or leave it open, or a skill we haven't asked about looks weak. Low: nothing "
      + "was missed, it hardly counts, or you are probably at the target.",
    synonyms: "importance urgent high medium low points")
  /// The terms that explain what comes up for review.
  package static var reviewing: [Term] {
    ["Review", "Due", "Memory", "Drill"].compactMap { term(named: $0) }
  }
  /// How far a step of the road is covered.
  package static let step = Term(
    "Step",
    "One of the parts of the road. It says how many of its skills are at target. Evidence is counted apart: how many of "
      + "its areas you have reported.",
    synonyms: "road readiness ready progress")
  /// The two parts of what is said about a skill.
  package static let verdict = Term(
    "Verdict",
    SkillVerdict.Model.meaning
      + " It holds for skills and domains. Beside it stands how many of the questions you got "
      + "right. A skill with a question that you still miss is unclear at best.",
    synonyms: "gap weak fine unclear below")
  /// The words for ranges of scores.
  package static let bands = Term(
    "Band",
    "Bands: novice below 350, beginner below 450, competent below 550, proficient below 650, expert from there.",
    synonyms: "novice beginner competent proficient expert level")

  /// The other terms whose names occur in the meaning of one, as whole words.
  package static func terms(in term: Term) -> [Term] {
    let words = term.meaning.lowercased().split { !$0.isLetter && !$0.isNumber }
    return terms.filter { other in
      let name = other.name.lowercased().split { !$0.isLetter && !$0.isNumber }
      guard other.id != term.id, !name.isEmpty, words.count >= name.count else { return false }
      return (0...words.count - name.count).contains { start in
        zip(name, words[start...]).allSatisfy { one, two in one == two || one + "s" == two }
      }
    }
  }

  /// All terms by name.
  package static let terms: [Term] = [
    margin, priority, step, verdict, bands,
    Term(
      "Ability",
      "What you can do in a skill or a domain. Nobody can see it directly, so it is estimated from your answers and shown as a score.",
      synonyms: "knowledge logit theta θ"),
    Term(
      "Action",
      "One thing to do that helps to close gaps, with its hours and what proves that it's done. The plan lists them.",
      synonyms: "plan task to do proof"),
    Term(
      "Attempt",
      "One set of questions that you take in one go or with breaks: a placement, a focus, a drill or a mock exam.",
      synonyms: "test session"),
    Term(
      "Calibration of confidence",
      "How well your confidence matches your answers. If you are well calibrated, nine in ten of the answers that you are certain of are right.",
      synonyms: "certain sure guess rating"),
    Term(
      "Confidence", "How sure you say you are of an answer. It doesn't change your score.",
      synonyms: "certain sure guess rating"),
    Term(
      "Confident but wrong",
      "An answer that you were certain of and that was wrong. These come first among your misses.",
      synonyms: "misconception certain sure"),
    Term(
      "Coverage",
      "How many skills of a domain or of the road have been asked about. What has not been asked is estimated from the rest.",
      synonyms: "not asked"),
    Term(
      "Difficulty",
      "How hard a question is, from 1 easy to 5 hard. A hard question that you get right says more about a high score.",
      synonyms: "level easy hard"),
    Term(
      "Domain",
      "One of the areas of the assessment, made of several skills. Your score in one domain also depends a little on the others.",
      synonyms: "area topic"),
    Term(
      "Drill",
      "Practice with feedback after each question. Reviews that are due come first. Drills don't change your score.",
      synonyms: "practice practise training"),
    Term(
      "Due",
      "A review is due when the chance that you still know the answer has fallen to 90 %, and soon after the question was first shown.",
      synonyms: "review today"),
    Term(
      "Evidence",
      "What you report about education, portfolio, experience and network. It's shown beside your score and never mixed into it.",
      synonyms: "scale reported yourself"),
    Term(
      "Focus", "An attempt that measures one domain or one skill. It counts for your scores.",
      synonyms: "measure"),
    Term(
      "Interval",
      "The range from a score minus its margin to the score plus its margin, such as 540 to 690 for 615 ± 75.",
      synonyms: "range confidence credible 95 %"),
    Term(
      "Mock exam",
      "A fixed set of questions against the clock, answered in any order. You pass with enough right answers out of all questions; one without an answer counts as not right. It counts for your scores.",
      synonyms: "test clock pass fail mark cut"),
    Term(
      "Overall", "Your score across all domains, weighted as the target role asks for them.",
      synonyms: "total profile weight"),
    Term(
      "Placement",
      "An attempt that measures all domains. Each question is chosen by your answers so far, and it ends early when enough is known. It counts for your scores.",
      synonyms: "test adaptive"),
    Term(
      "Practice",
      "Answers that you give in drills. They help to decide what comes up for review, and don't change your score.",
      synonyms: "drill"),
    Term(
      "Memory",
      "The chance that you still know an answer that you have been shown. It falls with time, and more slowly after each review. On the day of your answer, reviews say how that went instead.",
      synonyms: "remember forget"),
    Term(
      "Reliable change",
      "A difference between two attempts that is too large to be chance. Smaller ones are called unclear.",
      synonyms: "improved declined noise progress"),
    Term(
      "Review",
      "A question to look at again. What you miss comes back soon, and then each time just before you would forget it.",
      synonyms: "repeat memory"),
    Term(
      "Road", "The four steps from where you are to the job, each with skills and actions.",
      synonyms: "roadmap step phase"),
    Term(
      "Score",
      "A number for your ability. It is 500 before any answer, and most people are between 200 and 800. Older answers say less about today.",
      synonyms: "points number today"),
    Term(
      "Skill",
      "What a question measures, such as one library or one kind of model. Several skills make a domain.",
      synonyms: "competency"),
    Term(
      "Standard error", "How far an estimate is typically off. The margin of error is about twice as wide.",
      synonyms: "uncertainty deviation"),
    Term(
      "Target",
      "The score that the role you chose asks for in every domain. You can change the role in the settings.",
      synonyms: "profile goal role"),
    Term(
      "Trend", "Where your scores are going over all attempts. It needs at least three of them.",
      synonyms: "line history improving declining steady"),
    Term(
      "Unclear",
      "Your answers so far could mean either: the chance that you're at the target is between 15 and 75 %. More questions would settle it.",
      synonyms: "unsure not sure maybe"),
  ].sorted { $0.name < $1.name }

  /// The term with a name, or a unique beginning of one, ignoring case; nil if there is none.
  package static func term(named name: String) -> Term? {
    let wanted = SearchText.folded(name)
    func isNamed(_ term: Term) -> Bool { SearchText.folded(term.name) == wanted }
    let begun = terms.filter { !wanted.isEmpty && SearchText.folded($0.name).hasPrefix(wanted) }
    return terms.first(where: isNamed) ?? (begun.count == 1 ? begun[0] : nil)
  }
}

/// All terms as a list, by name.
package struct GlossaryList: ListContent {
  /// Creates the list of all terms.
  package init() {}

  package func ordered(_ criteria: NoCriteria) -> [Term] { Glossary.terms }

  package func keeps(_ row: Term, _ criteria: NoCriteria) -> Bool { true }

  package func searchText(of row: Term) -> SearchText { SearchText(row.name, row.meaning, row.synonyms) }
}
