/** <research-timer minutes="15">: counts down in the words that stand inside, and says when it is enough. */
class ResearchTimer extends HTMLElement {
  connectedCallback() {
    const key = `research ${location.pathname}`;
    const all = this.getAttribute("minutes") * 60000;
    let began = Number(sessionStorage.getItem(key));
    const passed = Date.now() - began;
    // Another day's look begins anew, and so does one from before the clock was put back.
    if (!began || passed > 4 * all || passed < 0) sessionStorage.setItem(key, (began = Date.now()));
    this.ends = began + all;
    document.addEventListener("visibilitychange", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    clearTimeout(this.beat);
    document.removeEventListener("visibilitychange", this);
  }

  /** Tell what is left, and come back when that is no longer true; a phone asleep comes back late. */
  handleEvent() {
    clearTimeout(this.beat);
    const line = this.querySelector("[role=timer]");
    const left = this.ends - Date.now();
    const minutes = Math.ceil(left / 60000);
    // Each minute is there to be read; only the end is read out.
    line.setAttribute("aria-live", left > 0 ? "off" : "polite");
    const { left: many, last, over } = line.dataset;
    line.querySelector("span").textContent =
      left <= 0 ? over : minutes === 1 ? last : many.replace("{n}", minutes);
    if (left > 0) this.beat = setTimeout(() => this.handleEvent(), left - (minutes - 1) * 60000);
  }
}

customElements.define("research-timer", ResearchTimer);
