/** A form that cannot be sent comes back with all that was typed in it, to be sent once more. */
const UNSENT_PAGE = "/unsent";
// What a form carries beside the text that somebody typed.
const UNREAD = [
  "id", "rev", "idempotency_key", "account", "on", "kind", "then", "time_zone", "held",
  "password", "current",
];

answerers.push(({ request }) => {
  const isForm = request.mode === "navigate" && request.method === "POST";
  return isForm ? sendOrShow(request) : undefined;
});

async function sendOrShow(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(SHELL_CACHE);
    const page = await cache.match(UNSENT_PAGE);
    if (!page) throw error;
    const fields = [...(await copy.formData())].filter(([, value]) => typeof value === "string");
    const html = unsentPage(await page.text(), new URL(copy.url), fields);
    return new Response(html, { status: 503, headers: page.headers });
  }
}

/** Fill the kept page: where the form was going, what was in it, and the texts to be read again. */
function unsentPage(html, url, fields) {
  const inputs = fields.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const texts = fields
    .filter(([name, value]) => value && !UNREAD.includes(name))
    .map(([, value]) => `<p class="text">${escaped(value)}</p>`);
  return html
    .replace("__ACTION__", () => escaped(url.pathname + url.search))
    .replace("__FIELDS__", () => inputs.join(""))
    .replace("__TEXTS__", () => texts.join(""));
}

function escaped(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => signs[sign]);
}
