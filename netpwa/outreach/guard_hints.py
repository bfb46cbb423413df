"""Roundabout ways to ask for work, as frames for guard.py, beside the plain ones of guard_frames.

Whoever could take somebody on, whether they would, and whom; what one wants for oneself there;
the papers and good words that are to reach those who decide.
"""

from __future__ import annotations

from netpwa.outreach.guard_words import (
    ADJ,
    BOSS,
    CV,
    JOB,
    MAY,
    ORG,
    SEAT,
    SOFT,
    STARTER,
    SURE,
    THERE,
    YOUR,
    frame,
)

_THEM = rf"(?:you|you guys|your people|{YOUR}|the {ORG}|the (?:\w+ )?town)"
_HAND = (
    r"(?:an?|another|one more|any|more|some|extra) (?:\w+ )?(?:pairs? of hands|interns?|juniors?|"
    r"assistants?|summer students?|co-?op students?|trainees?|new people|new planners?|new staff|"
    r"helpers?)"
)
_SOMEBODY = rf"(?:{STARTER}|{_HAND}|me|interns|summer students|co-?op students)"
_TAKE = (
    r"(?:tak(?:e|es|ing)(?: on| in)?|bring(?:s|ing)?(?: on| in)|hir(?:e|es|ing)|employ(?:s|ing)?|"
    r"recruit(?:s|ing)?|accept(?:s|ing)?|add(?:s|ing)?|welcom(?:e|es|ing)|"
    r"(?:have |has )?(?:room|space|budget|money|funds|funding|capacity|work|use) for)"
)
_WOULD = (
    r"(?:open to|planning (?:to|on)|willing to|able to|going to|hoping to|looking (?:to|for)|"
    r"likely to|thinking of|in need of|short of|budget to|money to|room to|funds to)"
)
_LATER = (
    r"(?:$| (?:this|next|in|on|for|over|from|with|during|at|like|now|any\w*|again|part|full)\b)"
)
_IN = rf"(?:at|with|in|into|for|on|by|to) (?:{YOUR}|the {ORG})"
_LIKE_YOURS = r"(?:at|with|in|for) (?:an? )?(?:\w+ )?\w+ like yours"
_SCHOOL = (
    r"\b(?:school|master\w*|degree|grant|scholarship|bursary|university|phd|doctora\w+|award|"
    r"permits?|rezoning|planning application|course)\b"
)
_MEETING = (
    r"\b(?:call|meeting|walk\w*|tour|event|session|workshop|class|lecture|panel|conference|visit|"
    r"volunteer\w*|observe|shadow\w*|survey|study|interview(?:s|ed)? (?:for|with)|book|"
    r"seminar|webinar|mailing|newsletter|list)\b"
)
_HIRES = r"(?:hir(?:e|es|ing)|recruit(?:s|ing)?|do(?:es)? (?:the |your )?(?:hiring|recruiting))"
_PROSPECTS = r"(?:prospects|opportunit(?:y|ies)|possibilit(?:y|ies)|options|chances|leads|openings)"
_TERM = r"(?:co-?op(?: term| placement)?|internship|placement|practicum|work term|traineeship)"
HINTS = (
    frame(
        "taking somebody on",
        rf"\b(?:do|does|would|could|can|might|will|may|are|is) {_THEM} {SOFT}{_TAKE} "
        rf"{_SOMEBODY}{_LATER}",
        rf"\b(?:do|does|would|could|can|might|will|may|are|is) {_THEM} {SOFT}(?:need|use|want) "
        rf"{_HAND}\b",
        rf"\b(?:do|does|would|could|can|might|will|may|are|is) {_THEM} {SOFT}(?:be |have |has )?"
        rf"(?:any |the |some )?{_WOULD} (?:{_TAKE} |have |find |need )?{_SOMEBODY}{_LATER}",
        rf"\b(?:are|is|will|does|do) {_THEM} {SOFT}(?:add|adding|plan to add|planning to add) "
        r"(?:\w+ )?(?:staff|people|planners?|positions|headcount|roles)$",
        rf"\b(?:chance|possible|possibility|likely|hope|way|ever|whether|if) {SOFT}(?:that )?"
        rf"{_THEM} {SOFT}(?:would|could|might|can|will|may) {SOFT}(?:{_TAKE}|need|use) {_SOMEBODY}",
        unless=rf"\b(?:did|train\w*|mentor\w*|supervis\w+|usually|typically|most|prefer|rather|"
        rf"years ago|used to)\b|{_MEETING}",
    ),
    frame(
        "whoever hires",
        rf"\b(?:touch|contact|connect\w*|introduce\w*|speak|talk|write|reach|give|send|pass|"
        rf"forward) "
        rf".*\b(?:whoever|whomever|person|people|one|someone|somebody|those|anyone|partner|manager|"
        rf"colleague) (?:who |that )?(?:\w+ )?{_HIRES}\b",
        rf"\b(?:if|should|in case) {_THEM} {SOFT}(?:need|want|are looking for|is looking for|could "
        rf"use|are short of) (?:{_HAND}|an? (?:junior|planner|student|analyst|assistant))\b",
        rf"\b(?:do|does|would|will) {_THEM} {SOFT}(?:need|want) (?:anybody|anyone|somebody|someone|"
        r"people|staff|workers|hands|interns|juniors|assistants|graduates|students)$",
        rf"\b(?:is|are) {_THEM} {SOFT}(?:seeking|looking for) (?:an? (?:\w+ )?(?:intern|junior|"
        rf"assistant|trainee|planner|graduate)|(?:junior|new|more|extra|entry-level) (?:staff|"
        rf"people|"
        rf"planners|hires|colleagues))(?:$| (?:this|next|now|at the moment))",
        rf"^any (?:{ADJ})(?:{SURE}|{JOB})$",
        rf"\b(?:is|are) {_THEM} {SOFT}(?:looking for|short of|in need of) (?:\w+ ){{0,2}}(?:people|"
        r"planners|analysts|students|staff|graduates|interns|juniors|help|designers)"
        r"(?:$| (?:this|next|right now|at the moment|now))",
        rf"\b(?:do|does|will|would|have|might|can|could) {_THEM} {SOFT}(?:have|offer|expect|got|"
        rf"anticipate|foresee|provide|host|post) (?:any |some |an? )?{ADJ}(?:{SURE}|{_TERM}s?|"
        r"entry-level \w+|work (?:going|for (?:me|an? ))|summer (?:jobs?|work))",
        rf"\b(?:sponsor|supervise|host|take on) my (?:\w+ )?{_TERM}\b",
        unless=rf"\b(?:calendar|schedule|diary|did|used to|how|why|opinion|view|experience)\b|"
        rf"\bhire you\b|{_MEETING}",
    ),
    frame(
        "which are open",
        rf"\b(?:what|which|how many) {ADJ}{JOB} (?:do|does|will|might) {_THEM} {SOFT}have (?:open|"
        r"available|coming|free|to fill|going)",
        rf"\b(?:what|which|how many) {ADJ}{JOB} (?:are|is) {SOFT}(?:open|available|free|vacant)"
        rf"(?:$| (?:{_IN}|now|at the moment))",
        even_after_wh=True,
    ),
    frame(
        "joining you",
        rf"\b(?:chance|possib\w+|could|can|may|might|would|happily|gladly|love|like|hope|hoping|"
        rf"glad|opportunit\w+|dream|keen|eager|ready|excited) {SOFT}(?:of |for |that |to )?"
        rf"(?:me |my |i )?(?:to )?{SOFT}(?:be )?(?:(?:join|joining)|(?:becom(?:e|ing)|be|being|"
        rf"work|working) (?:(?:a |one )?(?:part of|member of)|for|with|at|on|in)) your "
        rf"(?:\w+ )?(?:team|crew|staff|firm|company|department|agency|office|employer)(?: "
        rf"members?)?"
        rf"{_LATER}",
        rf"\bcome (?:and |to )?(?:work|intern) (?:for|with|under|at) (?:you|{YOUR})",
        unless=rf"\b(?:you|people|they|he|she|planners?|did|does|proud) (?:\w+ ){{0,2}}(?:join|"
        rf"work|become)|{_MEETING}|\b(?:hear|about|how|what)\b",
    ),
    frame(
        "a place for me",
        rf"\b{SEAT} {SOFT}for (?:me|somebody like me|someone like me|one more (?:\w+ )?(?:junior|"
        rf"planner|intern|student|person)) ?{SOFT}(?:$|{_IN}|with you|there)",
        rf"\b(?:find|make|have|got|see|create|keep) (?:me )?(?:an? |any |some |the )?"
        rf"(?:{SEAT}|opening|position|role|job|desk) {SOFT}(?:for me|{_IN})",
        unless=rf"{_MEETING}|\b(?:you|schedule|calendar|diary|to learn|to talk|to speak)\b(?!r)"
        rf"(?<!with you)",
    ),
    frame(
        "getting in",
        rf"\bhow {SOFT}i {SOFT}(?:get|find|land|secure|apply for) (?:an? |any |the |my |some )?"
        rf"{ADJ}(?:{JOB}|work) {SOFT}{_IN}",
        rf"\b(?:get|getting|be|being|become) (?:hired|employed|taken on|recruited) {_IN}",
        rf"\bhow {SOFT}i {SOFT}(?:get|break|come) (?:in|into|in to|in at) {YOUR}",
        rf"\bhow {SOFT}i {SOFT}(?:join|work (?:for|at)|come to work (?:for|at)) {YOUR}$",
        unless=r"\b(?:did|you|people|they|planners?|others)\b(?! \w*$)|\bfile|\bdata\b",
        even_after_wh=True,
    ),
    frame(
        "wanting it",
        rf"\bi {SOFT}(?:want|need|hope|wish|like|love|trying|looking|aim|dream|keen|eager)"
        rf" {SOFT}(?:to |of )?(?:get|getting|come|break|breaking|land|landing|find|finding|secure|"
        rf"securing|start|starting|begin|take|fill) {SOFT}(?:in|into|{ADJ}(?:{JOB}|career|work)) "
        rf"{SOFT}(?:{_IN}|{_LIKE_YOURS}|with you)",
        r"\bi (?:am|have been) {0}(?:desperate|hungry|eager|in need) (?:for|of) (?:an? |any |"
        r"some )?"
        r"(?:\w+ )?(?:job|work|employment|internship|placement|income)\b".replace("{0}", SOFT),
        rf"\bi {SOFT}(?:need|want|have|hope) to (?:start |be )?(?:earn|earning|find a job|find "
        rf"work|"
        rf"get a job|land a job|secure a (?:job|placement|position))\b",
        rf"\bany (?:job |work )?leads?\b(?: {SOFT}(?:help|appreciated|welcome|great))?(?:$| "
        rf"(?:would|"
        rf"are|is|on|you))",
        rf"\b(?:any|some|paid) (?:paid )?(?:work|employment|hours|shifts) (?:with|for|from) "
        rf"(?:you|{YOUR})(?:$| (?:would|is|this|next|in))",
        rf"\b(?:give|offer|grant) me (?:an? |the |any )?(?:\w+ )?(?:chance|shot|try|trial|"
        rf"opportunity|break) {_IN}",
        unless=rf"{_MEETING}|\b(?:to learn|to ask|to talk|to hear|understand|why|research\w*)\b",
    ),
    frame(
        "applying there",
        r"\bappl(?:y|ying) (?:through|via|with) you\b",
        rf"\bi {SOFT}(?:apply|applying|applied) (?:to|at|with|for) (?:{YOUR}|(?:an? |the )?{ADJ}"
        rf"{JOB} {_IN})",
        r"\bhow to apply$|\bwhere (?:to|can i|do i|could i) apply$",
        rf"\b(?:job|work|employment|career|hiring) {_PROSPECTS} {THERE}",
        r"\b(?:keep|have|put|leave|hold) (?:me|my \w+) on (?:file|record|your list|the list|your "
        r"books|hand)\b",
        r"\bi could {0}use (?:an? |some |any |the )?(?:\w+ )?(?:job|work|income|internship|"
        r"position|"
        r"placement)\b".replace("{0}", SOFT),
        rf"\b(?:chance|opportunity|like|love|hope|want|possible) {SOFT}to interview (?:with|at|"
        rf"for) "
        rf"(?:{YOUR}|an? {ADJ}{JOB})",
        rf"\bi {SOFT}(?:want|would like|would love|hope|wish|dream) {SOFT}(?:to |of )(?:be|"
        rf"being|end "
        r"up) (?:on|in|part of) your (?:\w+ )?(?:team|crew|staff)$",
        unless=rf"{_SCHOOL}|{_MEETING}|\bhow {SOFT}(?:people|one) appl|\bshould i\b",
    ),
    frame(
        "who is hiring",
        r"\b(?:know|tell me|heard?|idea|aware|wonder\w*|suggest|say) (?:\w+ ){0,3}?(?:who|whom|"
        r"anyone|anybody|someone|somebody|which \w+|what \w+|where|firms?|places|companies) "
        r"(?:(?:who|that|in \w+|else) )?(?:is|are|might be|may be|'s)? ?(?:\w+ )?(?:hiring|"
        r"recruiting|taking on|looking (?:for (?:an? )?(?:intern|junior|student|planner)|to hire))",
        rf"\b(?:let me know|tell me|write to me|call me|contact me|ping me|e-?mail me|keep me|"
        rf"think of me|remember me) {SOFT}(?:when|once|if|should|as soon as) {_THEM} {SOFT}"
        rf"(?:hir\w+|recruit\w+|need\w* (?:an?|some|more|another))",
        rf"\bkeep me (?:posted|updated|informed|in the loop) {SOFT}(?:on|about|of|if|when) {SOFT}"
        rf"(?:{SURE}|{JOB}|opportunit\w+|hiring)",
        rf"\b(?:think of|remember|consider|contact|call|keep) me (?:\w+ )?(?:for|if|when|should|"
        rf"whenever) {SOFT}(?:{SURE}|{JOB}|anything (?:open|com|turn|free)\w*|something (?:open|"
        rf"com|"
        rf"turn|free)\w*|hir\w+|opportunit\w+)",
        unless=rf"\bhow (?:many|much)\b|\bwhy\b|{_MEETING}",
    ),
    frame(
        "the one that is open",
        rf"\b(?:is|are) (?:the|that|this|those|your) (?:[\w-]+ ){{0,4}}?{JOB} (?:you (?:\w+ )?"
        rf"(?:posted|advertised|mentioned|shared) )?still (?:open|available|vacant|unfilled|"
        rf"free)\b",
        rf"\b(?:is|are) (?:the|that|this|those) (?:[\w-]+ ){{0,4}}?{JOB} (?:available|vacant|"
        rf"unfilled|taken)$",
        rf"\b(?:interested in|applying for|apply for|ask(?:ing)? about|writing about|fit for|right "
        rf"for|apply to) (?:the|that|this|your|any|an?) (?:[\w-]+ ){{0,4}}?(?:{JOB}) (?:you|that "
        rf"you|at|with|on|in) {SOFT}(?:post|advertis|list|{YOUR})",
        unless=rf"\b(?:how|why|did you|were you)\b|{_SCHOOL}",
    ),
    frame(
        "papers for those who decide",
        rf"\b(?:slip|get|leave|drop off|upload|pop|bring|walk|take|have|circulate|distribute|"
        rf"place|deliver|run) {SOFT}my (?:\w+ )?{CV} {SOFT}(?:to|in|on|onto|into|past|with|by|over|"
        rf"along|around|through|across|for you)\b",
        rf"\b(?:nudge|push|check on|look into|speak up for|fast-?track|expedite|forward|pass|flag|"
        rf"put in|move|find|check|chase|follow up on|help with) {SOFT}my (?:job )?application\b",
        r"\bmy application is (?:with|at|in|on)\b",
        rf"\b(?:send|submit|address|direct|e-?mail|hand) (?:\w+ )?(?:my |an |the )?application"
        rf" {SOFT}(?:{_IN}|to you|$|to$)",
        rf"^here is my (?:\w+ )?{CV}\b",
        r"\b(?:open to|accept\w*|tak(?:e|es|ing)|consider\w*) (?:unsolicited |speculative |open |"
        r"job |new )?applications$",
        rf"\bhappy to (?:send|share|forward|provide|e-?mail) (?:you )?(?:a |my |the )?(?:copy "
        rf"of my )"
        rf"?(?:\w+ )?{CV}\b|\bi can (?:also )?(?:send|share|forward|e-?mail) (?:you )?(?:a |my )"
        rf"(?:\w+ )?{CV}\b",
        unless=rf"{_SCHOOL}|\bshould i\b|\bif (?:you|they) (?:ask|want|wish)",
    ),
    frame(
        "a good word",
        rf"\b(?:be|serve as|act as|become|as) (?:my|a|one of my) (?:job |professional |work )?"
        rf"references?\b(?= (?:for|on|when|in) {SOFT}(?:job|application|work|position|hir|cv)|$)",
        rf"\b(?:get|land|arrange|set up|secure|score|help) me {SOFT}(?:an? |the |any )?(?:\w+ )?"
        rf"(?:job |work )?(?:interview|job|position|role|internship|placement|offer|gig)\b",
        rf"\b(?:put|pass|mention|drop|give|bring up|float) (?:\w+ )?(?:my name|me) {SOFT}(?:to|"
        rf"with|"
        rf"by|past|for) {SOFT}(?:{BOSS}|those who hire|whoever (?:is )?(?:hir|recruit)\w+|"
        rf"colleagues "
        rf"who (?:are )?hir\w+|the (?:hiring|right) people)",
        rf"\b(?:refer|recommend|nominate|suggest|propose) me (?:for|to) {SOFT}(?:{JOB}|{BOSS}|"
        rf"{THERE})",
        rf"\b{MAY} (?:you|i) {SOFT}(?:get|have) (?:an? |your )?(?:\w+ )?referral (?:for|to|at|"
        rf"from) "
        rf"{SOFT}(?:{JOB}|{YOUR}|you$)",
        unless=rf"{_SCHOOL}|{_MEETING}|\b(?:people|speak with|talk with|talk to|speak to|"
        rf"understand|how)\b",
    ),
    frame(
        "ready to begin",
        rf"\bi (?:am|would be|will be|can be) {SOFT}(?:available|free|ready|able) {SOFT}(?:from|as "
        rf"of|starting|to start|to begin|in|for) .*\b(?:join|start work|begin work|work for|work "
        rf"with you|full-time|part-time|full time|part time)\b",
        rf"\bi {SOFT}(?:would|could|can|will) {SOFT}(?:gladly |happily |even )?(?:work|intern|"
        rf"start) "
        rf"(?:for free|unpaid|without pay|for (?:you|{YOUR})|at {YOUR})",
        rf"\bi (?:am|would be) (?:an? |the )?(?:\w+ ){{0,2}}(?:asset|candidate|addition|hire|match|"
        rf"fit) (?:for|to|at|on|in) (?:{YOUR}|you$)",
        rf"\bi {SOFT}bring {SOFT}(?:to|on) {YOUR}$",
        unless=rf"{_MEETING}|\b(?:talk|speak|chat|meet)\b",
    ),
)
