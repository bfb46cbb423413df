"""The question bank that ships with the app: 67 lines, by stage, each with the minutes to allow.

Order and stages follow the brief (general to particular, ending in a referral and thanks) and the
TIARA order of Steve Dalton's "The 2-Hour Job Search": trends, insights, advice, resources,
assignments. Words in braces are filled in for each conversation.
"""

from __future__ import annotations

from netpwa.interviews.model import Question

_ = str  # Marks text for translators; it is translated when it is shown.


def _line(code: str, stage: str, text: str, minutes: float, *marks: str) -> Question:
    tags = "".join(mark for mark in marks if mark in "SCPA")
    return Question(stage, text, minutes, "must" in marks, tags, code, counts="said" not in marks)


# S is for students, C for those who change careers, P for planners, A for anyone.
STARTER_QUESTIONS = (
    _line("h1", "hello", _("Thank you for taking the time. I asked for {minutes} minutes; "
          "is that still good for you?"), 0.5, "must", "A", "said"),
    _line("h2", "hello", _("Why I wrote, in a sentence: I would like to understand {intention}."),
          0.5, "must", "A", "said"),
    _line("h3", "hello", _("What kind of week have you had?"), 0.5, "A"),
    _line("h4", "hello", _("Do you mind if I jot down a few things as we talk?"),
          0.25, "must", "A", "said"),
    _line("h5", "hello", _("{introducer} spoke of you with real warmth; how did you meet?"),
          1, "A"),
    _line("h6", "hello", _("I read {item}, and what you say on {point} made me want to ask more."),
          0.5, "A", "said"),
    _line("j1", "journey", _("I would love to hear the road you took: what brought you to "
          "the work you do now?"), 4, "must", "A"),
    _line("j2", "journey", _("I am training to be a planner; how did the profession find you, "
          "or you find it?"), 4, "S", "P"),
    _line("j3", "journey", _("Which early decision turned out to count for more than it seemed "
          "to at the time?"), 2, "A"),
    _line("j4", "journey", _("When you stood where I stand, what did you expect to become?"),
          2, "S"),
    _line("j5", "journey", _("Did you ever come close to a quite different path?"), 2, "A"),
    _line("j6", "journey", _("Which thing you did before this has helped you most since?"), 2, "C"),
    _line("j7", "journey", _("What made you settle on {sector A} rather than {sector B}?"), 2, "P"),
    _line("r1", "role", _("Which part of your work do you look forward to most?"), 2, "must", "A"),
    _line("r2", "role", _("Could you take me through last week: what filled the hours?"),
          2.5, "must", "A"),
    _line("r3", "role", _("What eats more of your time than people outside would believe?"),
          2, "A"),
    _line("r4", "role", _("What is difficult about it that no course prepares you for?"), 3, "S"),
    _line("r5", "role", _("Who are you side by side with most days, and what do you differ on?"),
          2, "A"),
    _line("r6", "role", _("What tools or ways of working are always within your reach?"), 2, "A"),
    _line("r7", "role", _("What does a good day leave you with, and what does a bad one take?"),
          2, "A"),
    _line("r8", "role", _("When staff, council and the public pull three ways, how does it get "
          "decided?"), 3, "P"),
    _line("r9", "role", _("Is there a piece of work you are glad to have done, and what in it "
          "was yours?"), 3, "A"),
    _line("t1", "trends", _("What is changing in {field} that will count most in the years ahead?"),
          4, "must", "A"),
    _line("t2", "trends", _("What do people in {specialisation} disagree on at the moment?"),
          3, "must", "A"),
    _line("t3", "trends", _("What is talked about too much, and what hardly at all?"), 2, "A"),
    _line("t4", "trends", _("On what have you changed your mind since your first years?"), 2, "A"),
    _line("t5", "trends", _("You argued {point} in {item}; how would you put it today?"), 3, "A"),
    _line("t6", "trends", _("Where do {housing, climate, transport, reconciliation, equity} "
          "questions land on your own desk?"), 3, "P"),
    _line("t7", "trends", _("What can employers here not find enough of?"), 2, "A"),
    _line("t8", "trends", _("How is the work done differently here than in other places "
          "you have worked?"), 2, "P"),
    _line("t9", "trends", _("Which skill that matters today will not matter for long?"), 2, "A"),
    _line("t10", "trends", _("Whose writing or work keeps you up to date?"), 1, "A"),
    _line("a1", "advice", _("Knowing what you know of me now, what would you have me learn "
          "or try next?"), 2.5, "must", "A"),
    _line("a2", "advice", _("Was there a course, a project or a book that changed how you work?"),
          2, "S"),
    _line("a3", "advice", _("What do newcomers struggle with most in their first year?"), 2, "A"),
    _line("a4", "advice", _("Who thrives in this work, and who has had enough of it soon?"),
          2, "A"),
    _line("a5", "advice", _("By which door do people with a past like mine tend to come in?"),
          2, "C"),
    _line("a6", "advice", _("What would you want to be sure of before going for {path}?"), 2, "A"),
    _line("a7", "advice", _("Is there an association or a circle that a newcomer should join?"),
          1, "P"),
    _line("a8", "advice", _("If you could start over, what would you do another way?"), 2, "A"),
    _line("a9", "advice", _("In general terms, how do people here talk about pay and moving up?"),
          2, "A"),
    _line("a10", "advice", _("What keeps you going in this work?"), 2, "A"),
    _line("a11", "advice", _("What small task could I try, to see whether it suits me?"), 2, "A"),
    _line("o1", "organisation", _("What was not as you expected when you came to {organisation}?"),
          2, "A"),
    _line("o2", "organisation", _("When somebody there has a new idea, where does it go?"), 2, "A"),
    _line("o3", "organisation", _("How do you and your colleagues learn from one another?"),
          2, "A"),
    _line("i1", "identity", _("For somebody {early in a career, new here, first in the family}, "
          "is there a thing you would have liked to be told?"), 2, "A"),
    _line("i2", "identity", _("Where in this field did you find your people?"), 2, "A"),
    _line("i3", "identity", _("When nobody else in the room is like you, how do you go about it?"),
          3, "A"),
    _line("f1", "referral", _("After all we have talked about, who else should I meet?"),
          1.5, "must", "A"),
    _line("f2", "referral", _("May I mention you, and is it easier if you introduce us "
          "or if I write?"), 0.5, "A", "said"),
    _line("f3", "referral", _("In my place, which person, group or event would you look at next?"),
          1, "A"),
    _line("g1", "thanks", _("What I take with me is {one thing}. You have been generous; "
          "thank you."), 0.5, "must", "A", "said"),
    _line("g2", "thanks", _("I promised to {promise}, and you will have it by {day}."),
          0.25, "A", "said"),
    _line("g3", "thanks", _("May I tell you how things turn out, and where do you like to be "
          "reached?"), 0.5, "must", "A", "said"),
    _line("g4", "thanks", _("Is there something I could do for you in return?"), 0.25, "A", "said"),
    _line("p1", "probe", _("How did that come about?"), 0, "A"),
    _line("p2", "probe", _("Is there an example you can think of?"), 0, "A"),
    _line("p3", "probe", _("What told you so?"), 0, "A"),
    _line("p4", "probe", _("And after that?"), 0, "A"),
    _line("p5", "probe", _("If a student saw it the other way, what would you answer?"), 0, "A"),
    _line("p6", "probe", _("How would you explain that to somebody from outside?"), 0, "A"),
    _line("p7", "probe", _("What had to be in place for that to work?"), 0, "A"),
    _line("x1", "flow", _("That is the time I asked for. Shall we end here, or are five more "
          "minutes all right?"), 0, "A", "said"),
    _line("x2", "flow", _("There is one thing I would regret not asking: {must}."), 0, "A", "said"),
    _line("x3", "flow", _("Sorry, I lost the thread; could we go back to {topic}?"),
          0, "A", "said"),
    _line("x4", "flow", _("Of course, that is not for today; let us leave it there."),
          0, "A", "said"),
)  # fmt: skip
BY_CODE = {question.code: question for question in STARTER_QUESTIONS}
