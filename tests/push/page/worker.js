/* The smallest worker that shows our payload and reports every click. */
"use strict";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

async function tell(message) {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage(message);
}

addEventListener("push", (event) => {
  const { notification } = event.data.json();
  const { title, body, tag, lang, dir, actions, navigate } = notification;
  const buttons = actions.map((action) => ({ action: action.action, title: action.title }));
  event.waitUntil(registration.showNotification(title, { body, tag, lang, dir, actions: buttons, data: navigate }));
});

addEventListener("notificationclick", (event) => {
  const { action, isTrusted, notification } = event;
  notification.close();
  const open = action ? undefined : clients.openWindow(notification.data);
  event.waitUntil(Promise.all([open, tell({ action, isTrusted })]));
});
