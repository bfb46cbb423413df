/** Every form that is sent: live while there is a server, kept when there is none. */
const SECONDS_IN_TURN = 4;
const MOMENTS_WITHOUT = 3000;

answerers.push((event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = request.method === "POST" && url.origin === self.location.origin;
  if (!isOurs || NEVER_KEPT.test(url.pathname) || request.headers.has("X-Outbox")) return undefined;
  return sendOrKeep(event, request);
});

async function sendOrKeep(event, request) {
  const copy = request.clone();
  const op = await readOp(request.clone());
  // A look at something half-written is no work to be kept.
  if (!op || op.entries.some(([name, value]) => name === "then" && value === "preview")) {
    return fetch(request);
  }
  const earlier = (await opsOf(op.account)).filter((one) => one.key !== op.mends).flatMap(heldBy);
  const waits = isHeldUp(op, new Set(earlier));
  const answer = waits ? undefined : await answerInTime(request);
  if (answer) {
    event.waitUntil(afterWrite(op, answer));
    return answer;
  }
  let kept;
  try {
    kept = await keepOp(op);
    await dropMended(kept);
  } catch {
    return unsent(copy); // no room to keep it: the page holds it
  }
  // Where there was no signal a moment ago, nobody waits for another try.
  if (waits && Date.now() - unreachedAt > MOMENTS_WITHOUT) {
    const sending = drain({ now: true });
    event.waitUntil(sending);
    await Promise.race([sending, pause(SECONDS_IN_TURN)]);
  }
  return request.mode === "navigate" ? pageAfter(kept) : new Response(null, { status: 204 });
}

async function readOp(request) {
  try {
    const entries = [...(await request.formData())];
    return opOf(request.url, entries, {
      account: await fact("account"),
      page: pathOf(request.referrer),
      at: Date.now(),
      key: crypto.randomUUID(),
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
    return undefined;
  }
}

/** What was just written makes older copies wrong, and settles what it mends. */
async function afterWrite(op, answer) {
  if (answer.status >= 400) return;
  // A tap in a page whose sign-in has ended: the page is led to signing in, and the tap waits for it.
  if (answer.headers.get("HX-Redirect")?.startsWith("/sign-in")) {
    await keepOp({ ...op, state: "auth" });
    return;
  }
  await setFact("written-at", Date.now());
  await dropMended(op);
}

async function dropMended({ account, mends, seq }) {
  const old = (await opsOf(account)).find((one) => one.key === mends && one.seq !== seq);
  if (old) await dropOp(old);
}

/** Lead on: back to the page when it went through after all, else to what waits. */
async function pageAfter({ key, page, account }) {
  const isKept = (await opsOf(account)).some((op) => op.key === key);
  return Response.redirect(isKept ? `${WAITING_PAGE}?kept=${key}` : page, 303);
}
