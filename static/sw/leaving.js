/** Signing out: first send what waits, or throw it away when its writer says so; then nothing stays. */
const SECONDS_TO_FORGET = 2;

answerers.push((event) => {
  const { request } = event;
  const isLeaving = request.method === "POST" && new URL(request.url).pathname === "/sign-out";
  return isLeaving ? leave(event, request) : undefined;
});

async function leave(event, request) {
  const form = await request.clone().formData();
  // A memory that fails keeps nobody signed in.
  const account = await owner().catch(() => "");
  if (!form.has("discard")) {
    await Promise.race([drain({ now: true }), pause(SECONDS_TO_SEND)]).catch(() => {});
    const left = (await everyOpOf(account).catch(() => [])).filter((op) => !isLanding(op)); // what is under way as well
    if (left.length) return askBeforeLeaving(left, form);
  }
  let answer;
  try {
    // A browser told to clear our storage stops this worker too, and waits for its answer for ever.
    answer = await fetch("/sign-out", {
      method: "POST",
      body: new URLSearchParams([...form]),
      headers: { "X-Worker": "1" },
      redirect: "manual",
      signal: AbortSignal.timeout(SECONDS_TO_SEND * 1000),
    });
  } catch {
    return (await shellPage(OFFLINE_PAGE)).filled({ leaving: true });
  }
  // A server that is out of order has signed nobody out, and says so.
  if (answer.type !== "opaqueredirect") return answer;
  // What the browser itself keeps of pages it drops as well: among much else that takes it seconds.
  const clearing = fetch("/sign-in", { method: "HEAD", headers: { "X-Worker": "1" } });
  const forgetting = Promise.allSettled([forgetAccount(account), clearing]);
  event.waitUntil(forgetting);
  await Promise.race([forgetting, pause(SECONDS_TO_FORGET)]);
  return Response.redirect("/sign-in", 303);
}

async function askBeforeLeaving(ops, form) {
  const page = await shellPage(WAITING_PAGE);
  const key = form.get(KEY);
  return page.filled({ leaving: true, left: ops.length, op: ops.map((op) => shownOp(op)), some: true, key });
}
