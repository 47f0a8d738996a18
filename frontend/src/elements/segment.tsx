import { Children } from "../element";
import type { View } from "../kinds";

export const bare = true;

export default function SegmentElement({ node }: View) {
  return <Children node={node} />;
}
