/**
 * Pages that the server marks (X-Keep) are kept for when there is no network. A copy never gets
 * younger by being read, and one that is older than our own last write says so.
 */
const SECONDS_OF_PATIENCE = 3;
const SECONDS_WITHOUT_COPY = 12;
const MOST_COPIES = 180;
const MOST_BYTES = 200_000;
// Fourteen days.
const MOST_AGE = 14 * 24 * 60 * 60 * 1000;

answerers.push((event) => {
  const { request } = event;
  if (request.mode !== "navigate" || request.method !== "GET") return undefined;
  return pageOrCopy(event);
});

function pageOrCopy(event) {
  const { url } = event.request;
  const askedAt = Date.now();
  const online = fetch(event.request);
  event.waitUntil(online.then((answer) => afterPage(url, answer.clone(), askedAt)).catch(() => {}));
  // A memory that fails keeps nobody from the network.
  const nothing = async () => (await shellPage(OFFLINE_PAGE)).filled({ none: true });
  return answerOrCopy(url, online).catch(() => online).catch(nothing);
}

async function answerOrCopy(url, online) {
  const finding = copyOf(url);
  // While the memory hangs there is only the network.
  const late = finding.then(async (copy) => pause(copy || (await insteadOf(url)) ? SECONDS_OF_PATIENCE : SECONDS_WITHOUT_COPY));
  try {
    const answer = await Promise.race([online, late]);
    // A proxy without its server is no answer either.
    if (answer && !(OUT_OF_ORDER.includes(answer.status) && (await finding))) return answer;
  } catch {
    // No network: the copy.
  }
  return (await openCopy(await finding)) ?? (await insteadOf(url)) ?? (await offlinePage()) ?? online;
}

async function afterPage(url, answer, askedAt) {
  if (answer.type === "opaqueredirect") return;
  await noteAccount(answer, askedAt);
  const account = answer.headers.get("X-Account");
  if (account !== null) await dropLanded(account, askedAt).catch(() => {});
  const address = addressOf(url);
  // A page that says what was just done is not kept, but it is as it will be without that.
  const isPlain = answer.headers.has("X-Keep") || url.endsWith(address);
  const keeping = isPlain ? keepCopy(url, answer, askedAt) : warmPage(address, account);
  // Without room for a copy there is all the more reason to send what waits.
  await keeping.catch(() => {});
  await forgetLate(askedAt);
  await drain({ now: true });
  await warm();
  await mendShell();
}

/** Keep a page, if it may be kept and belongs to whoever is signed in; of one that is gone, nothing. */
async function keepCopy(url, answer, askedAt) {
  const { status, redirected, headers } = answer;
  const isGone = status === 404 || status === 410;
  const isGood = status === 200 && !redirected && headers.has("X-Keep");
  const html = isGood ? await answer.text() : "";
  const account = await fact("account");
  if (!(isGood || isGone) || askedAt < signedOutAt || account !== headers.get("X-Account")) return;
  const address = addressOf(url);
  const cache = await caches.open(COPIES + account);
  const id = account + address;
  const db = await memory();
  const here = (await db.get("copies", id))?.keptAt;
  // What was asked for earlier and comes later says less than what is here, unless the clock was ahead.
  if (html.length > MOST_BYTES || (here > askedAt && here <= Date.now())) return;
  if (isGone) {
    await cache.delete(address);
    await db.delete("copies", id);
    return;
  }
  await cache.put(address, new Response(html, { headers }));
  await db.put("copies", { id, account, address, title: titleOf(html), keptAt: askedAt, usedAt: askedAt });
  await trimCopies(account, cache);
}

async function trimCopies(account, cache) {
  const db = await memory();
  const copies = (await db.getAll("copies")).filter((one) => one.account === account);
  for (const { id, address } of surplus(copies, (await fact("warm")) ?? [], Date.now())) {
    await cache.delete(address);
    await db.delete("copies", id);
  }
}

