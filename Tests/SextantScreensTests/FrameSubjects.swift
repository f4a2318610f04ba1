import TerminalUI
import Testing

extension FrameTests {
  /// A screen and a sentence about it: a picture of another screen is not compared, but an error.
  struct Subject: Sendable, CustomTestStringConvertible {
    let screen: String
    private let words: String
    /// Other words for a size that has no room for the first, by the size's name.
    private let fitted: [String: String]

    init(_ screen: String, _ words: String, fitted: [String: String] = [:]) {
      (self.screen, self.words, self.fitted) = (screen, words, fitted)
    }

    var testDescription: String { screen }

    func words(at size: Size) -> String { fitted["\(size.columns)x\(size.rows)"] ?? words }
  }

  static let subjects = [
    Subject("welcome", "An example, made up"),
    Subject("first-run", "Which role are you aiming for?"),
    Subject(
      "home-empty", "The placement asks about 30 questions", fitted: ["40x12": "▸ Start the placement"]),
    Subject("start", "▸ Mock exam against the clock"),
    Subject("question", "print([f() for f in fs])"),
    Subject("question-typed", "▸ answer 0.75"),
    Subject("question-several", "[x] statement"),
    Subject("question-order", "Enter confirms this order."),
    Subject("question-match", "skew → …"),
    Subject("question-rate", "1 ineffective 2 slightly"),
    Subject(
      "rating", "How sure are you?",
      fitted: [
        "100x30": "How sure? 1 guess 2 fairly sure 3 certain", "40x12": "Sure? 1 guess 2 fairly 3 certain",
      ]),
    Subject("leaving", "Leave this attempt?"),
    Subject("paused", "The question is covered and its time is stopped."),
    Subject("feedback", "✗ b [3, 3, 3] your answer", fitted: ["40x12": "Back in 1 min 1 ●again"]),
    Subject(
      "result", "since your placement of 4 May", fitted: ["40x12": "sure you're at the entry target of 500."]),
    Subject("drill-end", "You learned 4 that you had missed before."),
    Subject("misses", "drill these"),
    Subject("answer", "Question 6 · 1 of 6"),
    Subject(
      "home", "2 attempts · 60 answers",
      fitted: [
        "140x45": "60 answers", "100x30": "60 answers",
        "40x12": "Next ▸ Write PCA with",
      ]),
    Subject("gap-report", "Work on these first"),
    Subject(
      "gaps", "verdict, right of asked · entry target", fitted: ["40x12": "Gaps on the road entry target"]),
    Subject("gap-actions", "begin / done tab tree"),
    Subject(
      "history", "your score each day",
      fitted: ["140x45": "Placement of 4 Jul 2026, 9:25", "40x12": "▸ 4 Jul 670 ± 95 + 205"]),
    Subject("compare", ": improved"),
    Subject("help", "practise the misses", fitted: ["40x12": "⏎ space the misses"]),
    Subject(
      "why", "how many points each answer changed it by",
      fitted: ["40x12": "What holds in case 4 of lifelong learning?"]),
    Subject("plan", "Begun, by "),
    Subject("plan-note", "Note of “"),
    Subject("evidence", "1 of 9 reported"),
    Subject("settings", "▸ Rate confidence  ‹ no ›"),
    Subject("reviews", "20 due now · 0 of 20 done today", fitted: ["40x12": "20 due now · 0 of 20 done"]),
    Subject("notes", "Your note: closures again", fitted: ["40x12": "Attempt 4 · placement · 6 Jul"]),
    Subject("bank", "▾ Syntax, types"),
    Subject("bank-key", "no machine confirms the key"),
    Subject("bank-search", "6 of 378 questions"),
    Subject(
      "palette", "▸ gap report: Google Cloud ML services", fitted: ["40x12": "▸ Google Cloud ML services"]),
    Subject("map", "● at target ◐ unclear ○ below target", fitted: ["40x12": "Map of skills entry target"]),
    Subject("exam-ready", "You pass from 65 % right."),
    Subject(
      "exam", "8 answered · 9 open · 23 unseen · 1 flagged",
      fitted: ["40x12": "8 answered · 32 to go ⚑ flagged"]),
    Subject(
      "exam-overview", "● answered ? don't know ◐ partly ○ open",
      fitted: ["40x12": "● done ○ open · unseen ⚑ flag"]),
    Subject("exam-hand-in", "32 questions have no answer. Hand in?"),
    Subject("exam-result", "Not passed: the pass mark is 65 %."),
    Subject(
      "exam-result-few", "Too few answers for a score",
      fitted: ["40x12": "2 of 40 right (5 %). Not passed: the pass mark is 65 %."]),
    Subject("exam-history", "too few answers", fitted: ["40x12": "▸ 4 Jul too few"]),
    Subject(
      "exam-compare", "Mock exam of 4 Jul: 16 of 40 right",
      fitted: ["40x12": "Compare Overall + 45: could still be chance"]),
    Subject("waiting", "Your drill waits"),
    Subject("answer-search", "/ data"),
    Subject("gap-filter", "step 2 · /ml theo"),
    Subject(
      "gap-export", "Write “Mathematics” to sextant-mathematics-",
      fitted: ["40x12": "Write “Mathemat…” …ics-"]),
    Subject("glossary", "▸ Band"),
  ]
}
