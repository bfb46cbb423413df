/** <call-taps data-words>: on the page of what waits, what calls left on this phone and only there. */
class CallTaps extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.onTaps = () => this.querySelector("details[open]") || this.render();
    document.addEventListener("taps", this.onTaps);
    this.render();
  }

  disconnectedCallback() {
    document.removeEventListener("taps", this.onTaps);
  }

  render() {
    const kept = keptJournals().flatMap((journal) => [[journal, journal.refused], [journal, journal.waiting]]);
    const cards = kept.filter(([, taps]) => taps.length).map(([journal, taps]) => this.card(journal, taps));
    this.querySelector("ol").replaceChildren(...cards);
    this.hidden = !cards.length;
    const nothing = document.querySelector("[data-nothing]");
    if (nothing) nothing.hidden = !this.hidden;
  }

  card(journal, taps) {
    const card = this.querySelector("template").content.cloneNode(true).firstElementChild;
    const find = (name) => card.querySelector(`[data-${name}]`);
    const [{ who, at, status }] = taps;
    const when = { weekday: "long", hour: "numeric", minute: "2-digit" };
    const texts = new Map(taps.map((tap) => [tap.kind === "answer" ? tap.item : tap.id, tap.text]));
    const lines = [...texts.values()].filter(Boolean).map((text) => {
      return Object.assign(document.createElement("p"), { className: "text", textContent: text });
    });
    find("who").textContent = who ? this.words.call.replace("{name}", who) : this.words.some_call;
    find("when").textContent = new Date(at).toLocaleString(document.documentElement.lang, when);
    find("state").textContent = this.words[status ?? "waiting"] ?? this.words.refused;
    find("count").textContent = this.words.count.replace("{n}", taps.length);
    find("call").href = journal.address;
    find("texts").hidden = !lines.length;
    find("texts").lastElementChild.replaceChildren(...lines);
    find("send").addEventListener("click", () => journal.sendAgain());
    find("drop").addEventListener("click", () => {
      card.remove();
      journal.forget(taps.map(({ id }) => id));
      this.render();
    });
    return card;
  }
}

customElements.define("call-taps", CallTaps);
