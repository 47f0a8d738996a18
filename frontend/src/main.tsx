import { render } from "preact";
import { followAddress } from "./address";
import { followAnchors } from "./anchors";
import { App } from "./app";
import { showEmbedding } from "./embedding";
import { kindOf } from "./kinds";
import { Page } from "./page";
import { Connector } from "./socket";
import { followScheme, followTheme, showTheme } from "./theme";

showTheme();
showEmbedding();
const page = new Page(kindOf);
new Connector(page).start();
followAddress(page);
followTheme(page);
followScheme(page);
followAnchors();
render(<App page={page} />, document.getElementById("app") as HTMLElement);
