import { useFlight } from "../celebration";

const COLOURS = ["red", "orange", "green", "blue", "violet"];

export default function BalloonsElement() {
  const pieces = useFlight(22, 5_500);
  return pieces ? (
    <div class="celebration stBalloons" data-testid="stBalloons" aria-hidden="true">
      {pieces.map((style, index) => (
        <i
          key={index}
          class="balloon"
          style={{ ...style, "--colour": `var(--${COLOURS[index % COLOURS.length]})` }}
        />
      ))}
    </div>
  ) : null;
}
