/** A push message has come: show it, always. A phone takes the right to push from those who do not. */
const SOMETHING = { notification: { title: "Common Ground", body: "", navigate: "/today" } };

self.addEventListener("push", (event) => event.waitUntil(showMessage(messageOf(event.data))));

/** Read the declarative push message (W3C Push API), or give one that can be shown anyway. */
function messageOf(data) {
  try {
    const message = data.json();
    return message.notification.title ? message : SOMETHING;
  } catch {
    return SOMETHING;
  }
}

async function showMessage(message) {
  try {
    await showNotice(message.notification);
  } catch {
    // Something in it is of the wrong kind.
    await showNotice(SOMETHING.notification);
  }
  const { tag } = message.notification;
  // The page behind it should open in a lift too.
  await Promise.allSettled([showBadge(message.app_badge), tellShown(tag), drain().then(warm)]);
}

async function showNotice({ title, body, tag, lang, dir, navigate, actions = [] }) {
  await self.registration.showNotification(title, {
    body,
    tag,
    lang,
    dir,
    icon: NOTICE_ICON,
    badge: NOTICE_BADGE,
    actions: actions.map(({ action, title }) => ({ action, title })),
    data: {
      navigate,
      actions: Object.fromEntries(actions.map(({ action, navigate }) => [action, navigate])),
    },
  });
}

async function showBadge(count) {
  if (Number.isInteger(count)) await self.navigator.setAppBadge?.(count);
}

async function tellShown(tag) {
  if (!tag) return;
  await fetch("/push/shown", {
    method: "POST",
    body: new URLSearchParams({ tag }),
    headers: { "X-Outbox": "1" },
    redirect: "manual",
  });
}
