/**
 * <hand-over>: offers the phone's share sheet, and asks "Did you send it?" when the person comes
 * back from where they went with the text.
 */
class HandOver extends HTMLElement {
  connectedCallback() {
    const share = this.querySelector("[data-share]");
    if (navigator.share) {
      share.hidden = false;
      share.addEventListener("click", () => this.share().catch(() => {}));
    }
    this.addEventListener("click", (event) => {
      const mail = event.target.closest("[data-mail]");
      if (mail) mail.href = mail.href.replace(/body=.*/, () => this.written());
      this.isOut ||= Boolean(event.target.closest("a, copy-button, [data-share]"));
    });
    this.onReturn = () => {
      if (!this.isOut || document.visibilityState !== "visible") return;
      this.isOut = false;
      const question = document.getElementById("did-you");
      question?.scrollIntoView({ block: "center" });
      question?.focus({ preventScroll: true });
    };
    document.addEventListener("visibilitychange", this.onReturn);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.onReturn);
  }

  /** The message as it stands in its box now, as a part of a mail's address. */
  written() {
    const text = document.getElementById("body").value;
    return `body=${encodeURIComponent(text.replace(/\n/g, "\r\n"))}`;
  }

  share() {
    const [title, text] = ["subject", "body"].map((id) => document.getElementById(id)?.value);
    return navigator.share(title ? { title, text } : { text });
  }
}

customElements.define("hand-over", HandOver);
