import { useId, useRef } from "preact/hooks";
import { type Attached, ChatField } from "../chat-field";
import { Glyph, Strokes } from "../glyph";
import type { View } from "../kinds";
import type { ChatInput } from "../wire.gen";
import "./chat.css";
import { Chips } from "./chips";
import type { Files } from "./files";
import { CLIP, MICROPHONE } from "./glyphs";
import { FileStatus } from "./list";
import { recordingName } from "./name";
import { useDrop, useFolders } from "./use-drop";
import { takeChosen, takeDrop, takePaste, useFiles } from "./use-files";
import { type Recordings, useRecorder } from "./use-recorder";
import { clock, Wave } from "./wave";
import { offered } from "./words";

/** A field for messages with files, a recording, or both. */
export function ChatWithFiles({ node, element }: View<ChatInput>) {
  const { files: many, types = [], size = 0, disabled = false } = element;
  const several = many === "multiple" || many === "directory";
  const files = useFiles(node, {}, { types, size, several }, "files");
  const sounds = useFiles(node, {}, { types: [".wav"], size, several: false }, "audio");
  const recorder = useRecorder(element.sample_rate ?? null, size, (recording) => {
    sounds.add([[recording.file, recordingName()]]);
  });
  const folders = many === "directory";
  const off = disabled || !many;
  const { over, near, zone } = useDrop(off, (data) => takeDrop(files, data, folders));
  const on = recorder.phase === "recording";
  const attached: Attached = {
    ready: files.ids.length + sounds.ids.length > 0 || files.busy || sounds.busy,
    closed: on,
    busy: files.busy || sounds.busy,
    failures: files.failures + sounds.failures,
    message: (text) => ({ text, files: files.ids, audio: sounds.ids[0] ?? null }),
    sent: () => {
      files.forget();
      sounds.forget();
    },
    above: <Above files={files} sounds={sounds} recorder={recorder} />,
    before: many ? (
      <Clip element={element} several={several} folders={folders} files={files} />
    ) : null,
    after: element.audio ? <Microphone recorder={recorder} disabled={disabled} /> : null,
    instead: on ? (
      <div class="chat-wave">
        <Wave levels={recorder.levels} />
        <span class="sound-time">{clock(recorder.seconds)}</span>
      </div>
    ) : null,
    over,
    near,
    field: {
      ...(many ? zone : {}),
      onPaste: (event) => off || takePaste(files, event),
    },
  };
  return <ChatField node={node} element={element} attached={attached} />;
}

interface AboveProps {
  files: Files;
  sounds: Files;
  recorder: Recordings;
}

function Above({ files, sounds, recorder }: AboveProps) {
  const failed = typeof recorder.phase === "object" ? recorder.phase.failed : null;
  return (
    <>
      <Chips lists={[files, sounds]} />
      {failed ? (
        <p class="chat-failed" role="alert">
          {failed}
        </p>
      ) : null}
      <FileStatus files={files} />
    </>
  );
}

interface ClipProps {
  element: ChatInput;
  several: boolean;
  folders: boolean;
  files: Files;
}

/** The button that opens the list of the user's files. */
function Clip({ element, several, folders, files }: ClipProps) {
  const { types = [], disabled = false } = element;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useFolders(input, folders);
  return (
    <>
      <button
        type="button"
        class="chat-act"
        data-testid="stChatInputFileUploadButton"
        aria-label={folders ? "Attach a folder" : several ? "Attach files" : "Attach a file"}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <Strokes path={CLIP} />
      </button>
      <input
        ref={input}
        id={id}
        type="file"
        hidden
        data-testid="stFileUploaderDropzoneInput"
        accept={offered(types)}
        multiple={several}
        disabled={disabled}
        onChange={(event) => takeChosen(files, event.currentTarget, folders)}
      />
    </>
  );
}

function Microphone({ recorder, disabled }: { recorder: Recordings; disabled: boolean }) {
  const { phase } = recorder;
  const on = phase === "recording";
  const waits = phase === "starting" || phase === "ending";
  return (
    <>
      {on ? (
        <button
          type="button"
          class="chat-act"
          data-testid="stChatInputCancelButton"
          aria-label="Cancel recording"
          onClick={({ currentTarget }) => {
            (currentTarget.nextElementSibling as HTMLElement | null)?.focus(); // this one goes
            recorder.cancel();
          }}
        >
          <Glyph name="close" />
        </button>
      ) : null}
      <button
        type="button"
        class={`chat-act${on ? " on" : ""}`}
        data-testid={on ? "stChatInputApproveButton" : "stChatInputMicButton"}
        aria-label={on ? "Stop recording" : "Record"}
        disabled={disabled}
        aria-disabled={waits || undefined} // it keeps the focus
        onClick={waits ? undefined : on ? recorder.stop : recorder.start}
      >
        {on ? <Glyph name="check" /> : <Strokes path={MICROPHONE} />}
      </button>
    </>
  );
}
