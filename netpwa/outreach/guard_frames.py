"""The frames by which guard.py notices that a text asks for a job or offers a CV.

A frame is one way to ask: who asks or is asked, a verb, and work or a CV as its object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Work as a thing to be had, and words that may stand before it, none of which begins a new phrase.
_JOB = (
    r"(?:jobs?|positions?|roles?|(?:job )?openings?(?! (?:night|hours?|day|remarks?|speech|"
    r"line|page)\b)|vacanc(?:y|ies)|internships?|placements?|co-?ops?|traineeships?|"
    r"apprenticeships?|employment|practicums?|job opportunit(?:y|ies))"
)
_ADJ = (
    r"(?:(?!(?:in|on|of|with|who|about|from|for|into|to|at|by|that|and|or|your|people)\b)"
    r"[\w-]+ ){0,3}"
)
_SURE = (
    r"(?:(?:job )?openings?(?! (?:night|hours?|day|remarks?|speech|line|page)\b)|vacanc(?:y|"
    r"ies)|open (?:positions?|roles?|jobs?)|job opportunit(?:y|ies))"
)
_NOW = (
    r"(?:coming up|open(?! to)|available|going|at the moment|right now|now|this (?:summer|year|"
    r"fall|term|winter|spring)|next (?:summer|year|term)|for the summer)"
)
# Where somebody works.
_ORG = (
    r"(?:team|firm|company|office|department|organi[sz]ation|agency|group|studio|employer|"
    r"division|practice|municipality|city|region|unit|branch|ministry|workplace|planning)"
)
_YOUR = rf"your (?:\w+ )?{_ORG}"
_THERE = (
    rf"(?:with you|for you|under you|(?:at|with|in|on|for|by) {_YOUR}|where you work|at your "
    r"place)"
)
_STARTER = (
    r"(?:me|someone like me|a student like me|(?:some(?:one|body)|any(?:one|body)) (?:with my|"
    r"like me)|(?:an? |some |any |another |more )?(?:new |recent |junior |young |summer |"
    r"student |co-?op )*(?:grads?|graduates?|interns?|juniors?|students?|beginners?|newcomers?|"
    r"junior planners?))"
)
_CV = r"(?:cv|c\.v\.|resume|curriculum vitae|cover letter|job application)"
_MAY = r"(?:could|can|may|might|would|will)"
_SOFT = r"(?:\w+ ){0,3}?"
_SOME = r"(?:any |an? |some |the |my |more )?"
_WANT = (
    r"(?:would (?:really |very much )?(?:like|love)|want|wish|hope|am (?:hoping|keen|eager|"
    r"looking|interested|trying)|would be (?:glad|happy|thrilled|grateful|delighted|honoured))"
)
_SEAT = r"(?:space|room|spot|place|seat|chance)"
_BOSS = r"(?:manager|boss|hr|hiring \w+|director|recruit\w+|supervisor|human resources)"


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to ask, what makes it something else, and whether a wh-word leaves it one."""

    name: str
    needs: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    even_after_wh: bool = False


def _frame(name: str, *needs: str, unless: str = "", even_after_wh: bool = False) -> Frame:
    one = re.compile("|".join(f"(?:{need})" for need in needs))
    return Frame(name, one, re.compile(unless) if unless else None, even_after_wh)


