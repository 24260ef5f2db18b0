"use strict";

// Loaded first into what `npm run dev` starts: should that be killed, its children end too.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
}, 1_000).unref();
