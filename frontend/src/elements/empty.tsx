import { Children } from "../element";
import type { View } from "../kinds";

export const bare = true;

export default function EmptyElement({ node }: View) {
  return <Children node={node} />;
}
