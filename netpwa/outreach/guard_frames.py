"""The frames by which guard.py notices that a text asks for a job or offers a CV.

A frame is one way to ask: who asks or is asked, a verb, and work or a CV as its object.
"""

from __future__ import annotations

import re

from netpwa.outreach.guard_words import (
    ADJ,
    BOSS,
    CV,
    JOB,
    MAY,
    NOW,
    SEAT,
    SOFT,
    SOME,
    STARTER,
    SURE,
    THERE,
    WANT,
    YOUR,
    frame,
)

_EXISTS = rf"\b(?:are|is|will|might|would|could) there (?:be )?(?:currently )?{SOME}"
_HAVE = rf"\b(?:do|does|would|might|will|may|could) (?:you|{YOUR}) {SOFT}have {SOME}"
FRAMES = (
    frame(
        "is there work",
        rf"{_EXISTS}{ADJ}(?:{JOB}|work(?! (?:by|on|of|that)\b))\b.*(?:{THERE}|"
        rf"\bfor {STARTER}\b)",
        rf"{_EXISTS}{ADJ}opportunit(?:y|ies) (?:for {STARTER} {THERE}|{THERE} "
        rf"for {STARTER}|to (?:work|intern|be employed)\b)",
        rf"\b(?:do|does|can|could|would|are|is) (?:you|{YOUR}) {SOFT}(?:offer|provide|take|"
        r"bring on) (?:any )?(?:paid |summer |student )?(?:internships?|placements?|co-?ops?|"
        rf"interns?|co-?op students)(?:$| (?:{NOW}|for|from|in)\b)",
        rf"{_EXISTS}{ADJ}(?:{JOB}) (?:{NOW}|$)",
        rf"{_EXISTS}{ADJ}{SURE}$",
        rf"\bthere (?:is |be )?(?:currently )?{SOME}{SEAT} "
        rf"(?:for {STARTER} {SOFT}{THERE}|{THERE} for {STARTER})",
        rf"{_HAVE}{ADJ}{JOB}(?:$| (?:{NOW}|for (?:{STARTER}|someone|somebody|anyone)|that i))",
        rf"\b(?:you|{YOUR}) {SOFT}have {SOME}(?:work|{SEAT}) (?:\w+ )?for (?:{STARTER}|"
        rf"(?:\w+ ){{1,2}}planner)\b",
        rf"\byou (?:may|might|could|happen to) {SOFT}have {SOME}{ADJ}(?:{SURE}|positions?|"
        r"jobs?)\b",
        rf"\b{SOME}(?:{SURE}|positions?|jobs?) (?:that )?you (?:may|might|could|currently) "
        r"have\b",
        rf"^any {ADJ}{JOB} (?:{NOW}|{THERE})",
        unless=r"\b(?:calendar|schedule|diary|in (?:the|this) (?:field|sector|profession))\b|"
        r"\bopportunit\w+ (?:for \w+ )?to (?:learn|volunteer|attend|observe|comment)|\broles? "
        r"for me in\b",
    ),
    frame(
        "knowing of work",
        rf"\b(?:know|hear|aware|heard|think) of {SOME}{ADJ}(?:{JOB}|job leads?|work)\b",
        r"\b(?:know|tell me|heard|wonder|wondering|ask|asking) (?:if|whether|of)? ?(?:\w+ "
        r"){1,4}?(?:is|are|will be) (?:\w+ )?(?:hiring|recruiting)\b",
        r"\b(?:find out|enquir(?:e|ing)|inquir(?:e|ing)|ask|asking|hear|know|tell me|learn|"
        rf"talk|speak) (?:more )?about {SOME}{ADJ}(?:employment|vacancies|openings|jobs|job "
        rf"opportunit(?:y|ies)|internships|placements|positions|working) {THERE}",
        unless=(
            r"\b(?:did you|why|participants|volunteers)\b|\byou (?:first )?heard|\bwork (?:by|"
            r"on|in|that|about)\b|\bhow\b|\bi (?:\w+ )?(?:know|see|saw|read|hear|heard)\b"
        ),
    ),
    frame(
        "hiring",
        rf"\b(?:are|is|will) (?:you|you guys|{YOUR}) (?:be )?(?:currently |still |also |by "
        r"any chance |ever )?(?:hiring|recruiting|taking on|looking to (?:hire|recruit|fill))"
        rf"(?:$| (?:{NOW}|currently|soon|any\w*|for (?:the|any|an?)|{STARTER}))",
        rf"\b(?:are|is) (?:you|{YOUR}) {SOFT}looking for (?:another|new|more|additional|any|"
        r"a) (?:\w+ )?(?:staff|planners?|people|interns?|students?|hires?|employees|"
        r"colleagues?|help)$",
        rf"\b(?:do|does|would|could|will) (?:you|{YOUR}) {SOFT}(?:hire|hiring|take on|taking "
        rf"on|employ|recruit) {STARTER}\b",
        r"\b(?:hire|employ|interview|hiring|employing) me\b|\btak(?:e|ing) me on\b|"
        r"\bconsider(?:ing|ed)? (?:\w+ )?me (?:for|as)\b",
        r"\b(?:give|offer|get|find|land|help) me (?:get |find |land |with )?(?:into |in at "
        rf")?{SOME}(?:first )?{ADJ}(?:{JOB}|work|interview with|chance at|in at your|hired)\b",
        unless=(
            r"\bmore .* than\b|\b(?:from|with|without|who|or|rather) |\bwork (?:with|out|"
            r"through)\b|"
            r"\b(?:position|role) (?:on|of|in)\b"
        ),
    ),
    frame(
        "wanting work",
        rf"\bi (?:am|have been) {SOFT}(?:looking|searching|hunting|applying|hoping) "
        rf"for {SOME}{ADJ}(?:{JOB}|work)\b",
        rf"\bi (?:am|have been) {SOFT}(?:seeking|after) {SOME}{ADJ}(?:{JOB}|work)\b",
        rf"\bi (?:really |badly |do )?need {SOME}{ADJ}(?:jobs?|internships?|placements?|"
        r"positions?)\b",
        rf"\bi (?:am|would be) {SOFT}interested in {SOME}{ADJ}{JOB} {SOFT}{THERE}",
        r"\bi am (?:also |immediately )?available (?:to (?:start|work)|for (?:full|part|"
        r"summer|any|work)|immediately)",
        unless=(
            r"\b(?:roles?|positions?) (?:models?|of|in (?:the|a|how)\b)\b|\bwork (?:of|by|on|"
            r"in|that|about)\b|"
            r"\b(?:call|talk|speak|meet)\b|\bworkbooks?\b"
        ),
    ),
    frame(
        "wanting in",
        rf"\bi {SOFT}{WANT} {SOFT}(?:to )?(?:join|joining|be part of|(?:work|working|intern|"
        r"interning) (?:at|for|with|under|in)|(?:get|be|getting|being) hired (?:at|by|as)|be "
        rf"your intern) ?(?:you$|{YOUR}\b)",
        rf"\b(?:i|me) {SOFT}(?:good|great|perfect|strong|natural|right) (?:fit|match|addition|"
        rf"candidate) (?:for|to|in|on|at) (?:{YOUR}|(?:your|the|any) {ADJ}{JOB})",
        rf"\b(?:i|me to) {SOFT}(?:get|find|have|land|do) (?:an? |any |my |the "
        rf")?{ADJ}{JOB} {SOFT}{THERE}",
        rf"\b(?:{MAY} i|i {SOFT}(?:like|love|want|hope) to|for me to|possible to|chance to)"
        rf" {SOFT}(?:intern|work|start) (?:at|with|for|under|in|on) (?:you$|{YOUR})",
        unless=r"\b(?:understand|how|what|paper|project|event|volunteer)\b",
    ),
    frame(
        "applying",
        rf"\b(?:{MAY} i|i {SOFT}(?:like|love|want) to|how (?:do|can|could|would) i|how to)"
        rf" {SOFT}appl(?:y|ying) (?:through you|(?:to|at|with) {YOUR}|for {SOME}(?:your "
        rf")?{ADJ}{JOB}|for it|for work|here|there|directly)",
        rf"\bi am {SOFT}(?:writing|here) to apply\b|\bi am applying (?:for|to) .*(?:{JOB} "
        rf")?{THERE}",
        r"\bso (?:that )?i (?:can|could|may) apply$",
        rf"\bchances? (?:of|for|at) {SOFT}{SOME}{ADJ}{JOB} {SOFT}{THERE}",
        rf"\bwhen (?:will|are|is|do|does) (?:you|{YOUR}) (?:be )?(?:hir\w+|recruit\w+|next "
        r"(?:hir|recruit))",
        r"\b(?:you|they|somebody|someone) (?:to|could|would|might) (?:\w+ )?hire me\b",
        rf"\bhow (?:can|could|do|would|might) i {SOFT}(?:get|be|become) (?:hired|employed|"
        r"taken on)\b",
        rf"\bwho {SOFT}(?:should|could|can|do|would|might) i {SOFT}(?:talk|speak|write|"
        rf"contact|email|ask) {SOFT}about (?:an? |any )?(?:getting |being )?{ADJ}(?:{JOB}|"
        rf"hired|working {THERE})",
        unless=r"\b(?:role|position) (?:of|on|in)\b",
        even_after_wh=True,
    ),
    frame(
        "my CV",
        r"\b(?:send|sending|sent you|shared?|sharing|forward(?:ed|ing)?|pass(?:ed|ing)?|"
        r"attach(?:ed|ing)?|enclos(?:ed?|ing)|submit|includ(?:ed?|ing)|give|hand|drop|e-?mail|"
        r"keep|see|find|look(?:ing)?|review(?:ing)?|read(?:ing)?|check(?:ing)?|critique|show|"
        rf"circulate|put|glance) {SOFT}(?:my|the attached|an attached|a copy of my) (?:\w+ "
        rf")?{CV}\b",
        rf"\bmy (?:\w+ )?{CV} {SOFT}(?:attached|attachment|enclosed|included|below|you|"
        rf"your|{BOSS})\b",
        unless=(
            rf"\b(?:(?<!pass )(?<!passing )(?<!passed )on|from|in) (?:my|the) (?:\w+ )?{CV}\b|"
            r"\b(?:should i|told me to|everywhere)\b"
        ),
    ),
    frame("a remark on my CV", rf"\b(?:feedback|comments|thoughts) on my (?:\w+ )?{CV}\b"),
    frame(
        "a favour",
        r"\bgood word (?:for me|in for me)|\bput in a (?:good )?word\b|\bvouch for me\b",
        rf"\b(?:recommend|refer|suggest) me (?:for|(?:to|with) (?:your|the) {BOSS})",
        rf"\b(?:pass|forward|give|mention|hand|connect|introduce|put|share) {SOFT}(?:my "
        rf"(?:name|details|profile|information)|me) {SOFT}(?:to|with) {SOFT}(?:hr|hiring \w+|"
        r"recruit\w+|human resources)\b",
        r"\b(?:pass|forward|give|mention|hand) my (?:name|details|profile)"
        rf" {SOFT}to {SOFT}{BOSS}\b",
        r"\b(?:help|get|give) me .*\bfoot in (?:the|your) door\b|\bget my foot in\b",
        r"\b(?:keep|bear|have) (?:me|my \w+) in mind (?:if|when|should|for (?:any|future|an?|jobs|"
        r"the next|upcoming)|next time)",
        unless=r"\b(?:event|talk|reading|panel|workshop|course|volunteer\w*|lectur\w+|tour|walk|"
        r"class|study|survey|film|exhibition|meeting|visit)\b",
    ),
    frame(
        "my application",
        r"\b(?:consider|support|endorse|back|received?|forward) my (?:job )?application\b",
        r"\b(?:are|is) (?:you|your \w+) (?:\w+ )?(?:accepting|taking) (?:job )?applications\b",
        r"\b(?:to be|be|being) considered for (?:any |an? |the |future )",
        r"\bpull (?:some|a few|any) strings\b|\bme as (?:an?|your) (?:\w+ )?(?:intern|employee|"
        r"assistant)\b",
        unless=r"\b(?:school|master\w*|degree|grant|scholarship|bursary|programme?|university)\b",
    ),
    frame(
        "telling me",
        r"\b(?:hear|know|learn|come|hears|knows) (?:of|about|across) (?:any |anything |"
        rf"something )?(?:(?!(?:your|their|his|her|the|this|that)\b)\w+ )?(?:{JOB}|"
        rf"coming up|suitable|for me$|in my line)",
        r"\bif you (?:ever |do )?hear (?:of|about) (?:anything|something)$|\blet me know if "
        r"you hear of anything$",
        rf"\b(?:something|anything|one|{SOME}{ADJ}{JOB}) (?:opens(?: up)?(?:$| {THERE})|"
        rf"becomes available|frees up|comes (?:up|free) {THERE})",
        rf"\bif there (?:is|are) {SOME}{ADJ}(?:{SURE}|internships?|positions?) {THERE}",
        r"\b(?:let me know|tell me|notify me) (?:of|about|when) (?:any )?(?:\w+ )?(?:vacanc\w+|"
        r"openings?|job (?:leads?|openings?|postings?|opportunit\w+)|internships)",
        rf"\b(?:grateful|appreciate|thankful|happy|glad|have|share|any) {SOFT}(?:job "
        rf"(?:leads?|tips?)|leads on (?:jobs?|work|{JOB}))",
        unless=r"\b(?:read|book|event|talk|course|calendar|schedule|diary)\b",
    ),
)


