import { DarkroomFeed } from "./darkroom-feed.js";

// A page may hold the script of two servers: the first one defines the tag.
if (!customElements.get("darkroom-feed")) customElements.define("darkroom-feed", DarkroomFeed);
