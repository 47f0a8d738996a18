import { render } from "preact";
import { followAddress } from "./address";
import { App } from "./app";
import { kindOf } from "./kinds";
import { Page } from "./page";
import { Connector } from "./socket";
import { followScheme, followTheme, showTheme } from "./theme";

showTheme();
const page = new Page(kindOf);
new Connector(page).start();
followAddress(page);
followTheme(page);
followScheme(page);
render(<App page={page} />, document.getElementById("app") as HTMLElement);
