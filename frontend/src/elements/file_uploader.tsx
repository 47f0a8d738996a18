import { useId, useRef } from "preact/hooks";
import { Strokes } from "../glyph";
import type { View } from "../kinds";
import { WidgetLabel } from "../label";
import { CLOUD } from "../upload/glyphs";
import { FileList, FileStatus } from "../upload/list";
import { useDrop, useFolders } from "../upload/use-drop";
import { takeChosen, takeDrop, takePaste, useFiles } from "../upload/use-files";
import { bytes, capital, listed, offered } from "../upload/words";
import type { FileUploader } from "../wire.gen";
import "./file_uploader.css";

export default function FileUploaderElement({ node, element }: View<FileUploader>) {
  const { types = [], size, multiple = false, directory = false, disabled = false } = element;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const files = useFiles(node, element, { types, size, several: multiple });
  const browse = useRef<HTMLButtonElement>(null);
  const { over, near, zone } = useDrop(disabled, (data) => takeDrop(files, data, directory));
  useFolders(input, directory);
  const what = directory ? "a folder" : multiple ? "files" : "a file";
  return (
    <div
      class="stFileUploader"
      data-testid="stFileUploader"
      onPaste={(event) => disabled || takePaste(files, event)}
    >
      <WidgetLabel element={element} id={`${id}-label`} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button inside does the same. */}
      <div
        class="dropzone"
        data-testid="stFileUploaderDropzone"
        data-over={over}
        data-near={near}
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
          ref={browse}
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
          accept={offered(types)}
          multiple={multiple}
          disabled={disabled}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => takeChosen(files, event.currentTarget, directory)}
        />
      </div>
      <FileList files={files} disabled={disabled} home={browse} />
      <FileStatus files={files} />
    </div>
  );
}
