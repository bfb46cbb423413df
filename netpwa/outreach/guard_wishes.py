"""A wish for oneself, as guard.py puts it together from its parts, in whatever order they come.

Somebody asks or wishes; for work, or for what leads to it; and it is to be theirs. Who only looks
on, at the work as such or at what was, wishes for nothing.
"""

from __future__ import annotations

import re

from netpwa.outreach.guard_words import ADJ, BOSS, CV, OPENING, ORG, STARTER, THERE, YOUR

WISHES = re.compile(
    rf"\b(?:can|could|may|might|would|will) (?:you|i|we|there|it|{YOUR}|the {ORG})\b|\bplease\b|"
    r"\b(?:let me know|tell me|any chance|any way|is there (?:an? )?(?:chance|way|possib\w+)|"
    r"is it possible)\b|\bi (?:\w+ ){0,2}(?:need|want|wanted|would|hope|hoping|seek|seeking|wish|"
    r"appreciate|looking|searching|hunting|asking|wonder|wondering|keen|eager|ready|applying|"
    r"reaching out|writing|interested|available)\b|\b(?:grateful|thankful|glad|happy) (?:if|"
    r"for)\b|"
    rf"^(?:so |and |also )?(?:do|does|are|is|has|have) (?:you|{YOUR}|the {ORG}) (?:\w+ )?(?:need|"
    r"want|have|know|take|hire|seek|seeking|looking|open|got)\b"
)
_OPEN = (
    rf"(?:jobs?|vacanc(?:y|ies)|{OPENING}|positions?|roles?|internships?|placements?|"
    r"traineeships?|apprenticeships?|practicums?|"
    r"co-?op(?: terms?)?|employer|gigs?|job offers?|opportunit(?:y|ies) (?:at|with|in) your \w+)"
)
FOR_HAVING = re.compile(
    # A job that anybody may have: not your job, the job market, or a position on something.
    r"\b(?:an?|any|some|another|possible|potential|future|upcoming|available|open|suitable|paid|"
    r"summer|part-time|full-time|entry-level|find|get|land|secure|securing|finding|getting|"
    r"posts?|"
    rf"post|about|for the) {ADJ}(?<!your )(?<!their )(?<!our )(?<!that ){_OPEN}\b(?! (?:that |"
    r"which )"
    r"?(?:you|they|he|she|i|where)\b| (?:students?|supervisors?|market|titles?|descriptions?|"
    r"security|search|satisfaction|models?|interviews?|papers?|statements?|on|of|in (?:the|this|"
    r"writing|your (?:field|view|life))|taught|like yours|where|that)\b)|"
    r"\b(?:employment|contract work|paid work|full-time work|part-time work|summer work)\b|"
    r"\b(?:work|intern|working|interning) (?:for|with|under|at) (?:you$|you (?:part|full|this|"
    r"next|"
    rf"over|for)|{YOUR})|\b(?:let me|to|me) intern\b|"
    rf"\b(?:my|attached) (?:[\w-]+ (?:and )?){{0,2}}{CV}\b|\bmy (?:job )?(?:application|"
    r"candidacy)\b"
    r"(?! (?:to|for) (?:\w+ )?(?:school|the master|university|grants?|scholarship))|"
    r"\b(?:hr|human resources|recruiters?|hiring (?:manager|committee|team|list|people|round|"
    r"pool))\b|\b(?:hire|employ|recruit|interview|hiring|employing) (?:me|somebody like me|"
    r"someone "
    r"like me)\b|\ban? (?:job )?referral\b|\ban? (?:job )?(?:interview)\b(?! (?:for (?:my|the|a) "
    r"(?:thesis|paper|class|course|article|podcast|study|assignment)|about|on|question))|"
    r"\bas (?:an?|your) (?:[\w-]+ ){0,2}(?:assistant|intern|junior|planner|technician|analyst|"
    r"employee|candidate|trainee|hire)\b|\b(?:an?|your) (?:\w+ ){0,2}(?:applicant|candidate|"
    r"intern|"
    r"trainee|new hire)\b|\b(?:a )?good word\b|\bon my behalf\b.*|\bpaid placements?\b"
)
ME = re.compile(rf"\b(?:i|me|my|myself|we|{STARTER})\b")
LOOKING_ON = re.compile(
    r"\b(?:tell me (?:\w+ ){0,3}about|recommend (?!me)|advise|advice|decide|deciding|choose|"
    r"choosing|"
    r"between|prepare|preparing|example|kinds? of|sorts? of|types? of|should|took|found|left|"
    r"held|"
    r"started|worked|finished|completed|accepted|quit|got|made|wrote|read|lined up|one day|"
    r"someday|"
    r"eventually|later|schedule|calendar|diary|afternoon|thesis|article|class|course|school|"
    r"degree|"
    r"master\w*|grant|scholarship|university|programme?|when i write|talk|speak|chat|panel|"
    r"lecture|"
    r"workshop|visit|tour|event|like yours|think i|licen\w+|certif\w+|before|to become|look for|"
    r"looks for|seen|see (?:an?|your)|regard\w*|judge\w*|weigh\w*|history|past|back then|"
    r"sure you|policy|as a rule|busy|in general|statistics|data|reports?|law|rights?)\b|"
    rf"\byour (?:first |last |current |present |old )?(?:job|role|position|internship|hr|{BOSS})\b"
    rf"(?! {THERE})(?!$)"
)
