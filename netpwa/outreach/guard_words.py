"""What a frame of guard.py is, and its words: work, where it is to be had, who is to have it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Work as a thing to be had, and words that may stand before it, none of which begins a new phrase.
# An opening for ideas, debate or light is none; one for somebody, or for a season, may be.
_WHOM = (
    r"(?:me|us|some(?:one|body)|any(?:one|body)|people|the|this|next|spring|summer|fall|autumn|"
    r"winter|(?:[\w-]+ ){0,3}?(?:grads?|graduates?|interns?|students?|planners?|analysts?|"
    r"assistants?|engineers?|technicians?|designers?|juniors?|newcomers?|beginners?|trainees?|"
    r"candidates?|officers?|coordinators?))\b"
)
OPENING = (
    r"(?:job )?openings?\b(?! (?:of|night|hours?|day|remarks?|speech|line|page|act|chapter)\b)"
    rf"(?! for (?!{_WHOM}))"
)
JOB = (
    rf"(?:jobs?|positions?|roles?|{OPENING}|vacanc(?:y|ies)|internships?|placements?|co-?ops?|"
    r"traineeships?|apprenticeships?|employment|practicums?|job opportunit(?:y|ies))"
)
ADJ = (
    r"(?:(?!(?:in|on|of|with|who|about|from|for|into|to|at|by|that|and|or|your|people)\b)"
    r"[\w-]+ ){0,3}"
)
SURE = rf"(?:{OPENING}|vacanc(?:y|ies)|open (?:positions?|roles?|jobs?)|job opportunit(?:y|ies))"
NOW = (
    r"(?:coming up|open(?! to)|available|going|at the moment|right now|now|this (?:summer|year|"
    r"fall|term|winter|spring)|next (?:summer|year|term)|for the summer)"
)
# Where somebody works.
ORG = (
    r"(?:team|crew|staff|firm|company|office|department|organi[sz]ation|agency|group|studio|"
    r"employer|"
    r"division|practice|consultancy|bureau|institute|lab|council|authority|township|county|"
    r"municipality|city|region|unit|branch|ministry|workplace|planning)"
)
YOUR = rf"your (?:\w+ )?{ORG}"
THERE = (
    rf"(?:with you|for you|under you|(?:at|with|in|on|for|by) {YOUR}|where you work|at your "
    r"place)"
)
STARTER = (
    r"(?:me|someone like me|a student like me|(?:some(?:one|body)|any(?:one|body)) (?:with my|"
    r"like me)|(?:an? |some |any |another |more )?(?:new |recent |junior |young |summer |"
    r"student |co-?op )*(?:grads?|graduates?|interns?|juniors?|students?|beginners?|newcomers?|"
    r"junior planners?))"
)
CV = r"(?:cv|c\.v\.|resume|curriculum vitae|cover letter|job application)"
MAY = r"(?:could|can|may|might|would|will)"
SOFT = r"(?:\w+ ){0,3}?"
SOME = r"(?:any |an? |some |the |my |more )?"
WANT = (
    r"(?:would (?:really |very much )?(?:like|love)|want|wish|hope|am (?:hoping|keen|eager|"
    r"looking|interested|trying)|would be (?:glad|happy|thrilled|grateful|delighted|honoured))"
)
SEAT = r"(?:space|room|spot|place|seat|chance)"
# Whom one hires, by what they do.
WORKER = (
    r"(?:[\w-]+ )?(?:analysts?|assistants?|planners?|technicians?|engineers?|designers?|interns?|"
    r"workers?|clerks?|developers?|researchers?|writers?|coordinators?|officers?|juniors?|"
    r"trainees?|"
    r"graduates?|students?|helpers?|pairs? of hands)"
)
BOSS = r"(?:manager|boss|employer|hr|hiring \w+|director|recruit\w+|supervisor|human resources)"


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to ask, what makes it something else, and whether a wh-word leaves it one."""

    name: str
    needs: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    even_after_wh: bool = False


def frame(name: str, *needs: str, unless: str = "", even_after_wh: bool = False) -> Frame:
    """Make a frame of the ways to say one thing, and of what makes it another."""
    one = re.compile("|".join(f"(?:{need})" for need in needs))
    return Frame(name, one, re.compile(unless) if unless else None, even_after_wh)
