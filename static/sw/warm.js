/** What a person will want soon is fetched before it is asked for, one page after the other. */
const WARM_LIST = "/offline/pages";
const NOBODY = "00000000-0000-7000-8000-000000000000";
const MINUTES_WARM = 5;
// Ticks and captures come in bursts: what they change is fetched once, after them.
const SECONDS_QUIET = 3;
let nextWarm;

self.addEventListener("fetch", (event) => {
  if (event.request.method === "POST") event.waitUntil(event.handled?.then(warm));
});

self.addEventListener("sync", (event) => event.waitUntil(drain().then(warm)));

/**
 * Warm what is new at once, what was changed from here when writing rests, and what else changed not
 * more often than each few minutes. Whoever asks meanwhile gets one more turn.
 */
function warm() {
  nextWarm ??= navigator.locks.request("warm", async () => {
    nextWarm = undefined;
    const since = Date.now();
    await warmAll().catch(() => {}); // no network: the next page tries again
    await forgetLate(since);
  });
  return nextWarm;
}

async function warmAll(quietSince) {
  const account = await fact("account");
  if (!account) return;
  const list = await listOfPages(account);
  if (!list) return;
  if (!(await setFactsOf(account, { warm: list.pages, next: list.next }))) return;
  const writtenAt = await lastWrite();
  const isPast = (at, minutes) => Math.abs(Date.now() - at) > minutes * 60_000; // a clock may have been ahead
  const isDue = isPast((await fact("warmed-at")) ?? 0, MINUTES_WARM);
  const isChanged = isDue && (await fact("version")) !== list.version;
  let isBehind;
  for (const page of list.pages) {
    const copy = await copyOf(new URL(page, self.location.origin));
    const isOld = isDue && isPast(copy?.keptAt, 6 * 60);
    const isWrong = copy?.keptAt < changedAt(page, writtenAt);
    if (!copy || isChanged || isOld || (isWrong && quietSince === writtenAt)) await warmPage(page, account);
    else isBehind ||= isWrong;
  }
  if (isDue) await setFactsOf(account, { "warmed-at": Date.now(), version: list.version });
  if (!isBehind) return;
  await pause(SECONDS_QUIET);
  await warmAll(writtenAt);
}

/** Give when a page was last changed from here: a list with anything, others with what they are about. */
function changedAt(page, writtenAt) {
  const things = page.match(UUID);
  return things ? Math.max(...things.map((thing) => written.get(thing) ?? 0)) : writtenAt;
}

async function listOfPages(account) {
  const answer = await fetch(WARM_LIST, { redirect: "manual" });
  return answer.ok && answer.headers.get("X-Account") === account ? answer.json() : undefined;
}

async function warmPage(page, account) {
  const askedAt = Date.now();
  const answer = await fetch(page, { redirect: "manual" });
  if (answer.headers.get("X-Account") !== account) return;
  await keepCopy(new URL(page, self.location.origin), answer, askedAt);
}
