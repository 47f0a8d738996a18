import { Glyph } from "../glyph";
import { Icon } from "../icon";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { Prose } from "../prose";
import type { Alert } from "../wire.gen";
import "./alert.css";

export default function AlertElement({ element }: View<Alert>) {
  const { level, body, icon, title } = element;
  const urgent = level === "error" || level === "warning";
  return (
    <div
      class={`stAlert stAlertContainer ${level}`}
      data-testid="stAlert"
      role={urgent ? "alert" : "status"}
    >
      <span class="alert-icon">{icon ? <Icon name={icon} /> : <Glyph name={level} />}</span>
      <div
        class="alert-body"
        data-testid={`stAlertContent${level.charAt(0).toUpperCase()}${level.slice(1)}`}
      >
        {title ? (
          <strong>
            <Inline text={title} />
          </strong>
        ) : null}
        <Prose body={body} anchors={false} />
      </div>
    </div>
  );
}
