import { VerticalBlock } from "../element";
import { Icon } from "../icon";
import type { View } from "../kinds";
import { usePage } from "../page";
import type { ChatMessage } from "../wire.gen";
import "./chat_message.css";

const PERSON = ":material/person:";
const ROBOT = ":material/smart_toy:";

export default function ChatMessageElement({ node, element }: View<ChatMessage>) {
  const { name, avatar } = element;
  const side = sideOf(name);
  return (
    <div class={`stChatMessage ${side}`} data-testid="stChatMessage">
      <div
        class="stChatMessageAvatar"
        data-testid={`stChatMessageAvatar${AVATARS[avatar ?? ""] ?? "Custom"}`}
        aria-hidden="true"
      >
        <Face {...element} />
      </div>
      <article
        class="stChatMessageContent"
        data-testid="stChatMessageContent"
        aria-label={`Chat message from ${name}`}
      >
        <VerticalBlock node={node} />
      </article>
    </div>
  );
}

const AVATARS: Readonly<Record<string, string>> = { user: "User", assistant: "Assistant" };
const SIDES: Readonly<Record<string, string>> = {
  user: "user",
  human: "user",
  assistant: "assistant",
  ai: "assistant",
};

function sideOf(name: string): string {
  return SIDES[name.toLowerCase()] ?? "other";
}

function Face({ name, avatar, image, source }: ChatMessage) {
  const media = usePage().media.value;
  const address = source ? `_mini/media/${media}/${source}` : image;
  if (address) return <img src={address} alt="" />;
  if (avatar === "user") return <Icon name={PERSON} />;
  if (avatar === "assistant") return <Icon name={ROBOT} />;
  if (avatar) return <Icon name={avatar} />;
  return <span>{[...name][0]?.toUpperCase()}</span>;
}
