import { useEffect, useState } from "react";

const SECOND_MS = 1_000;

/**
 * Seconds that are left of a wait, down to 0, and how to begin one. Reckoned from where it ends: browsers let the timers
 * of a hidden page sleep.
 */
export function useCountdown(): [number, (seconds: number) => void] {
  const [leftS, setLeftS] = useState(0);
  const [endMs, setEndMs] = useState(0);
  useEffect(() => {
    if (endMs === 0) return;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((endMs - Date.now()) / SECOND_MS));
      setLeftS(left);
      if (left === 0) setEndMs(0);
    }, SECOND_MS);
    return () => clearInterval(timer);
  }, [endMs]);

  function wait(seconds: number) {
    setLeftS(seconds);
    setEndMs(Date.now() + seconds * SECOND_MS);
  }
  return [leftS, wait];
}
