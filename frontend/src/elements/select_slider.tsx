import type { View } from "../kinds";
import { optionIds } from "../options";
import { usePage } from "../page";
import { Scale } from "../scale";
import { Track } from "../track";
import type { SelectSlider } from "../wire.gen";

/** A slider over the places of options. */
export default function SelectSliderElement({ node, element }: View<SelectSlider>) {
  const page = usePage();
  const { options } = element;
  const ids = optionIds(options);
  return (
    <Track
      element={element}
      testid="stSelectSlider"
      scale={new Scale(0, options.length - 1, 1)}
      standing={(element.value ?? element.default).map((id) => Math.max(0, ids.indexOf(id)))}
      shown={(place) => options[Number(place)] ?? ""}
      send={(places) =>
        page.change(
          node,
          places.map((place) => ids[Number(place)] ?? ""),
        )
      }
    />
  );
}
