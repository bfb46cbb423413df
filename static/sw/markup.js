/** Kept pages are filled in here: parts in comments are shown, repeated or left out. */
function escaped(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return String(text).replace(/[&<>"]/g, (sign) => signs[sign]);
}

/** Fill `<!--if name-->…<!--end name-->` and `__NAME__`; for a list the part is repeated. */
function filled(html, values) {
  const marks = /<!--if ([\w-]+)-->([^]*?)<!--end \1-->|__([A-Z]+)__/g;
  return html.replace(marks, (all, part, inner, name) => {
    const value = values[part ?? name.toLowerCase()];
    if (name) return value === undefined ? all : (value?.html ?? escaped(value));
    if (Array.isArray(value)) return value.map((one) => filled(inner, one)).join("");
    return value ? filled(inner, values) : "";
  });
}

/** Say when something was: a weekday only as long as it is clear which. */
function saidTime(at, language) {
  const isNear = Math.abs(Date.now() - at) < 6 * 24 * 60 * 60 * 1000;
  const day = isNear ? { weekday: "long" } : { day: "numeric", month: "long" };
  return new Date(at).toLocaleString(language, { ...day, hour: "numeric", minute: "2-digit" });
}

/** Say in the page whose it is, as the server would have. */
function forAccount(html, account) {
  return html.replace('data-account=""', `data-account="${escaped(account)}"`);
}

/** Give a page's title, which the server has escaped. */
function titleOf(html) {
  return { html: /<title>([^<]*?)( · Common Ground)?</.exec(html)?.[1] ?? "" };
}

/** A copy is opened many times: each time its new things get ids of their own. */
function withFreshKeys(html, uuid) {
  const isNew = '(?!>\\s*<input type="hidden" name="rev" value="\\d)';
  const hidden = new RegExp(`(name="(?:(?:name_|promise_)?id|${KEY})" value=")[0-9a-f-]{36}"${isNew}`, "g");
  return html.replace(hidden, (_all, start) => `${start}${uuid()}"`);
}

/** Say in a copy when it was fetched, and by which words; the page writes it in the reader's own way. */
function datedCopy(html, keptAt, words) {
  return html.replace("<html ", `<html data-kept="${new Date(keptAt).toISOString()}" data-said="${words}" `);
}