_EXISTS = rf"\b(?:are|is|will|might|would|could) there (?:be )?(?:currently )?{_SOME}"
_HAVE = rf"\b(?:do|does|would|might|will|may|could) (?:you|{_YOUR}) {_SOFT}have {_SOME}"
FRAMES = (
    _frame(
        "is there work",
        rf"{_EXISTS}{_ADJ}(?:{_JOB}|work(?! (?:by|on|of|that)\b))\b.*(?:{_THERE}|"
        rf"\bfor {_STARTER}\b)",
        rf"{_EXISTS}{_ADJ}opportunit(?:y|ies) (?:for {_STARTER} {_THERE}|{_THERE} "
        rf"for {_STARTER}|to (?:work|intern|be employed)\b)",
        rf"\b(?:do|does|can|could|would|are|is) (?:you|{_YOUR}) {_SOFT}(?:offer|provide|take|"
        r"bring on) (?:any )?(?:paid |summer |student )?(?:internships?|placements?|co-?ops?|"
        rf"interns?|co-?op students)(?:$| (?:{_NOW}|for|from|in)\b)",
        rf"{_EXISTS}{_ADJ}(?:{_JOB}) (?:{_NOW}|$)",
        rf"{_EXISTS}{_ADJ}{_SURE}$",
        rf"\bthere (?:is |be )?(?:currently )?{_SOME}{_SEAT} "
        rf"(?:for {_STARTER} {_SOFT}{_THERE}|{_THERE} for {_STARTER})",
        rf"{_HAVE}{_ADJ}{_JOB}(?:$| (?:{_NOW}|for (?:{_STARTER}|someone|somebody|anyone)|that i))",
        rf"\b(?:you|{_YOUR}) {_SOFT}have {_SOME}(?:work|{_SEAT}) (?:\w+ )?for (?:{_STARTER}|"
        rf"(?:\w+ ){{1,2}}planner)\b",
        rf"\byou (?:may|might|could|happen to) {_SOFT}have {_SOME}{_ADJ}(?:{_SURE}|positions?|"
        r"jobs?)\b",
        rf"\b{_SOME}(?:{_SURE}|positions?|jobs?) (?:that )?you (?:may|might|could|currently) "
        r"have\b",
        rf"^any {_ADJ}{_JOB} (?:{_NOW}|{_THERE})",
        unless=r"\b(?:calendar|schedule|diary|in (?:the|this) (?:field|sector|profession))\b|"
        r"\bopportunit\w+ (?:for \w+ )?to (?:learn|volunteer|attend|observe|comment)|\broles? "
        r"for me in\b",
    ),
    _frame(
        "knowing of work",
        rf"\b(?:know|hear|aware|heard|think) of {_SOME}{_ADJ}(?:{_JOB}|job leads?|work)\b",
        r"\b(?:know|tell me|heard|wonder|wondering|ask|asking) (?:if|whether|of)? ?(?:\w+ "
        r"){1,4}?(?:is|are|will be) (?:\w+ )?(?:hiring|recruiting)\b",
        r"\b(?:find out|enquir(?:e|ing)|inquir(?:e|ing)|ask|asking|hear|know|tell me|learn|"
        rf"talk|speak) (?:more )?about {_SOME}{_ADJ}(?:employment|vacancies|openings|jobs|job "
        rf"opportunit(?:y|ies)|internships|placements|positions|working) {_THERE}",
        unless=(
            r"\b(?:did you|why|participants|volunteers)\b|\byou (?:first )?heard|\bwork (?:by|"
            r"on|in|that|about)\b|\bhow\b"
        ),
    ),
    _frame(
        "hiring",
        rf"\b(?:are|is|will) (?:you|you guys|{_YOUR}) (?:be )?(?:currently |still |also |by "
        r"any chance |ever )?(?:hiring|recruiting|taking on|looking to (?:hire|recruit|fill))"
        rf"(?:$| (?:{_NOW}|currently|soon|any\w*|for (?:the|any|an?)|{_STARTER}))",
        rf"\b(?:are|is) (?:you|{_YOUR}) {_SOFT}looking for (?:another|new|more|additional|any|"
        r"a) (?:\w+ )?(?:staff|planners?|people|interns?|students?|hires?|employees|"
        r"colleagues?|help)$",
        rf"\b(?:do|does|would|could|will) (?:you|{_YOUR}) {_SOFT}(?:hire|hiring|take on|taking "
        rf"on|employ|recruit) {_STARTER}\b",
        r"\b(?:hire|employ|interview|hiring|employing) me\b|\btak(?:e|ing) me on\b|"
        r"\bconsider(?:ing|ed)? (?:\w+ )?me (?:for|as)\b",
        r"\b(?:give|offer|get|find|land|help) me (?:get |find |land |with )?(?:into |in at "
        rf")?{_SOME}(?:first )?{_ADJ}(?:{_JOB}|work|interview with|chance at|in at your|hired)\b",
        unless=(
            r"\bmore .* than\b|\b(?:from|with|without|who|or|rather) |\bwork (?:with|out|"
            r"through)\b|"
            r"\b(?:position|role) (?:on|of|in)\b"
        ),
    ),
    _frame(
        "wanting work",
        rf"\bi (?:am|have been) {_SOFT}(?:looking|searching|hunting|applying|hoping) "
        rf"for {_SOME}{_ADJ}(?:{_JOB}|work)\b",
        rf"\bi (?:am|have been) {_SOFT}(?:seeking|after) {_SOME}{_ADJ}(?:{_JOB}|work)\b",
        rf"\bi (?:really |badly |do )?need {_SOME}{_ADJ}(?:jobs?|internships?|placements?|"
        r"positions?)\b",
        rf"\bi (?:am|would be) {_SOFT}interested in {_SOME}{_ADJ}{_JOB} {_SOFT}{_THERE}",
        r"\bi am (?:also |immediately )?available (?:to (?:start|work)|for (?:full|part|"
        r"summer|any|work)|immediately)",
        unless=(
            r"\b(?:roles?|positions?) (?:models?|of|in (?:the|a|how)\b)\b|\bwork (?:of|by|on|"
            r"in|that|about)\b|"
            r"\b(?:call|talk|speak|meet)\b|\bworkbooks?\b"
        ),
    ),
    _frame(
        "wanting in",
        rf"\bi {_SOFT}{_WANT} {_SOFT}(?:to )?(?:join|joining|be part of|(?:work|working|intern|"
        r"interning) (?:at|for|with|under|in)|(?:get|be|getting|being) hired (?:at|by|as)|be "
        rf"your intern) ?(?:you$|{_YOUR}\b)",
        rf"\b(?:i|me) {_SOFT}(?:good|great|perfect|strong|natural|right) (?:fit|match|addition|"
        rf"candidate) (?:for|to|in|on|at) (?:{_YOUR}|(?:your|the|any) {_ADJ}{_JOB})",
        rf"\b(?:i|me to) {_SOFT}(?:get|find|have|land|do) (?:an? |any |my |the "
        rf")?{_ADJ}{_JOB} {_SOFT}{_THERE}",
        rf"\b(?:{_MAY} i|i {_SOFT}(?:like|love|want|hope) to|for me to|possible to|chance to)"
        rf" {_SOFT}(?:intern|work|start) (?:at|with|for|under|in|on) (?:you$|{_YOUR})",
        unless=r"\b(?:understand|how|what|paper|project|event|volunteer)\b",
    ),
    _frame(
        "applying",
        rf"\b(?:{_MAY} i|i {_SOFT}(?:like|love|want) to|how (?:do|can|could|would) i|how to)"
        rf" {_SOFT}appl(?:y|ying) (?:through you|(?:to|at|with) {_YOUR}|for {_SOME}(?:your "
        rf")?{_ADJ}{_JOB}|for it|for work|here|there|directly)",
        rf"\bi am {_SOFT}(?:writing|here) to apply\b|\bi am applying (?:for|to) .*(?:{_JOB} "
        rf")?{_THERE}",
        r"\bso (?:that )?i (?:can|could|may) apply$",
        rf"\bchances? (?:of|for|at) {_SOFT}{_SOME}{_ADJ}{_JOB} {_SOFT}{_THERE}",
        rf"\bwhen (?:will|are|is|do|does) (?:you|{_YOUR}) (?:be )?(?:hir\w+|recruit\w+|next "
        r"(?:hir|recruit))",
        r"\b(?:you|they|somebody|someone) (?:to|could|would|might) (?:\w+ )?hire me\b",
        rf"\bhow (?:can|could|do|would|might) i {_SOFT}(?:get|be|become) (?:hired|employed|"
        r"taken on)\b",
        rf"\bwho {_SOFT}(?:should|could|can|do|would|might) i {_SOFT}(?:talk|speak|write|"
        rf"contact|email|ask) {_SOFT}about (?:an? |any )?(?:getting |being )?{_ADJ}(?:{_JOB}|"
        rf"hired|working {_THERE})",
        unless=r"\b(?:role|position) (?:of|on|in)\b",
        even_after_wh=True,
    ),
    _frame(
        "my CV",
        r"\b(?:send|sending|sent you|shared?|sharing|forward(?:ed|ing)?|pass(?:ed|ing)?|"
        r"attach(?:ed|ing)?|enclos(?:ed?|ing)|submit|includ(?:ed?|ing)|give|hand|drop|e-?mail|"
        r"keep|see|find|look(?:ing)?|review(?:ing)?|read(?:ing)?|check(?:ing)?|critique|show|"
        rf"circulate|put|glance) {_SOFT}(?:my|the attached|an attached|a copy of my) (?:\w+ "
        rf")?{_CV}\b",
        rf"\bmy (?:\w+ )?{_CV} {_SOFT}(?:attached|attachment|enclosed|included|below|you|"
        rf"your|{_BOSS})\b",
        unless=(
            rf"\b(?:(?<!pass )(?<!passing )(?<!passed )on|from|in) (?:my|the) (?:\w+ )?{_CV}\b|"
            r"\b(?:should i|told me to|everywhere)\b"
        ),
    ),
    _frame("a remark on my CV", rf"\b(?:feedback|comments|thoughts) on my (?:\w+ )?{_CV}\b"),
    _frame(
        "a favour",
        r"\bgood word (?:for me|in for me)|\bput in a (?:good )?word\b|\bvouch for me\b",
        rf"\b(?:recommend|refer|suggest) me (?:for|(?:to|with) (?:your|the) {_BOSS})",
        rf"\b(?:pass|forward|give|mention|hand|connect|introduce|put|share) {_SOFT}(?:my "
        rf"(?:name|details|profile|information)|me) {_SOFT}(?:to|with) {_SOFT}(?:hr|hiring \w+|"
        r"recruit\w+|human resources)\b",
        r"\b(?:pass|forward|give|mention|hand) my (?:name|details|profile)"
        rf" {_SOFT}to {_SOFT}{_BOSS}\b",
        r"\b(?:help|get|give) me .*\bfoot in (?:the|your) door\b|\bget my foot in\b",
        r"\b(?:keep|bear|have) (?:me|my \w+) in mind (?:if|when|should|for (?:any|future|an?|"
        r"the next|upcoming)|next time)",
        unless=r"\b(?:event|talk|reading|panel|workshop|course|volunteer\w*)\b",
    ),
    _frame(
        "my application",
        r"\b(?:consider|support|endorse|back|received?|forward) my (?:job )?application\b",
        r"\b(?:are|is) (?:you|your \w+) (?:\w+ )?(?:accepting|taking) (?:job )?applications\b",
        r"\b(?:to be|be|being) considered for (?:any |an? |the |future )",
        r"\bpull (?:some|a few|any) strings\b|\bme as (?:an?|your) (?:\w+ )?(?:intern|employee|"
        r"assistant)\b",
        unless=r"\b(?:school|master\w*|degree|grant|scholarship|bursary|programme?|university)\b",
    ),
    _frame(
        "telling me",
        r"\b(?:hear|know|learn|come|hears|knows) (?:of|about|across) (?:any |anything |"
        rf"something )?(?:\w+ )?(?:opening\w*|{_JOB}|coming up|suitable|for me$|in my line)",
        r"\bif you (?:ever |do )?hear (?:of|about) (?:anything|something)$|\blet me know if "
        r"you hear of anything$",
        rf"\b(?:something|anything|one|{_SOME}{_ADJ}{_JOB}) (?:opens(?: up)?(?:$| {_THERE})|"
        rf"becomes available|frees up|comes (?:up|free) {_THERE})",
        rf"\bif there (?:is|are) {_SOME}{_ADJ}(?:{_SURE}|internships?|positions?) {_THERE}",
        r"\b(?:let me know|tell me|notify me) (?:of|about|when) (?:any )?(?:\w+ )?(?:vacanc\w+|"
        r"openings?|job \w+|internships)",
        rf"\b(?:grateful|appreciate|thankful|happy|glad|have|share|any) {_SOFT}(?:job "
        rf"(?:leads?|tips?)|leads on (?:jobs?|work|{_JOB}))",
        unless=r"\b(?:read|book|event|talk|course|calendar|schedule|diary)\b",
    ),
)


