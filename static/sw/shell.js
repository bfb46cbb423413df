/** The app's frame: styles, scripts and the pages without an account, kept when it is installed. */
const SHELL_CACHE = `shell-${BUILD}`;
// The one that was in charge, and one that only waited while pages were kept.
const OLD_SHELLS = 2;
const OFFLINE_PAGE = "/offline";
const SHELL_PAGES = [OFFLINE_PAGE, "/unsent", "/waiting"];

self.addEventListener("install", (event) => event.waitUntil(keepShell()));

self.addEventListener("activate", (event) => event.waitUntil(dropOldShells()));

async function keepShell() {
  const cache = await caches.open(SHELL_CACHE);
  // Without cookies: the copy is the same for everybody, and shows nobody's account.
  const requests = [...SHELL_PAGES, ...SHELL].map((url) => new Request(url, { credentials: "omit" }));
  await cache.addAll(requests);
}

/** Copies name the styles and scripts of their day: the newest old shells stay for them. */
async function dropOldShells() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("shell-") && name !== SHELL_CACHE);
  await Promise.all(old.slice(0, -OLD_SHELLS).map((name) => caches.delete(name)));
  await self.clients.claim();
}

answerers.push(({ request }) => {
  const url = new URL(request.url);
  const isOurs = url.origin === self.location.origin && request.method === "GET";
  return isOurs && url.pathname.startsWith("/static/") ? fromShells(request) : undefined;
});

async function fromShells(request) {
  return (await caches.match(request).catch(() => {})) ?? fetch(request);
}

/** Give a page of the frame, to be filled in for whoever is signed in; undefined when it is not kept. */
async function shellPage(address) {
  const cache = await caches.open(SHELL_CACHE);
  const page = await cache.match(address);
  if (!page) return undefined;
  const html = forAccount(await page.text(), (await fact("account").catch(() => "")) ?? "");
  const { headers } = page;
  const fill = (values, status = 200) => new Response(filled(html, values), { status, headers });
  return { html, headers, filled: fill };
}

/** Clearing a site's data may empty the cache and leave the worker: keep the shell anew. */
async function mendShell() {
  const cache = await caches.open(SHELL_CACHE);
  if (!(await cache.match(OFFLINE_PAGE))) await keepShell();
}
