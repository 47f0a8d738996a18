import { useEffect, useState } from "preact/hooks";
import "./celebration.css";

type Style = Record<string, string>;

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Where the pieces fly, until all have flown; null then, and for users who want nothing to move. */
export function useFlight(count: number, duration: number): readonly Style[] | null {
  const [pieces, setPieces] = useState(() => (still.matches ? null : scattered(count)));
  useEffect(() => {
    const timer = setTimeout(() => setPieces(null), duration);
    return () => clearTimeout(timer);
  }, [duration]);
  return pieces;
}

function scattered(count: number): Style[] {
  return Array.from({ length: count }, (_, index) => ({
    "--at": `${((index + Math.random()) / count) * 100}%`,
    "--size": `${0.7 + Math.random() * 0.6}`,
    "--late": `${Math.random()}`,
    "--sway": `${(Math.random() - 0.5) * 8}rem`,
  }));
}
