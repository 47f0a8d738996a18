import { useFlight } from "../celebration";

export default function SnowElement() {
  const pieces = useFlight(70, 7_500);
  return pieces ? (
    <div class="celebration stSnow" data-testid="stSnow" aria-hidden="true">
      {pieces.map((style, index) => (
        <i key={index} class="flake" style={style} />
      ))}
    </div>
  ) : null;
}
