import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const TICK_MS = 10_000;
const Clock = createContext<Date>(new Date());

/**
 * Gives what is below it the server's instant, which goes on by itself between two answers: a visitor's clock may be
 * wrong, and the sandbox's may have been turned.
 */
export function ServerClock({ serverNow, children }: { serverNow: string | undefined; children: ReactNode }) {
  const [aheadMs, setAheadMs] = useState(0);
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (serverNow) setAheadMs(new Date(serverNow).getTime() - Date.now());
  }, [serverNow]);
  useEffect(() => {
    const look = () => setNow(new Date(Date.now() + aheadMs));
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [aheadMs]);
  return <Clock.Provider value={now}>{children}</Clock.Provider>;
}

/** The server's instant, some seconds old at most. */
export function useNow(): Date {
  return useContext(Clock);
}
