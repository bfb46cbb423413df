/** Signing out: first send what waits, or throw it away when its writer says so; then nothing stays. */
answerers.push((event) => {
  const { request } = event;
  const isLeaving = request.method === "POST" && new URL(request.url).pathname === "/sign-out";
  return isLeaving ? leave(event, request) : undefined;
});

async function leave(event, request) {
  const form = await request.clone().formData();
  const account = await owner();
  if (!form.has("discard")) {
    await Promise.race([drain({ now: true }), pause(SECONDS_TO_SEND)]);
    const left = await everyOpOf(account); // what is under way as well
    if (left.length) return askBeforeLeaving(left, form);
  }
  const others = (await (await memory()).getAll("ops")).some((op) => op.account !== account);
  let answer;
  try {
    answer = await fetch("/sign-out", {
      method: "POST",
      body: new URLSearchParams([...form]),
      // What somebody else left to be sent is theirs: the server must not clear it with the rest.
      headers: others ? { "X-Others-Wait": "1" } : {},
      redirect: "manual",
    });
  } catch {
    return (await shellPage(OFFLINE_PAGE)).filled({ leaving: true });
  }
  if (answer.type === "opaqueredirect" || answer.ok) await forgetAccount();
  return Response.redirect("/sign-in", 303);
}

async function askBeforeLeaving(ops, form) {
  const page = await shellPage(WAITING_PAGE);
  const key = form.get(KEY);
  return page.filled({ leaving: true, left: ops.length, op: ops.map((op) => shownOp(op)), some: true, key });
}
