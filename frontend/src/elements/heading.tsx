import { Glyph } from "../glyph";
import { Icon } from "../icon";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { slug } from "../slug";
import { Help } from "../tooltip";
import type { Heading } from "../wire.gen";

export default function HeadingElement({ element }: View<Heading>) {
  const { body, level, anchor, divider, help, icon, align, wrap = true } = element;
  const Tag = `h${level}` as "h1" | "h2" | "h3";
  const id = typeof anchor === "string" ? anchor : slug(body);
  const anchored = anchor !== false && id !== "";
  return (
    <div class="stHeading" data-testid="stHeading" style={{ textAlign: align }}>
      <Tag id={anchored ? id : undefined} class={wrap ? undefined : "nowrap"}>
        {icon ? <Icon name={icon} /> : null}
        <span>
          <Inline text={body} />
        </span>
        {help ? <Help text={help} /> : null}
        {anchored ? (
          <a class="anchor" href={`#${id}`} aria-label="Link to this heading">
            <Glyph name="link" />
          </a>
        ) : null}
      </Tag>
      {divider ? <hr class="heading-divider" data-colour={divider} /> : null}
    </div>
  );
}
