import { render } from "preact";
import { App } from "./app";
import { kindOf } from "./kinds";
import { Page } from "./page";
import { Connector, followQuery } from "./socket";
import { showTheme } from "./theme";

showTheme();
const page = new Page(kindOf);
new Connector(page).start();
followQuery(page);
render(<App page={page} />, document.getElementById("app") as HTMLElement);
