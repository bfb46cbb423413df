/** A notice was tapped: bring the app forward on exactly that page. */
const SECONDS_TO_SAY = 0.3;

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { navigate, actions } = event.notification.data ?? {};
  const page = actions?.[event.action] ?? navigate ?? "/today";
  event.waitUntil(event.action ? act(event.action, event.notification, page) : openPage(page));
});

/** Do what a button says without opening anything, now or with a signal; its page asks where that fails. */
async function act(action, { tag, title }, page) {
  try {
    const account = await owner();
    if (!account) return openPage(page);
    const url = new URL(`/reminders/${tag}/${action}`, self.location.origin);
    const { key } = await holdOp(opOf(url, [["what", title]], { account, page, at: Date.now(), key: crypto.randomUUID() }));
    await drain({ now: true });
    const left = (await opsOf(account)).find((op) => op.key === key);
    if (left?.state === "queued") await keepOp(left);
    if (!left || left.state === "queued") return undefined;
  } catch {
    // No room to write it down.
  }
  return openPage(page);
}

async function openPage(address) {
  const page = new URL(address, self.location.origin);
  // Only our own pages, whatever a message says.
  if (page.origin !== self.location.origin) page.href = new URL("/today", self.location.origin).href;
  // Only windows that this worker controls can be led elsewhere. A click allows one window to be
  // raised or opened, not both, so what cannot be led must not be raised.
  const windows = await self.clients.matchAll({ type: "window" });
  const there = windows.find((window) => window.url === page.href);
  const open = there ?? (await firstFree(windows));
  if (!open) return self.clients.openWindow(page.href);
  try {
    const focused = await open.focus();
    if (focused.url === page.href) return focused;
    return await focused.navigate(page.href);
  } catch {
    return self.clients.openWindow(page.href);
  }
}

/** Find a window, the focused one first, that can be led away without losing what is typed in it. */
async function firstFree(windows) {
  for (const window of [...windows].sort((one, other) => other.focused - one.focused)) {
    if (!(await isWriting(window))) return window;
  }
  return undefined;
}

/** Ask a page whether somebody is writing there; `silent` is taken for the answer of one that says nothing. */
function isWriting(window, silent = false) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data);
    setTimeout(done, SECONDS_TO_SAY * 1000, silent);
    window.postMessage("is-writing", [port2]);
  });
}
