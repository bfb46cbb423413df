/** <beside-mine>: says beside a day and a time somewhere else what one's own clock shows then. */
class BesideMine extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.onInput = () => this.show();
    this.form.addEventListener("input", this.onInput);
    this.show();
  }

  disconnectedCallback() {
    this.form.removeEventListener("input", this.onInput);
  }

  show() {
    const { local_date: date, local_time: time, time_zone: zone } = this.form.elements;
    const { mine, says } = this.dataset;
    const wall = Date.parse(`${date.value}T${time.value}Z`);
    const line = this.querySelector("p");
    line.hidden = zone.value === mine || Number.isNaN(wall);
    if (line.hidden) return;
    const format = { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" };
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { ...format, timeZone: mine });
    line.querySelector("span").textContent = says.replace("{when}", words.format(instantOf(wall, zone.value)));
  }
}

/** The instant at which the clocks of a zone show a wall time; the second look is for a change of clocks. */
function instantOf(wall, zone) {
  const near = wall - aheadBy(wall, zone);
  return wall - aheadBy(near, zone);
}

function aheadBy(instant, zone) {
  const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" };
  const format = new Intl.DateTimeFormat("en", { ...numeric, second: "numeric", hourCycle: "h23", timeZone: zone });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - instant;
}

customElements.define("beside-mine", BesideMine);
