/** Files as they come from a field, from a drop and from the clipboard, each with its name. */

export type Chosen = readonly [Blob, string];

export function fromList(list: ArrayLike<File> | null, paths = false): Chosen[] {
  return Array.from(list ?? [], (file) => [
    file,
    (paths && file.webkitRelativePath) || file.name || "file",
  ]);
}

/** What was dropped; folders are gone through where they are wanted, and left out else. */
export async function fromDrop(data: DataTransfer, folders: boolean): Promise<Chosen[]> {
  const entries = Array.from(data.items, (item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return fromList(data.files);
  const files = fromList(data.files);
  const found = await Promise.all(
    entries.map((entry, place) => {
      if (entry?.isDirectory) return folders ? within(entry as FileSystemDirectoryEntry) : [];
      const file = files[place];
      return file ? [file] : [];
    }),
  );
  return found.flat();
}

async function within(folder: FileSystemDirectoryEntry): Promise<Chosen[]> {
  const found: Chosen[] = [];
  for (const entry of await listOf(folder)) {
    if (entry.isDirectory) found.push(...(await within(entry as FileSystemDirectoryEntry)));
    else found.push([await fileOf(entry as FileSystemFileEntry), entry.fullPath.slice(1)]);
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
