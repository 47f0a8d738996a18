import { addressOf, follow } from "../address";
import { Icon } from "../icon";
import { Inline } from "../inline";
import type { View } from "../kinds";
import { Elsewhere } from "../navigation";
import { usePage } from "../page";
import { Tooltip } from "../tooltip";
import type { PageLink, Width } from "../wire.gen";
import "./page_link.css";

export const width: Width = "content";

export default function PageLinkElement({ element }: View<PageLink>) {
  const { help } = element;
  return (
    <div class="stPageLink" data-testid="stPageLink">
      {help ? (
        <Tooltip text={help}>
          {(describedBy) => <Face element={element} describedBy={describedBy} />}
        </Tooltip>
      ) : (
        <Face element={element} />
      )}
    </div>
  );
}

interface FaceProps {
  element: PageLink;
  describedBy?: string | undefined;
}

function Face({ element, describedBy }: FaceProps) {
  const page = usePage();
  const { path = "", query = "", external = false, disabled = false } = element;
  if (disabled) {
    return (
      <span class="page-link" role="link" aria-disabled="true" aria-describedby={describedBy}>
        <Content element={element} />
      </span>
    );
  }
  const elsewhere = external ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return (
    <a
      class="page-link"
      data-testid="stPageLink-NavLink"
      href={external ? path : addressOf(path, query)}
      aria-current={!external && page.path.value === path ? "page" : undefined}
      aria-describedby={describedBy}
      {...elsewhere}
      onClick={(event) => {
        if (!external) follow(event, page, path, query);
      }}
    >
      <Content element={element} />
    </a>
  );
}

function Content({ element }: { element: PageLink }) {
  const { icon, icon_position: side = "left", label, external } = element;
  return (
    <>
      {icon && side === "left" ? <Icon name={icon} /> : null}
      <span class="text">
        <Inline text={label} />
      </span>
      {icon && side === "right" ? <Icon name={icon} /> : null}
      {external ? <Elsewhere /> : null}
    </>
  );
}
