/** How a call stands, worked out from its taps: the same as netpwa/interviews/call.py. */
const TICKS = ["asked", "skipped", "open"];
const CAPTURES = ["name", "resource", "lead", "i_promised", "they_promised", "note", "summary"];
const CALL_ENDING = ["referral", "thanks"];
const MINUTE = 60_000;

function callOf(plan, minutes, taps) {
  const moved = new Set(taps.filter((tap) => TICKS.includes(tap.kind)).map((tap) => tap.item));
  const states = {};
  const given = {};
  for (const item of plan) {
    const isAsked = item.asked && !moved.has(item.id);
    states[item.id] = isAsked ? "asked" : item.leftOut ? "left" : "open";
    given[item.id] = item.minutes;
  }
  const call = {
    plan, minutes, states, given, spent: {}, starred: new Set(), answers: {}, captures: [],
    startedAt: null, endedAt: null, isClosing: false, shown: "", since: 0,
  };
  for (const tap of inOrder(taps)) applyTap(call, tap);
  return call;
}

function inOrder(taps) {
  const key = (tap) => tap.at + tap.id;
  return [...taps].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function currentOf(call) {
  const isOpen = call.plan.filter((item) => call.states[item.id] === "open");
  return isOpen.find((item) => item.id === call.shown) ?? isOpen[0];
}

function followingOf(call) {
  const now = currentOf(call);
  return call.plan.find((item) => call.states[item.id] === "open" && now && item !== now);
}

function elapsedOf(call, at) {
  return call.startedAt === null ? 0 : Math.max(0, (call.endedAt ?? at) - call.startedAt);
}

function leftOf(call, at) {
  return call.minutes * MINUTE - elapsedOf(call, at);
}

function applyTap(call, tap) {
  if (CAPTURES.includes(tap.kind)) call.captures.push(tap);
  else if (tap.kind === "uncatch") call.captures = call.captures.filter((one) => one.id !== tap.item);
  else if (tap.kind === "answer") call.answers[tap.item] = tap.text;
  else if (tap.kind === "star") call.starred.add(tap.item);
  else if (tap.kind === "unstar") call.starred.delete(tap.item);
  else move(call, tap);
}

function move(call, tap) {
  const { kind, item } = tap;
  const at = Date.parse(tap.at);
  if (call.startedAt === null && !["show", "open", "minutes"].includes(kind)) {
    call.startedAt = call.since = at;
  }
  countTime(call, at);
  if (TICKS.includes(kind) && item in call.states) call.states[item] = kind;
  if (kind === "open" || kind === "show") call.shown = item;
  else if (kind === "minutes" && /^[0-9]+$/.test(tap.text)) {
    const before = call.minutes;
    // Nobody is interrupted by what comes back, unless they had gone on to the end already.
    if (!call.isClosing) call.shown = currentOf(call)?.id ?? call.shown;
    call.minutes = Math.min(Math.max(Number(tap.text.slice(0, 4)), 5), 120);
    call.isClosing = false;
    fitCall(call, at, paceOf(tap), call.minutes > before);
  } else if (kind === "close") {
    call.isClosing = true;
    for (const { id, stage } of call.plan) {
      if (call.states[id] === "open" && !CALL_ENDING.includes(stage)) call.states[id] = "left";
    }
  } else if (kind === "end") call.endedAt ??= at;
  else if (kind === "begin") call.endedAt = null;
}

function countTime(call, at) {
  const now = currentOf(call);
  if (call.startedAt !== null && call.endedAt === null && now) {
    call.spent[now.id] = (call.spent[now.id] ?? 0) + Math.max(0, at - call.since);
  }
  call.since = Math.max(call.since, at);
}

function paceOf({ detail }) {
  const hundredths = /^[0-9]{2,3}$/.test(detail) ? Number(detail) : 100;
  return Math.min(Math.max(hundredths, 50), 250) / 100;
}

/** Fit what is still to be asked into the time left, as the planner does before a talk. */
function fitCall(call, at, pace, hasMore) {
  const now = currentOf(call);
  const { states } = call;
  const isWaiting = ({ id, leftOut }) =>
    states[id] === "open" || (states[id] === "left" && (hasMore || !leftOut));
  const waiting = call.plan.filter(isWaiting);
  const done = call.plan.filter(({ id }) => ["asked", "skipped"].includes(states[id]));
  const asked = new Set(done.map(({ id }) => id));
  const lines = call.plan
    .filter((item) => asked.has(item.id) || isWaiting(item))
    .map((item) => lineOf(call, item, pace, item === now));
  const found = PlanFit.fit(call.minutes, lines, { pace, used: elapsedOf(call, at) / MINUTE, asked });
  const minutes = new Map(found.kept.map(([line, given]) => [line.key, given]));
  for (const item of waiting) {
    // What is on the screen stays, even with no time left for it.
    const isKept = minutes.has(item.id) || item === now;
    states[item.id] = isKept ? "open" : "left";
    const gone = (call.spent[item.id] ?? 0) / MINUTE;
    call.given[item.id] = isKept ? gone + (minutes.get(item.id) ?? 0) : item.minutes;
  }
}

/** Say what a question still needs; the one on the screen goes before all others. */
function lineOf(call, item, pace, isNow) {
  const gone = (call.spent[item.id] ?? 0) / MINUTE / pace;
  return {
    key: item.id,
    stage: item.stage,
    usual: Math.max(0, (item.usual || item.minutes) - gone),
    must: item.must || isNow,
    counts: item.counts && call.states[item.id] !== "skipped",
    rank: isNow ? -1 : item.rank,
  };
}
