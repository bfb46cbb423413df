/** Runs scripts of the app on cases from standard input, and prints what came of each. */
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const { files, act, cases } = JSON.parse(fs.readFileSync(0, "utf8"));
const folder = path.join(__dirname, "../../static/js");
const text = files.map((file) => fs.readFileSync(path.join(folder, file), "utf8")).join("\n");
const run = vm.runInNewContext(`${text};(${act})`);
process.stdout.write(JSON.stringify(cases.map((one) => run(...one))));
