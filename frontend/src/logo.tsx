import { Icon } from "./icon";
import type { Page } from "./page";

interface Sign {
  url?: string;
  icon?: string;
}

interface Logo {
  image: Sign;
  icon: Sign | null;
  size: "small" | "medium" | "large";
  link: string | null;
}

/** The sign of the app; above the page, the smaller one where there is one. */
export function LogoView({ page, above = false }: { page: Page; above?: boolean }) {
  const logo = page.store.facts.value["logo"] as Logo | null | undefined;
  if (!logo) return null;
  const sign = (above && logo.icon) || logo.image;
  const face = sign.icon ? <Icon name={sign.icon} /> : <img src={sign.url} alt="Logo" />;
  const name = above ? "stHeaderLogo" : "stSidebarLogo";
  const common = { class: `logo ${logo.size}`, "data-testid": name };
  return logo.link ? (
    <a {...common} href={logo.link} target="_blank" rel="noopener noreferrer" aria-label="Logo">
      {face}
    </a>
  ) : (
    <span {...common}>{face}</span>
  );
}
