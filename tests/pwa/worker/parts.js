/** Loads parts of the service worker as it does itself: into one scope, here with nothing around it. */
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const FOLDER = path.join(__dirname, "../../../static/sw");

/** Give what the parts declare, by the names asked for; `around` stands for the browser. */
function parts(files, names, around = {}) {
  const text = files.map((file) => fs.readFileSync(path.join(FOLDER, `${file}.js`), "utf8"));
  const scope = vm.createContext({ URL, Set, Response, Headers, ...around });
  return vm.runInContext(`${text.join("\n")}\n;({ ${names.join(", ")} })`, scope);
}

/** What comes out of another scope, as plain values of this one. */
function plain(value) {
  return JSON.parse(JSON.stringify(value));
}

module.exports = { parts, plain };
