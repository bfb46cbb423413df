/**
 * <send-file>: shows how far a large file has come, and says at once when it is too large.
 * Around a form without a file it only shows that the server is at work.
 */
const LARGEST = 5 * 1024 * 1024;

class SendFile extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      const file = event.target.querySelector("[type=file]")?.files[0];
      if (file?.size > LARGEST) {
        event.preventDefault();
        this.say(this.dataset.tooLarge);
      } else if (file) {
        event.preventDefault();
        this.send(event.target);
      } else if (!event.submitter?.value || event.submitter.value === "bring") {
        this.show(this.dataset.reading);
      }
    });
  }

  send(form) {
    const request = new XMLHttpRequest();
    const bar = this.querySelector("progress");
    const button = form.querySelector("button:not([name])");
    this.show();
    button.disabled = true;
    request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = loaded / total; });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      this.show(this.dataset.reading);
    });
    request.addEventListener("loadend", () => {
      const next = request.getResponseHeader("HX-Redirect");
      if (next) {
        location.assign(next);
        return;
      }
      button.disabled = false;
      this.querySelector("[data-progress]").hidden = true;
      if (request.responseText) document.getElementById("notice").innerHTML = request.responseText;
      else this.say(this.dataset.lost);
    });
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.send(new FormData(form));
  }

  show(words) {
    this.querySelector("[data-progress]").hidden = false;
    if (words) this.querySelector("[data-words]").textContent = words;
  }

  say(words) {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "alert");
    notice.textContent = words;
    document.getElementById("notice").replaceChildren(notice);
  }
}

customElements.define("send-file", SendFile);
