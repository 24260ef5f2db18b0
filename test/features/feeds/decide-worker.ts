import { decidePosts } from "../../../server/features/feeds/curate-posts.js";
import { SYSTEM } from "../../../server/viewer.js";
import { workerApp } from "../../support/worker-app.js";

/** A process that decides the posts of its environment's INPUT, and then waits until it is killed. */
const app = workerApp();
process.stdout.write("ready\n");
await decidePosts(app, JSON.parse(process.env.INPUT ?? ""), SYSTEM);
process.stdout.write("decided\n");
await new Promise((resolve) => setTimeout(resolve, 120_000));
