import { readFile } from "node:fs/promises";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { AppContext } from "../app-context.js";
import type { FeedDefinition } from "../features/feeds/feed-definition.js";
import { applyFeedPlan, type FeedPlan, planFeedFile, writeFeedFile } from "../features/feeds/feed-file.js";
import { feedCount, listFeeds } from "../features/feeds/list-feeds.js";
import { ApiError } from "../lib/errors.js";
import { CLI, type Cli, example, UsageError } from "./cli.js";
import { wholeNumber } from "./parse-option.js";
import { printInstant, printTable } from "./print-table.js";

const PAGE = 100;

export function addFeedCommands(program: CommandUnknownOpts, cli: Cli): void {
  const feed = program.command("feed").description("Feeds: which posts a site shows");
  addList(feed, cli);
  addExport(feed, cli);
  addApply(feed, cli);
}

function addList(feed: CommandUnknownOpts, cli: Cli): void {
  feed
    .command("list")
    .description("Lists the feeds, newest first")
    .option("--skip <number>", `how many to skip; ${PAGE} are shown`, wholeNumber)
    .addHelpText("after", example("feed list"))
    .action(async ({ skip = 0 }) => {
      const { app } = await cli.open();
      const nodes = await listFeeds(app, { first: PAGE, offset: skip });
      const rows = nodes.map(({ slug, version, updatedAt, settings: { title, mode, size } }) => [
        ...[slug, title, mode, String(size), String(version), printInstant(updatedAt)],
      ]);
      const headings = ["SLUG", "TITLE", "MODE", "SIZE", "VERSION", "CHANGED"];
      const data = { nodes, totalCount: await feedCount(app) };
      cli.print({ data, text: printTable(headings, rows, "There are no feeds.") });
    });
}

function addExport(feed: CommandUnknownOpts, cli: Cli): void {
  feed
    .command("export")
    .description("Prints the settings of feeds as a file for `feed apply`; of all feeds, or of those named")
    .argument("[slug...]")
    .addHelpText("after", example("feed export our-shops > feeds.json"))
    .action(async (slugs) => {
      const { app } = await cli.open();
      const feeds = await allFeeds(app);
      const chosen = slugs.length === 0 ? feeds : slugs.map((slug) => named(feeds, slug));
      const text = (await writeFeedFile(app, chosen)).trimEnd();
      cli.print({ data: JSON.parse(text), text });
    });
}

function addApply(feed: CommandUnknownOpts, cli: Cli): void {
  feed
    .command("apply")
    .description("Creates and changes feeds as a file says; those that it does not name stay")
    .argument("<file>")
    .option("--dry-run", "print what would change, and change nothing")
    .addHelpText("after", example("feed apply feeds.json --dry-run"))
    .action(async (file, { dryRun }) => {
      const { app } = await cli.open();
      const plans = await planFeedFile(app, await readText(file));
      if (!dryRun) await applyFeedPlan(app, plans, CLI);
      const data = plans.map(({ slug, action, summary }) => ({ slug, action, summary }));
      cli.print({ data, text: printPlans(plans, dryRun === true) });
    });
}

async function allFeeds(app: AppContext): Promise<FeedDefinition[]> {
  const feeds: FeedDefinition[] = [];
  for (;;) {
    const page = await listFeeds(app, { first: PAGE, offset: feeds.length });
    feeds.push(...page);
    if (page.length < PAGE) return feeds;
  }
}

function named(feeds: readonly FeedDefinition[], slug: string): FeedDefinition {
  const feed = feeds.find((one) => one.slug === slug);
  if (feed) return feed;
  throw new ApiError("NOT_FOUND", `There is no feed ${slug}.`, { nextStep: "`feed list` shows all feeds." });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

const SIGNS = { create: "+", update: "~", keep: "=" };

function printPlans(plans: readonly FeedPlan[], isDry: boolean): string {
  const lines = plans.map(({ slug, action, summary }) => `${SIGNS[action]} ${slug}: ${summary}`);
  const count = plans.filter(({ action }) => action !== "keep").length;
  const end = isDry ? "Nothing was changed." : `${count} of ${plans.length} feeds changed.`;
  return [...lines, end].join("\n");
}
