import { useEffect, useState } from "preact/hooks";

/** An address of bytes that the page holds, for as long as it is shown. */
export function useBlobUrl(blob: Blob | null): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = blob ? URL.createObjectURL(blob) : undefined;
    setUrl(made);
    return () => made && URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
