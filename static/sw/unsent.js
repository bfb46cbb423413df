/** A form that this phone has no room to keep comes back with all that was typed in it. */
async function unsent(request) {
  if (request.mode !== "navigate") return Response.error(); // its page holds the form, and says so
  const page = await shellPage("/unsent");
  if (!page) return Response.error();
  const { pathname, search } = new URL(request.url);
  const entries = [...(await request.formData())].filter(([, value]) => typeof value === "string");
  const field = entries.map(([name, value]) => ({ name, value }));
  const text = textsOf({ entries }).map((one) => ({ text: one }));
  return page.filled({ action: pathname + search, field, text }, 503);
}
