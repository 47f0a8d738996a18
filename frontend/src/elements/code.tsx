import { CodeBlock } from "../code-block";
import type { View } from "../kinds";
import type { Code } from "../wire.gen";

export default function CodeElement({ element }: View<Code>) {
  const { body, language = "python", height } = element;
  return (
    <CodeBlock
      text={body}
      language={language}
      numbers={element.line_numbers ?? false}
      wrap={element.wrap_lines ?? false}
      height={typeof height === "number" ? height : undefined}
    />
  );
}