/** Give the copies to let go of: old ones, then those unread for longest, last the warm ones from their end. */
function surplus(copies, warmed, now) {
  const rank = ({ address, usedAt }) => (warmed.includes(address) ? 9e15 - warmed.indexOf(address) : usedAt);
  const inOrder = [...copies].sort((a, b) => rank(b) - rank(a));
  return inOrder.filter(({ keptAt }, place) => keptAt < now - MOST_AGE || place >= MOST_COPIES);
}

async function copyOf(url) {
  const account = await fact("account");
  const copy = account && (await (await memory()).get("copies", account + addressOf(url)));
  return copy?.keptAt > Date.now() - MOST_AGE ? copy : undefined;
}

/** Open a copy: it says how old it is, and its new things have ids of their own. */
async function openCopy(copy) {
  if (!copy) return undefined;
  const cache = await caches.open(COPIES + copy.account);
  const page = await cache.match(copy.address);
  if (!page) return undefined;
  noteUse(copy).catch(() => {}); // without room it is read all the same
  const html = withFreshKeys(await page.text(), () => crypto.randomUUID());
  const isBehind = copy.keptAt < (await lastWrite());
  return new Response(datedCopy(html, copy.keptAt, isBehind ? "behind" : "kept"), { headers: page.headers });
}

async function noteUse({ id }) {
  const db = await memory();
  const copy = await db.get("copies", id);
  if (copy) await db.put("copies", { ...copy, usedAt: Date.now() });
}

/** Give what does for a page of which there is no copy: where it leads, or a form to fill in. */
async function insteadOf(url) {
  const address = new URL(url);
  const onward = { "/": "/today", "/interviews/next": await fact("next") }[address.pathname];
  return onward ? Response.redirect(onward, 303) : blankPage(address);
}

/** Nothing is kept of this page: say so, and list what there is. */
async function offlinePage() {
  const account = await fact("account");
  const page = await shellPage(OFFLINE_PAGE);
  if (!page || !account) return page?.filled({ none: true });
  const copies = (await (await memory()).getAll("copies")).filter((one) => one.account === account);
  const warmed = (await fact("warm")) ?? [];
  const rank = ({ address }) => warmed.indexOf(address) >>> 0; // those beside it last
  const shown = copies.filter(isWorthListing).sort((a, b) => rank(a) - rank(b) || b.usedAt - a.usedAt).map(listed);
  const inOrder = ["interviews", "contacts", "page"].flatMap((kind) => shown.filter((one) => one[kind]));
  return page.filled({ none: !shown.length, some: shown.length > 0, copy: inOrder });
}

function isWorthListing({ address, keptAt }) {
  const isOld = keptAt < Date.now() - MOST_AGE;
  return !isOld && (address === "/contacts/new" || !/\?|^\/(offline|reminders)\/|\/(edit|new|book|call|plan|brief|after)$/.test(address));
}

function listed({ address, title, keptAt }) {
  const [, kind = ""] = /^\/(contacts|interviews)\/[^/]{36}$/.exec(address) ?? [];
  return { address, title, when: saidTime(keptAt), [kind || "page"]: true };
}

/** A form about somebody who waits here to be sent, or of whom only the name is kept. */
async function blankPage(url) {
  const [, id, form] = /^\/contacts\/([0-9a-f-]{36})\/(.+)$/.exec(url.pathname) ?? [];
  const page = form && (await caches.match(`/offline/${form}`));
  if (!page) return undefined;
  const op = (await opsOf(await fact("account"))).find((one) => one.makes === id);
  const name = op ? textsOf(op)[0] : await nameOf(id);
  if (!name) return undefined;
  const html = withFreshKeys(await page.text(), () => crypto.randomUUID());
  return new Response(filled(html.replaceAll(NOBODY, id), { name }), { headers: page.headers });
}

/** Somebody's own page has their name, and so has the list of people. */
async function nameOf(id) {
  const copy = await copyOf(new URL(`/contacts/${id}`, self.location.origin));
  const list = copy ? "" : await (await caches.match("/contacts"))?.text();
  const [, html] = list?.match(`/contacts/${id}"[^]*?class="name">([^<]*)`) ?? [];
  return copy?.title ?? (html && { html });
}