# The parts of an ask, in whatever order they come (guard.py puts them together).
ASKS = re.compile(
    rf"^(?:please|kindly|any|if|perhaps|maybe)\b|\b{_MAY} (?:you|i|there|it|an?|{_YOUR})\b|"
    r"^(?:and |so |also )?(?:are|is) (?:there|it possible)\b|^(?:are|is) .*\b(?:available|"
    r"open)\b|^(?:and |so |also )?(?:do|does) .*\b(?:have|offer|know|need|take|expect|accept|"
    r"provide)\b|\bi (?:\w+ )?(?:would|want|hope|need|wonder|wish|look forward|seek|was "
    r"hoping|was wondering)\b|\bi am (?:\w+ )?(?:looking|hoping|seeking|searching|interested|"
    r"keen|wondering|after|unemployed|writing|hunting)\b|\b(?:let me know|tell me|"
    r"appreciate\w*|grateful|thankful|my dream|any way|any chance|would take|would love)\b"
)
WORK = re.compile(
    rf"\b(?:any|an?|some|suitable|available|open|paid|upcoming|future|more|{_SURE}|(?:for|of|"
    rf"about) (?:an?|any|the))? ?{_ADJ}(?<!your )(?<!their )(?<!our )(?:{_JOB})\b(?! "
    r"(?:students?|supervisors?|market|titles?|descriptions?|security|search|satisfaction|"
    r"models?|interviews?|on|of|in (?:the|this|writing|your (?:field|view|life)))\b)|"
    r"\b(?:find(?:ing)?|offer|need|get|any|me|seeking|for) (?:some |any )?(?:full-time |"
    r"part-time |paid |summer )?(?:work|job)$|\bto (?:work|intern|be working) (?:for|at|with)"
    r"\b|\bworking (?:for|at)\b"
)
TIES = re.compile(
    rf"{_THERE}|\bwith (?:you|your \w+)$|\bfor (?:{_STARTER}|you)\b|\bhelp me\b|{_YOUR} (?:has|"
    r"have|had|offers?|needs?|might|may)\b|\bas a reference\b|\b(?:could|can|would) get me\b|"
    r"\bto me\b|\bwould take any\b"
)
# Questions about somebody's work: to learn of it, to hear how it is, or what it is worth.
LEARNING = re.compile(
    r"\b(?:understand|learn(?:ing)?|hear how|curious|imagine|compare|view|opinion|experience|"
    r"story|stories|path|perspective|think|feel|involve[sd]?|include[sd]?|mean|look like|"
    r"require[sd]?|differ\w*|chang\w+|entail|useful|worth\w*|important|matter\w*|common|"
    r"valuable|rewarding|usually|usual|typical\w*|prepare[sd]?|surpris\w+|enjoy\w*|"
    r"volunteer\w*|how|what|why|which|where|whether it|suits?|most|many|mostly|did|were|was|"
    r"had|used to|people|residents|survey|study|paper|researching)\b"
)
