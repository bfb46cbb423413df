/** How a call stands, worked out from its taps: the same as netpwa/interviews/call.py. */
const TICKS = ["asked", "skipped", "open"];
const CAPTURES = ["name", "resource", "lead", "i_promised", "they_promised", "note", "summary"];
const ENDING = ["referral", "thanks"];
const MINUTE = 60_000;

function callOf(plan, minutes, taps) {
  const moved = new Set(taps.filter((tap) => TICKS.includes(tap.kind)).map((tap) => tap.item));
  const states = {};
  for (const item of plan) states[item.id] = item.asked && !moved.has(item.id) ? "asked" : "open";
  const call = {
    plan, minutes, states, spent: {}, starred: new Set(), answers: {}, captures: [],
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
    call.minutes = Math.min(Math.max(Number(tap.text.slice(0, 4)), 5), 120);
    call.isClosing = false;
    fit(call, at);
  } else if (kind === "close") {
    call.isClosing = true;
    for (const { id, stage } of call.plan) {
      if (call.states[id] === "open" && !ENDING.includes(stage)) call.states[id] = "left";
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

/** Keep what fits into the time left: how to end first, then the musts, then the rest. */
function fit(call, at) {
  let room = leftOf(call, at);
  const now = currentOf(call);
  const waiting = call.plan.filter((item) => ["open", "left"].includes(call.states[item.id]));
  // A plan of somebody's own may hold no ending that is a must.
  const last = ENDING.map((stage) => waiting.find((item) => item.stage === stage));
  const rank = (item) => {
    if (item === now) return 0;
    if (last.includes(item) || (item.must && ENDING.includes(item.stage))) return 1;
    return item.must ? 2 : 3;
  };
  for (const item of waiting.sort((a, b) => rank(a) - rank(b))) {
    const cost = Math.max(0, item.minutes * MINUTE - (call.spent[item.id] ?? 0));
    const isKept = rank(item) < 2 || cost <= room;
    call.states[item.id] = isKept ? "open" : "left";
    if (isKept) room -= cost;
  }
}
