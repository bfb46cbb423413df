"""Asks that hang on a chance: if there is work, if somebody is needed, should something come up.

A condition alone asks for nothing, so the second half counts: what is then to be done for me.
"""

from __future__ import annotations

import re

from netpwa.outreach.guard_words import (
    ADJ,
    BOSS,
    CV,
    JOB,
    NOW,
    ORG,
    SOFT,
    THERE,
    WORKER,
    YOUR,
    frame,
)

_THEM = rf"(?:you|{YOUR}|the (?:\w+ )?{ORG})"
_ANY = r"(?:any |an? |some |another |the right |more |extra )"
_SOMEBODY = r"(?:some(?:one|body)|any(?:one|body)|people|a person|an extra pair of hands)"
_KIND = (
    r"(?:part-time|full-time|part time|full time|paid|summer|seasonal|casual|freelance|contract|"
    r"temporary|weekend|evening|entry-level)"
)
_NOT_HERE = (
    r"\b(?:calendar|schedule|diary|agenda|reschedul\w+|event|committee|board|volunteer\w*)\b|"
    r"\b(?:positions?|roles?|jobs?) (?:on|of|in (?:the|this|your) (?:project|debate|play|story|"
    r"process|plan|team))\b|\b(?:role|job) (?:models?|plays?)\b"
)
_SCHOOL = r"\b(?:school|master\w*|degree|grant|scholarship|bursary|university|thesis)\b"
CHANCES = (
    frame(
        "work to be had",
        rf"\b(?:do|does|would|might|could|has|have) {_THEM} {SOFT}(?:have |offer |got )?(?:any |"
        rf"some )?{_KIND} (?:work|hours|shifts)(?:$| (?:for|this|next|available|going|{THERE}))",
        rf"\b{_THEM} {SOFT}(?:ha(?:s|ve|d)|needs?|wants?) (?:anything|something|a place|a spot|"
        r"a seat|room) (?:\w+ ){0,2}?for (?:me|some(?:one|body) (?:like|with) m[ey]|a (?:student|"
        r"graduate|newcomer) like me)\b(?! to )",
        rf"\b{_THEM} {SOFT}(?:ha(?:s|ve)|hear of|know of) (?:an? |any |some )?(?:current |open |"
        r"suitable )?(?:vacanc(?:y|ies)|open positions?|job openings?)$",
        unless=r"\b(?:to read|to watch|homework|advice|questions?)\b|\b(?:did|do) you think\b|"
        r"\bthat you|\bhow (?:long|many|often)\b",
    ),
    frame(
        "somebody is needed",
        rf"\b(?:are|is) {_THEM} {SOFT}(?:looking|searching|hoping) (?:for|to (?:add|find|"
        r"bring in))"
        rf" (?:{_SOMEBODY}|(?:an? |any |new |another |more )+(?:\w+ )?(?:people|members?|staff|"
        rf"colleagues?|hires?)) (?:\w+ )?(?:to (?:join {_THEM}|work|fill|help out|start)|for "
        rf"{YOUR}|(?:on|in) {YOUR})",
        rf"\b(?:do|does|would|could|will|can) {_THEM} {SOFT}(?:need|want|use) (?:any |some |an? |"
        r"another |more |extra |a bit of )*(?:help|hands|pairs? of hands|support) (?:in|at|on|"
        rf"around|with) (?:{YOUR}|the office)",
        rf"\b(?:do|does|would|will|could|can) {_THEM} {SOFT}(?:need|want|use) (?:any |an? |"
        r"another |"
        rf"one more |more |extra )+(?:staff|{WORKER})(?:$| (?:this|next|in|on|at|for))",
        rf"\b(?:are|is) {_THEM} (?:\w+ )?(?:looking|hoping|planning) to (?:add|bring in|find|"
        r"hire|recruit) "
        rf"(?:{_SOMEBODY}|new people|more people|{WORKER})",
        rf"\b(?:is|are) {_THEM} (?:\w+ )?(?:offering|advertising) (?:any |"
        r"some )?(?:\w+ )?(?:internships?|"
        r"placements?|jobs?|positions?|work)(?:$| (?:this|next|now|for|in))",
        rf"\b(?:does|would|might|could) {_SOMEBODY} (?:at|in|on) {YOUR} (?:need|want|"
        r"use) (?:any |an? |"
        rf"another |some )*(?:help|staff|{WORKER})$",
        rf"\b(?:are|is) {_THEM} (?:\w+ )?(?:hiring|recruiting|taking on) (?:new |more |any |"
        r"some |junior )*"
        rf"(?:staff|people|{WORKER})(?:$| {NOW})",
        r"\b(?:who|whoever|person|people|some(?:one|body)) (?:who |that )?(?:\w+ )?(?:does|do|"
        r"handles?|"
        r"leads?|runs?|decides?|(?:is|are) in charge of|looks? after) (?:on )?(?:the |your |"
        r"all )?(?:hiring|"
        rf"recruit\w+) (?:at|in|for|on) {YOUR}",
        rf"^any {ADJ}{JOB} for (?:an? )?{WORKER}\b",
        rf"\b(?:space|room|spot|place|seat) {THERE} for (?:an? |another |one more ){WORKER}$",
        rf"\b(?:know|think|heard) (?:of )?{_SOMEBODY} (?:who|that) (?:\w+ )?(?:needs?|wants?|"
        r"could use|"
        r"hires?|(?:is|are|might be) (?:looking for|after|short of)) (?:any |an? |another |"
        r"some |more )"
        rf"*(?:help|staff|{WORKER})$",
        rf"\b(?:would|could|do|does|will|can|might) {_THEM} {SOFT}(?:hire|employ|recruit|take on|"
        rf"take|consider|interview) (?:{_SOMEBODY}|an? \w+) (?:with my|like me|in my|of my|"
        r"from my)"
        r"\b",
        r"\bsponsor(?:ing)? (?:me\b|(?:my|an?) (?:work )?(?:visa|permit)|my work)",
        unless=r"\bhow\b|\bto (?:understand|learn|carry|read|talk|speak)\b",
    ),
    frame(
        "my papers",
        r"\b(?:share|send|forward|e-?mail|show|provide|attach\w*|enclos\w*|pass on|leave) "
        rf"(?:you )?my (?:[\w-]+ (?:and |or |& )?){{1,4}}{CV}\b",
        r"\b(?:get|put|bring|move|place) my (?:job )?application (?:in front of|to|before|"
        r"past|on)\b",
        rf"\b(?:tell|let|ask|speak (?:to|with)|talk (?:to|with)) (?:your |the )?(?:\w+ )?{BOSS}"
        r"(?: \w+)? (?:about|know about|know of|of|to (?:see|meet|call|write to)) me\b",
        unless=r"\bshould i\b|\byou (?:ask|want|wish|like)\b|\b(?:on|from|in) my (?!way)|"
        + _SCHOOL,
    ),
    frame(
        "help to get it",
        r"\b(?:any|your|some|little|bit of) help (?:with |in )?(?:getting|finding|landing|"
        r"securing)"
        rf" {_ANY}?{ADJ}(?:{JOB}|work)\b",
        r"\b(?:thankful|grateful|appreciat\w+|welcome|glad|happy) (?:of |for |about )?(?:any|"
        r"some) "
        rf"{ADJ}(?:{JOB}|work) (?:that )?you (?:could|can|may|might|know|hear|have)\b",
        r"\bany (?:\w+ )?work (?:that )?you (?:could|can|may|might) (?:\w+ ){0,2}?(?:throw|"
        r"send|give|"
        r"offer|pass|put|push)\b",
        r"\b(?:offer|give|get|find) me (?:some |any |a few |more )?(?:\w+ )?(?:hours|shifts|"
        r"contracts?|"
        r"employment|paid work)\b",
        r"\brefer me (?:internally|at work|within)\b|\b(?:as|for) (?:an? |my )?(?:internal|"
        r"employee) "
        r"referral\b",
        rf"\bthere (?:\w+ ){{0,2}}(?:be|is|are) (?:an? |any |some )?{ADJ}(?:{JOB}|"
        r"work) for me\b(?! (?:in|to))",
        rf"\binterested in (?:seeing |reading )?my (?:\w+ )?(?:{CV}|application|candidacy)\b|"
        r"\breference "
        r"(?:when|for|in|on) (?:\w+ ){0,3}(?:apply|applying|jobs?|applications?)\b",
        rf"\b(?:do|does|would|might) {_THEM} {SOFT}have (?:an? |any |some )?(?:\w+ )?(?:jobs?|"
        r"internships?|placements?|vacanc(?:y|ies)|work) for (?:an? |"
        r"some )?(?:[\w-]+ ){0,2}?(?:worker|"
        r"person|student|graduate|beginner|planner|helper|intern|someone|somebody)\b",
        r"\b(?:bring|mention|drop|float|put) (?:up )?my name (?:\w+ )?(?:with|to|at|before|past) ",
        rf"\bask (?:your |the )?(?:\w+ )?{BOSS} (?:if|whether) (?:they|he|she|you|"
        r"there) (?:\w+ ){0,2}"
        r"(?:needs?|wants?|hir\w+|recruit\w+|has|have|is|are)\b",
        r"\b(?:any|a|some) (?:chance|hope|prospect|possibility) of (?:getting |"
        r"finding )?(?:an? |any |"
        rf"some )?{ADJ}(?:{JOB}|work)\b(?! (?:on|of)\b)",
        r"\bget me hired\b|\babout (?:getting|being) hired\b|\bway (?:for me )?to (?:get|"
        r"be) (?:on|onto|"
        rf"into|in) {YOUR}$|\b(?:graduate|trainee) (?:scheme|programme?|"
        r"intake)s? (?:that )?i (?:could|can)"
        r" (?:apply|join)",
        r"\bhelp me (?:to )?(?:break|get) (?:in|into|in to|in at) " + YOUR,
        r"\bwork (?:that )?i (?:could|can|might) do for (?:pay|money|you|your)\b|"
        r"\bi am (?:\w+ )?on the "
        r"job market\b|\bi am (?:available )?for hire\b|\bi am (?:\w+ )?open to (?:anything|"
        rf"any \w+|whatever|all \w+) {THERE}",
        rf"\b(?:chance|opportunity|way|possib\w+) (?:for me )?to join {YOUR}(?:$| (?:as|for|"
        r"this|next))",
        unless=rf"{_NOT_HERE}|\bhow\b|\b(?:the paper|the thesis|this study)\b",
    ),
    frame(
        "me as one of them",
        r"\bi (?:would (?:\w+ )?(?:like|love)|want|hope|wish|am (?:\w+ )?(?:keen|eager|ready|"
        r"hoping))"
        r" {0}(?:to )?be(?:come)? your (?:next |new |newest |future )?(?:\w+ )?(?:assistant|"
        r"intern|"
        r"trainee|junior|apprentice|employee|hire|planner|colleague|analyst|technician)\b".replace(
            "{0}", SOFT
        ),
        r"\bi (?:am|would be|will be|can be) (?:\w+ )?(?:ready|able|free|available|"
        r"prepared) to (?:start|"
        r"begin) (?:work|working|right away|immediately|at once|tomorrow|any ?time|on monday|"
        r"as soon)",
        r"\bi (?:\w+ )?(?:need|have|want|hope|must|am trying) (?:to )?(?:find|get|land|secure|"
        r"line up)"
        r" (?:an? |some |my |any )(?:first |next |new |summer |paid |full-time |"
        r"part-time )*(?:job|"
        r"internship|placement|position|employment|work|co-op|apprenticeship)(?:$| (?:before|"
        r"by|soon|"
        r"in|after|this|next|for (?:the|this|next)|to|quickly))",
        rf"\b(?:think of|remember|consider) me (?:when|if|should|whenever|once|next time) {_THEM} "
        r"(?:\w+ )?(?:grows?|expands?|needs?|hires?|has|have|gets?|looks?|opens?|starts?)",
        r"\b(?:employers?|firms?|companies|agencies|offices|places|studios|anyone|"
        r"someone) (?:(?:that|"
        r"who|which) (?:are|is|might be) )?(?:hiring|recruiting|taking on|"
        rf"looking for) (?:{_SOMEBODY}|"
        r"(?:new |recent |junior |summer )*(?:grads?|graduates?|interns?|students?|juniors?|"
        r"staff|"
        r"planners?|people))(?:$| (?:now|this|next|like|with|in))",
        unless=rf"{_NOT_HERE}|\b(?:why|how)\b|\b(?:talk|walk|tour|panel|workshop)\b|" + _SCHOOL,
    ),
    frame(
        "the way in",
        r"\bwhat (?:\w+ )?(?:jobs?|work|positions?|internships?) (?:can|could|"
        r"would) you (?:offer|give) me\b",
        r"\bhow (?:to|i (?:can|could|might|would)) (?:get|be|become) (?:hired|employed|"
        rf"taken on) {THERE}",
        rf"\bhow (?:can|could|do|would|might) i {SOFT}(?:get|find|land) (?:an? |"
        rf"any )?{ADJ}(?:{JOB}|work) "
        rf"{THERE}",
        even_after_wh=True,
    ),
)
# "If a position opens", "should you have a vacancy", "when you need an intern" …
CONDITION = re.compile(
    rf"\b(?:if|should|when|whenever|once|in case)(?: ever)? {_ANY}{ADJ}(?:{JOB}) (?:\w+ ){{0,3}}?"
    r"(?:comes?|opens?|opened|becomes?|arises?|turns?|pops?|is open|is free|is available)\b|"
    rf"\b(?:if|should|when|whenever|in case)(?: ever)? {_THEM} (?:\w+ ){{0,3}}?(?:ha(?:s|ve)|"
    r"needs?|"
    rf"hears? of|knows? of|sees?|gets?|comes? across|spots?) {_ANY}?{ADJ}(?:{JOB}|(?:anything|"
    rf"something|work) for me|interns?|extra hands|help$|a hand|an? {WORKER}|more (?:people|"
    r"staff))(?! "
    r"(?:on|of|like|that you|where you)\b)|"
    r"\b(?:if|should|when|whenever)(?: ever)? (?:something|anything|one) (?:\w+ )?(?:comes?|"
    r"opens?"
    rf"|turns?|frees?|pops?)(?: up)? {SOFT}(?:{THERE}|in (?:my|this|your) (?:line|field|area))|"
    rf"\b(?:if|should|when|whenever) {_THEM} (?:\w+ )?(?:is|are|be|starts?|"
    r"begins?) (?:\w+ )?(?:hiring|"
    rf"recruiting|looking for (?:an? |some |new |more )*(?:staff|people|{WORKER}))\b|"
    rf"\b(?:if|should|when) (?:there (?:is|are|be)|there (?:will|would|should) be) {_ANY}{ADJ}"
    rf"(?:{JOB})\b(?! (?:on|of|for (?:you|them)|like|that you)\b)"
)
THEN_ME = re.compile(
    r"\b(?:keep|let|think of|remember|consider|contact|call|tell|write to|e-?mail|ping|bear|have|"
    r"get in touch with|reach out to|message|ring|notify) me\b|\bi (?:would|will|am|can|"
    r"could) (?:"
    r"\w+ ){0,3}?(?:glad|happy|grateful|delighted|love|keen|available|interested|ready|start|"
    r"apply|"
    rf"thrilled|honoured)\b|\bmy (?:\w+ )?(?:{CV}|portfolio|name|details|number)\b|"
    r"\bhear from you\b"
)
NOT_ABOUT_WORK = re.compile(
    _NOT_HERE
    + r"|\b(?:learn|hear (?:how|what|about|your|more)|understand|why|to talk|to speak|to meet|"
    r"to ask|your (?:view|thoughts|story)|what you|how you|when (?:were|did) you|did you)\b"
)


def is_conditional_ask(sentence: str) -> bool:
    """Say whether a sentence asks to be thought of when there is work."""
    return bool(
        CONDITION.search(sentence)
        and THEN_ME.search(sentence)
        and not NOT_ABOUT_WORK.search(sentence)
    )
