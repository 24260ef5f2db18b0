import { connect } from "./connect.js";
import { docs } from "./docs.js";
import { embed } from "./embed.js";
import { erasure } from "./erasure.js";
import { home } from "./home.js";
import { layout } from "./layout.js";
import { owners } from "./owners.js";
import { results } from "./results.js";

export const english = { connect, docs, embed, erasure, home, layout, owners, results };

export type PageTexts = typeof english;
