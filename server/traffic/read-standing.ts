import type { World } from "../world.js";
import { type AppStanding, accountStanding, appStanding, type Standing } from "./standing.js";
import { selectTraffic } from "./store.js";

/** What the verbs of traffic need of the world: they are at work while it is made. */
export type TrafficWorld = Pick<World, "config" | "db" | "clock" | "log">;

/** How calls stand for an account, or for nobody's; one statement, by the primary key. */
export async function readStanding(world: TrafficWorld, accountId: string | null): Promise<Standing> {
  const app = appSubject(world);
  const rows = await selectTraffic(world.db, accountId === null ? [app] : [app, accountId]);
  const now = world.clock.now();
  const rowOf = (subject: string) => rows.find((row) => row.subject === subject);
  return {
    app: appStanding(rowOf(app), now),
    account: accountId === null ? null : accountStanding(rowOf(accountId), now),
  };
}

/** How calls stand for everybody. */
export async function readAppStanding(world: TrafficWorld): Promise<AppStanding> {
  return (await readStanding(world, null)).app;
}

/** The app's row: servers of another mode or of another app have another allowance. */
export function appSubject({ config }: TrafficWorld): string {
  return `app:${config.mode}:${config.instagram.appId}`;
}
