/** Every form that is sent: live while there is a server, kept when there is none. */
const SECONDS_IN_TURN = 4;
const MOMENTS_WITHOUT = 3000;

answerers.push((event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = request.method === "POST" && url.origin === self.location.origin;
  if (!isOurs || NEVER_KEPT.test(url.pathname) || request.headers.has("X-Outbox")) return undefined;
  // Going back to what a form was answered with sends nothing again: it leads to the form.
  if (request.isHistoryNavigation) return Response.redirect(pathOf(request.referrer), 303);
  return sendOrKeep(event, request);
});

async function sendOrKeep(event, request) {
  const op = await readOp(request.clone());
  if (!op || isOnlyALook(op)) return fetch(request.clone()).catch(() => unsent(request));
  const turn = takeTurn(op);
  try {
    if (turn.isSecondTap) await turn.come();
    // Without room to write it down it is sent at once, or given back.
    const held = await holdOp(op).catch(() => undefined);
    const isFree = await mayGoNow(op, held, turn);
    const answer = isFree ? await answerInTime(request.clone()) : undefined;
    if (!answer) return await keepOrGiveBack(event, request, { held, isFree });
    const isKept = await settle(held ?? op, answer, request.mode === "navigate").catch(() => {});
    return isKept ? afterKeeping(request, held) : answer;
  } finally {
    endTurn(op.turn);
  }
}

/** Say whether nothing stands before it, and it goes as its page made it. */
async function mayGoNow(op, held, turn) {
  const isThrough = await turn.come();
  // What it mends may be on its way just now, and comes first.
  if (op.mends) await Promise.race([navigator.locks.request("outbox", () => {}), pause(SECONDS_IN_TURN)]);
  if (held && (held.key !== op.key || held.state !== "queued")) return false;
  const earlier = (await opsOf(op.account).catch(() => [])).filter(({ key, seq }) => key !== op.mends && !(seq >= held?.seq));
  return isThrough && !isHeldUp(op, new Set(earlier.flatMap(heldBy)));
}

async function keepOrGiveBack(event, request, { held, isFree }) {
  try {
    await keepOp(held);
  } catch {
    return unsent(request); // no room to keep it: the page holds it
  }
  // Where there was no signal a moment ago, nobody waits for another try.
  if (!isFree && Date.now() - unreachedAt > MOMENTS_WITHOUT) {
    const sending = drain({ now: true });
    event.waitUntil(sending);
    await Promise.race([sending, pause(SECONDS_IN_TURN)]);
  }
  return afterKeeping(request, held);
}

function afterKeeping(request, held) {
  return request.mode === "navigate" ? pageAfter(held) : new Response(null, { status: 204 });
}

async function readOp(request) {
  try {
    const entries = [...(await request.formData())];
    return opOf(request.url, entries, {
      account: await owner(),
      page: pathOf(request.referrer),
      at: Date.now(),
      key: crypto.randomUUID(),
      turn: crypto.randomUUID(),
    });
  } catch {
    return undefined;
  }
}

function pathOf(address) {
  return address.startsWith(self.location.origin) ? addressOf(address) : "/today";
}

/** Give the server's answer, or nothing when it is out of reach, too slow or out of order. */
async function answerInTime(request) {
  try {
    const answer = await Promise.race([fetch(request), pause(SECONDS_TO_SEND)]);
    return OUT_OF_ORDER.includes(answer?.status) ? undefined : answer;
  } catch {
    unreachedAt = Date.now();
    return undefined;
  }
}

/**
 * Its page has the answer: nothing waits any more, and what was written makes older copies wrong. Say
 * whether it is kept after all: something on the way has answered, or its page does not hold what was typed.
 */
async function settle(op, answer, isWholePage) {
  const { status, type, headers } = answer;
  const verdict = verdictOf(answer, op.account);
  // No form of ours that leaves its page in place is led elsewhere.
  const isOurs = headers.get("X-Account") === op.account && !answer.redirected;
  const isSaved = type === "opaqueredirect" || (isOurs && status < 400);
  if (op.seq && !isSaved) {
    const state = verdict === "retry" ? "queued" : verdict;
    // Led to signing in, the page goes there with what was typed, and it waits for that.
    const isLed = state === "auth" && (isWholePage || headers.has("HX-Redirect"));
    const isInPage = isWholePage ? formIn(await answer.clone().text()) : isOurs && state !== "queued";
    if (isLed || !isInPage) {
      await keepOp({ ...op, state, status: isLed ? 0 : status });
      return !isLed;
    }
  }
  const ledOn = { ...op, ledAt: Date.now() };
  if (op.seq) await rewrite(op, (ops) => (type === "opaqueredirect" ? ops.put(ledOn) : ops.delete(op.seq)));
  if (isSaved) await noteWritten(op);
  if (isSaved) await dropMended(op);
  return false;
}

async function dropMended({ account, mends, seq }) {
  const old = (await opsOf(account)).find((one) => one.key === mends && one.seq !== seq);
  if (old) await dropOp(old);
}

/** Lead on: back to the page when it went through after all or is wanted again, else to what waits. */
async function pageAfter({ key, page, account, entries }) {
  const isKept = (await opsOf(account)).some((op) => op.key === key);
  return Response.redirect(isKept && fieldOf(entries, "then") !== "another" ? `${WAITING_PAGE}?kept=${key}` : page, 303);
}
