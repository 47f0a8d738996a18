import { usePage } from "./page";

/** Where the bytes of a payload are; it is the same for as long as the session lasts. */
export function useAddress(): (source: string) => string {
  const media = usePage().media.value;
  return (source) => addressOf(media, source);
}

export function addressOf(media: string, source: string): string {
  return new URL(`_mini/media/${media}/${source}`, document.baseURI).href;
}
