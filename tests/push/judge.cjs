/* Keeps npm's web-push-testing at home: it would listen on every interface, and outlive its test. */
"use strict";

const net = require("node:net");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, "127.0.0.1", ...rest.filter((argument) => typeof argument === "function"));
};

process.stdin.resume();
process.stdin.on("end", () => process.exit());
