/** <research-timer minutes="15">: counts down in the words that stand inside, and says when it is enough. */
class ResearchTimer extends HTMLElement {
  connectedCallback() {
    const line = this.querySelector("[role=status]");
    const words = line.querySelector("span");
    const key = `research ${location.pathname}`;
    const all = this.getAttribute("minutes") * 60000;
    let began = Number(sessionStorage.getItem(key));
    if (!began || Date.now() - began > 4 * all) sessionStorage.setItem(key, (began = Date.now()));
    const tell = () => {
      const left = Math.ceil((began + all - Date.now()) / 60000);
      words.textContent = left > 0 ? `${left} ${line.dataset.left}` : line.dataset.over;
      if (left <= 0) clearInterval(this.beat);
    };
    this.beat = setInterval(tell, 60000);
    tell();
  }

  disconnectedCallback() {
    clearInterval(this.beat);
  }
}

customElements.define("research-timer", ResearchTimer);
