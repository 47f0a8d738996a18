import { useId, useRef } from "preact/hooks";
import { Strokes } from "../glyph";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { type Chosen, fromDrop, fromList } from "../upload/chosen";
import { CLOUD } from "../upload/glyphs";
import { FileList, FileStatus } from "../upload/list";
import { useDrop, useFolders } from "../upload/use-drop";
import { useFiles } from "../upload/use-files";
import { bytes, capital, listed } from "../upload/words";
import type { FileUploader } from "../wire.gen";
import "./file_uploader.css";

export default function FileUploaderElement({ node, element }: View<FileUploader>) {
  const { types = [], size, multiple = false, directory = false, disabled = false } = element;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const files = useFiles(node, element, { types, size, several: multiple });
  const add = (chosen: readonly Chosen[]) => {
    if (disabled) return;
    // Of a folder the files that are wanted are taken, without a word on the others.
    files.add(directory ? chosen.filter(([file, name]) => files.takes(file, name)) : chosen);
  };
  const { over, zone } = useDrop(disabled, async (data) => add(await fromDrop(data, directory)));
  useFolders(input, directory);
  const what = directory ? "a folder" : multiple ? "files" : "a file";
  return (
    <div
      class="stFileUploader"
      data-testid="stFileUploader"
      onPaste={(event) => {
        const pasted = fromList(event.clipboardData?.files ?? null);
        if (pasted.length === 0) return;
        event.preventDefault();
        add(pasted);
      }}
    >
      <WidgetLabel element={element} id={`${id}-label`} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button inside does the same. */}
      <div
        class="dropzone"
        data-testid="stFileUploaderDropzone"
        data-over={over}
        data-disabled={disabled}
        role="group"
        aria-labelledby={`${id}-label`}
        onClick={() => input.current?.click()}
        {...zone}
      >
        <Strokes path={CLOUD} />
        <div class="dropzone-words" data-testid="stFileUploaderDropzoneInstructions">
          <span class="with-mouse">{over ? `Let go to upload` : `Drop ${what} here`}</span>
          <span class="with-finger">Choose {what}</span>
          <span id={`${id}-limits`} class="dropzone-limits">
            {types.length > 0 ? `${capital(listed(types))}, up to ` : "Up to "}
            {bytes(size)}
            {multiple ? " each" : ""}
          </span>
        </div>
        <button
          type="button"
          class="button"
          disabled={disabled}
          aria-describedby={`${id}-limits`}
          onClick={(event) => {
            event.stopPropagation();
            input.current?.click();
          }}
        >
          Browse {directory ? "folders" : "files"}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          data-testid="stFileUploaderDropzoneInput"
          accept={types.join(",") || undefined}
          multiple={multiple}
          disabled={disabled}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => {
            add(fromList(event.currentTarget.files, directory));
            event.currentTarget.value = ""; // the same file can be chosen again
          }}
        />
      </div>
      <FileList files={files} disabled={disabled} />
      <FileStatus files={files} />
    </div>
  );
}
