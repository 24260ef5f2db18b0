// What every npm script runs first. Its syntax is old on purpose, so that an old Node can say that it is too old.
//   node scripts/start.cjs main|sandbox/main|cli/main …   builds what is stale, then runs that program in this process
//   node scripts/start.cjs --watch main …                 the same, and again after every change
//   node scripts/start.cjs --build                        builds everything that is stale
"use strict";

const NEEDED = [20, 19];

const running = process.versions.node.split(".").map(Number);
const isTooOld = running[0] < NEEDED[0] || (running[0] === NEEDED[0] && running[1] < NEEDED[1]);

if (isTooOld) {
  console.error(
    `Darkroom needs Node ${NEEDED.join(".")} or newer; this is Node ${process.versions.node}.\n` +
      "Get one from https://nodejs.org or, with nvm: nvm install 22 && nvm use 22",
  );
  process.exit(1);
}

require("./launch.cjs").launch(process.argv.slice(2));
