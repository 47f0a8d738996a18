import { ChatField } from "../chat-field";
import type { View } from "../kinds";
import { later } from "../later";
import type { ChatInput } from "../wire.gen";

const withFiles = later(async () => (await import("../upload/chat")).ChatWithFiles);

export default function ChatInputElement(view: View<ChatInput>) {
  const { files, audio } = view.element;
  if (!files && !audio) return <ChatField {...view} />;
  const Field = withFiles();
  return Field ? <Field {...view} /> : <ChatField {...view} attached={soon(!!files, !!audio)} />;
}

/** Leaves the room of buttons that are on their way. */
function soon(files: boolean, audio: boolean) {
  return {
    ready: false,
    closed: true,
    busy: false,
    failures: 0,
    message: () => null,
    sent: () => {},
    above: null,
    before: files ? <span class="chat-act" /> : null,
    after: audio ? <span class="chat-act" /> : null,
    instead: null,
    field: {},
    over: false,
    near: false,
  };
}