# The parts of an ask, in whatever order they come (guard.py puts them together).
ASKS = re.compile(
    rf"^(?:please|kindly|any|if|perhaps|maybe)\b|\b{MAY} (?:you|i|there|it|an?|{YOUR})\b|"
    r"^(?:and |so |also )?(?:are|is) (?:there|it possible)\b|^(?:are|is) .*\b(?:available|"
    r"open)\b|^(?:and |so |also )?(?:do|does) .*\b(?:have|offer|know|need|take|expect|accept|"
    r"provide)\b|\bi (?:\w+ )?(?:would|want|hope|need|wonder|wish|look forward|seek|was "
    r"hoping|was wondering)\b|\bi am (?:\w+ )?(?:looking|hoping|seeking|searching|interested|"
    r"keen|wondering|after|unemployed|writing|hunting)\b|\b(?:let me know|tell me|"
    r"appreciate\w*|grateful|thankful|my dream|any way|any chance|would take|would love)\b"
)
WORK = re.compile(
    rf"\b(?:any|an?|some|suitable|available|open|paid|upcoming|future|more|{SURE}|(?:for|of|"
    rf"about) (?:an?|any|the))? ?{ADJ}(?<!your )(?<!their )(?<!our )(?:{JOB})\b(?! "
    r"(?:students?|supervisors?|market|titles?|descriptions?|security|search|satisfaction|"
    r"models?|interviews?|on|of|in (?:the|this|writing|your (?:field|view|life)))\b)|"
    r"\b(?:find(?:ing)?|offer|need|get|any|me|seeking|for) (?:some |any )?(?:full-time |"
    r"part-time |paid |summer )?(?:work|job)$|\bto (?:work|intern|be working) (?:for|at|with)"
    r"\b|\bworking (?:for|at)\b"
)
TIES = re.compile(
    rf"{THERE}|\bwith (?:you|your \w+)$|\bfor (?:{STARTER}|you)\b|\bhelp me\b|{YOUR} (?:has|"
    r"have|had|offers?|needs?|might|may)\b|\bas a reference\b|\b(?:could|can|would) get me\b|"
    r"\bto me\b|\bwould take any\b"
)
# Questions about somebody's work: to learn of it, to hear how it is, or what it is worth.
LEARNING = re.compile(
    r"\b(?:understand|learn(?:ing)?|hear how|curious|imagine|compare|view|opinion|experience|"
    r"story|stories|path|perspective|think|feel|involve[sd]?|include[sd]?|mean|look like|"
    r"require[sd]?|differ\w*|chang\w+|entail|useful|worth\w*|important|matter\w*|common|"
    r"valuable|rewarding|usually|usual|typical\w*|prepare[sd]?|surpris\w+|enjoy\w*|"
    r"volunteer\w*|policy|as a rule|describe|explain|how|what|why|which|where|whether it|suits?|"
    r"most|many|mostly|did|were|was|had|used to|people|residents|survey|study|paper|researching)\b"
)
