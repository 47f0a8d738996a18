/** Files as they come from a field, from a drop and from the clipboard, each with its name. */

export type Chosen = readonly [Blob, string];

export function fromList(list: ArrayLike<File> | null, paths = false): Chosen[] {
  return Array.from(list ?? [], (file) => [
    file,
    (paths && file.webkitRelativePath) || file.name || "file",
  ]);
}

/** What was dropped: files, and the names of folders of which nothing is taken. */
export interface Dropped {
  files: Chosen[];
  folders: string[];
}

/** What systems leave in folders, and nobody means to upload. */
const LITTER: ReadonlySet<string> = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

/** Reads a drop; folders are gone through where they are wanted. */
export async function fromDrop(data: DataTransfer, folders: boolean): Promise<Dropped> {
  const entries = Array.from(data.items, (item) => item.webkitGetAsEntry?.() ?? null);
  const files = fromList(data.files);
  if (!entries.some((entry) => entry?.isDirectory)) return { files, folders: [] };
  const found = await Promise.all(
    entries.map((entry, place) => {
      if (entry?.isDirectory) return folders ? within(entry as FileSystemDirectoryEntry) : [];
      const file = files[place];
      return file ? [file] : [];
    }),
  );
  const bare = entries.filter((entry, place) => entry?.isDirectory && !found[place]?.length);
  return { files: found.flat(), folders: bare.map((entry) => entry?.name ?? "") };
}

/** The files of folders that were chosen in a field, each with the path to it. */
export function fromFolders(list: ArrayLike<File> | null): Chosen[] {
  return fromList(list, true).filter(([file]) => !LITTER.has((file as File).name));
}

async function within(folder: FileSystemDirectoryEntry): Promise<Chosen[]> {
  const found: Chosen[] = [];
  for (const entry of await listOf(folder)) {
    if (entry.isDirectory) found.push(...(await within(entry as FileSystemDirectoryEntry)));
    else if (!LITTER.has(entry.name)) {
      found.push([await fileOf(entry as FileSystemFileEntry), entry.fullPath.slice(1)]);
    }
  }
  return found;
}

/** A reader gives a part of a folder at a time, and none when all were given. */
async function listOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** Whether the browser can read a file still: it may have changed since it was chosen. */
export async function isReadable(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
